namespace NnGenerator.Tests.Formulas;

/// <summary>The floats that every formula is evaluated at: from 1e-38 to 1e38 with both signs.</summary>
internal static class SweepPoints
{
    // Where some function saturates, changes its branch, or overflows in the square or the cube.
    private static readonly float[] s_thresholds =
    [
        0.5f, 1f, 1.4142135f, 2f, 3f, 4f, 5f, 6f, 7.905311f, 8.317766f, 9.010913f, 10f, 13f, 16.63553f, 17.32868f, 20f, 32f, 64f, 87f, 87.3f, 88f, 88.3f, 88.72284f,
        103.97208f, 128f, 1e3f, 16777216f, 1e7f, 1e12f, 6.9e12f, 1e19f, 1.8446743e19f, 1e33f, 1e38f,
    ];

    /// <summary>The points in no order that matters; zero is the first.</summary>
    public static float[] All { get; } = Draw();

    /// <summary>A few of them: a power of ten for each decade, and the thresholds.</summary>
    public static float[] Coarse { get; } = [0, .. Enumerable.Range(-38, 77).Select(static k => (float)Math.Pow(10, k)).Concat(s_thresholds).SelectMany(Signed)];

    private static float[] Draw()
    {
        IEnumerable<float> sparse = Enumerable.Range(-38 * 12, (76 * 12) + 1).Select(static k => (float)Math.Pow(10, k / 12.0));
        IEnumerable<float> dense = Enumerable.Range(-3 * 150, 6 * 150).Select(static k => (float)Math.Pow(10, k / 150.0));
        IEnumerable<float> linear = Enumerable.Range(0, 1700).Select(static k => k / 16f);
        IEnumerable<float> powers = Enumerable.Range(-126, 253).Select(static k => MathF.ScaleB(1, k)).SelectMany(Neighbours);
        return [0, .. sparse.Concat(dense).Concat(linear).Concat(powers).Concat(s_thresholds.SelectMany(Neighbours)).Where(static x => x is >= 1e-38f and <= 1e38f).SelectMany(Signed)];
    }

    private static IEnumerable<float> Neighbours(float x) => [MathF.BitDecrement(MathF.BitDecrement(x)), MathF.BitDecrement(x), x, MathF.BitIncrement(x), MathF.BitIncrement(MathF.BitIncrement(x))];

    private static IEnumerable<float> Signed(float x) => [x, -x];
}
