namespace NnGen.Tests.Golden;

/// <summary>Numbers of ours beside those of a golden file.</summary>
internal static class GoldenComparison
{
    /// <summary>Every number agrees: |actual − expected| ≤ tolerance·max(|expected|, floor).</summary>
    /// <param name="name">The line of the file, for the message.</param>
    /// <param name="expected">The numbers of the file.</param>
    /// <param name="actual">Ours, in the same order.</param>
    /// <param name="tolerance">The relative difference that is allowed.</param>
    /// <param name="floor">Numbers nearer to zero than this are compared as if they had this size, since what is left of larger
    /// numbers that cancelled each other carries the rounding of the larger ones.</param>
    public static void AssertAgree(string name, double[] expected, ReadOnlySpan<float> actual, double tolerance, double floor)
    {
        Assert.True(expected.Length == actual.Length, $"{name} has {expected.Length} numbers, but {actual.Length} were computed.");
        for (int i = 0; i < expected.Length; i++)
        {
            double error = Math.Abs(actual[i] - expected[i]) / Math.Max(Math.Abs(expected[i]), floor);
            Assert.True(error <= tolerance, $"{name}[{i}] is {expected[i]}, but {actual[i]} was computed: a relative difference of {error:G2}, where {tolerance:G2} is allowed.");
        }
    }

    /// <summary>The file has the lines that a test compares and no others.</summary>
    public static void AssertCovered(IReadOnlyDictionary<string, double[]> file, IEnumerable<string> compared) =>
        Assert.Equal(file.Keys.Order(StringComparer.Ordinal), compared.Order(StringComparer.Ordinal));
}
