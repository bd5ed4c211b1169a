using NnGenerator.Diagnostics;
using NnGenerator.Formulas;
using NnGenerator.Layers;
using NnGenerator.Shapes;
using NnGenerator.Text;
using static NnGenerator.Formulas.Scalar;

namespace NnGenerator.Losses;

/// <summary>Half the square of the error up to δ, and δ times its size beyond (Huber, 1964).</summary>
internal sealed record HuberLoss(double Delta = 1) : PointwiseLoss("Huber")
{
    public override string Description => Delta == 1 ? Title : $"{Title} {CSharpLiteral.Number(Delta)}";

    public override void Check(Layer last, Shape? output, bool isDeclared, FindingSink findings)
    {
        if (Delta is not (> 0 and < double.PositiveInfinity))
        {
            findings.Add(Descriptors.ArgumentOutOfRange, "delta", CSharpLiteral.Number(Delta), "a finite value greater than 0");
        }
        else if ((float)Delta is 0 or float.PositiveInfinity)   // as the float that is emitted
        {
            findings.Add(Descriptors.ArgumentOutOfRange, "delta", CSharpLiteral.Number(Delta), "a value from 1.4013E-45 to 3.40282E+38, the smallest and the largest float");
        }
    }

    // With c = min(|y − t|, δ): c·(|y − t| − c/2) is both pieces in one formula. With half of the error, since all of it may exceed the largest float
    // where δ times it does not.
    public override Scalar Value(Scalar y, Scalar t) => 2 * Clipped(y, t) * (HalfError(y, t) - (0.25 * Clipped(y, t)));

    public override Scalar Derivative(Scalar y, Scalar t) => Max(-Delta, Min(Delta, y - t));

    private Scalar Clipped(Scalar y, Scalar t) => Min(Delta, 2 * HalfError(y, t));

    private static Scalar HalfError(Scalar y, Scalar t) => Abs((0.5 * y) - (0.5 * t));
}
