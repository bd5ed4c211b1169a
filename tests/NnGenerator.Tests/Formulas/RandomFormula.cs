using NnGenerator.Formulas;

namespace NnGenerator.Tests.Formulas;

/// <summary>Random formulas of x with every operator and function.</summary>
internal sealed class RandomFormula(Random random)
{
    private static readonly double[] s_constants = [0, 1, -1, 0.5, 2, -3, 0.1, 10];
    private readonly List<Scalar> _parts = [];

    /// <summary>Returns a formula of at most so many levels.</summary>
    public Scalar Next(int depth)
    {
        // Some parts are used again.
        if (_parts.Count > 0 && random.Next(5) == 0)
        {
            return _parts[random.Next(_parts.Count)];
        }
        Scalar formula = depth == 0 ? (random.Next(3) > 0 ? Scalar.X : s_constants[random.Next(s_constants.Length)]) : random.Next(15) switch
        {
            0 => Next(depth - 1) + Next(depth - 1),
            1 => Next(depth - 1) - Next(depth - 1),
            2 => Next(depth - 1) * Next(depth - 1),
            3 => Next(depth - 1) / Next(depth - 1),
            4 => -Next(depth - 1),
            5 => Scalar.Abs(Next(depth - 1)),
            6 => Scalar.Max(Next(depth - 1), Next(depth - 1)),
            7 => Scalar.Min(Next(depth - 1), Next(depth - 1)),
            8 => Scalar.WherePositive(Next(depth - 1), Next(depth - 1), Next(depth - 1)),
            9 => Scalar.Exp(Next(depth - 1)),
            10 => Scalar.Expm1(Next(depth - 1)),
            11 => Scalar.Log1p(Scalar.Abs(Next(depth - 1))),
            12 => Scalar.Tanh(Next(depth - 1)),
            13 => Scalar.Erf(Next(depth - 1)),
            _ => random.Next(2) == 0 ? Scalar.Sigmoid(Next(depth - 1)) : Scalar.Softplus(Next(depth - 1)),
        };
        _parts.Add(formula);
        return formula;
    }
}
