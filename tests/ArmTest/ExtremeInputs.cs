using NnGen.Data;

namespace ArmTest;

/// <summary>Samples of all magnitudes, and of values on which processors may disagree.</summary>
internal static class ExtremeInputs
{
    private static readonly float[] s_values =
    [
        0, -0f, float.Epsilon, -1e-40f, 1e-30f, -1e-10f, 1e-3f, -1e-3f, 0.3f, -0.3f, 1, -1, 3, -3, 6, -6, 7.9f, -7.9f, 20, -20, 63.9f, -64.1f,
        87, -87.5f, 88.5f, -104, 1e3f, -1e3f, 1e10f, -1e10f, 1e30f, -1e30f, float.MaxValue, float.MinValue, float.PositiveInfinity, float.NegativeInfinity, float.NaN,
    ];

    public static IEnumerable<float[]> Rows(int length)
    {
        Xoshiro256 random = new(9);
        foreach (float scale in new[] { 1e-3f, 1, 10, 100, 1e4f, 1e30f })
        {
            yield return Row(scale);
        }

        // Each value in another lane, once alone among ordinary numbers.
        for (int i = 0; i < s_values.Length; i++)
        {
            float[] alone = Row(1);
            alone[i % length] = s_values[i];
            yield return alone;
            yield return [.. Enumerable.Range(i, length).Select(static k => s_values[k % s_values.Length])];
        }

        float[] Row(float scale) => [.. Enumerable.Range(0, length).Select(_ => scale * ((2 * random.NextFloat()) - 1))];
    }
}
