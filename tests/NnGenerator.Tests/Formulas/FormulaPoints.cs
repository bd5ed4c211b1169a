namespace NnGenerator.Tests.Formulas;

/// <summary>The points at which formulas are compared in double precision.</summary>
internal static class FormulaPoints
{
    private const int Magnitudes = 2500;

    /// <summary>0 and 10,000 points from 1e-30 to 1e30 with both signs, half of them from 1e-3 to 1e3, where functions change most.</summary>
    public static double[] All { get; } = [0, .. Between(-30, 30).Concat(Between(-3, 3)).SelectMany(static x => new[] { x, -x })];

    /// <summary>The same up to the largest number, and the infinities.</summary>
    public static double[] Extreme { get; } =
        [.. All, .. Between(30, 308).SelectMany(static x => new[] { x, -x }), double.MaxValue, -double.MaxValue, double.Epsilon, -double.Epsilon, double.PositiveInfinity, double.NegativeInfinity];

    /// <summary>Moderate points, which <see cref="ExactArithmetic"/> takes.</summary>
    public static double[] Few { get; } = [.. Enumerable.Range(0, 121).Select(static i => (i - 60) * 0.731), .. Enumerable.Range(1, 10).SelectMany(static i => new[] { Math.Pow(10, -i), -Math.Pow(10, -i) })];

    private static IEnumerable<double> Between(int low, int high) => Enumerable.Range(0, Magnitudes).Select(i => i == 0 ? Math.Pow(10, low) : Math.Pow(10, low + ((high - low) * i / (Magnitudes - 1.0))));
}
