using NnGen.CompilerServices;

namespace NnGen.Tests;

/// <summary>Targets are checked several at a time, and the first that is not valid is named wherever it is.</summary>
public class TargetCheckTests
{
    [Fact]
    public void A_class_that_does_not_exist_is_found_at_every_place()
    {
        for (int length = 1; length <= 13; length++)
        {
            int[] targets = [.. Enumerable.Range(0, length).Select(static i => i % 3)];
            Arguments.Classes(targets, 3);
            for (int at = 0; at < length; at++)
            {
                foreach (int wrong in new[] { 3, -1, int.MinValue, int.MaxValue })
                {
                    int[] changed = [.. targets];
                    changed[at] = wrong;
                    ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(() => Arguments.Classes(changed, 3));
                    Assert.Contains($"The target of sample {at} is {wrong}, but the classes are 0 to 2.", error.Message, StringComparison.Ordinal);
                }
            }
        }
    }

    [Fact]
    public void A_target_that_is_not_a_probability_is_found_at_every_place()
    {
        for (int length = 1; length <= 13; length++)
        {
            float[] targets = [.. Enumerable.Range(0, length).Select(static i => i % 3 / 2f)];
            Arguments.Probabilities(targets, 1);
            for (int at = 0; at < length; at++)
            {
                foreach (float wrong in new[] { float.NaN, -float.Epsilon, 1.0000001f, float.NegativeInfinity, float.PositiveInfinity })
                {
                    float[] changed = [.. targets];
                    changed[at] = wrong;
                    ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(() => Arguments.Probabilities(changed, 1));
                    Assert.Contains($"of sample {at} is", error.Message, StringComparison.Ordinal);
                }
            }
        }
    }
}
