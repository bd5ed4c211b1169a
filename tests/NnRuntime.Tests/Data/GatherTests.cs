using NnGen.CompilerServices;
using NnGen.Data;

namespace NnGen.Tests;

/// <summary>Samples copied together from anywhere: of every length about the widths of vectors, and in groups that are not whole.</summary>
public class GatherTests
{
    private static readonly int[] s_counts = [0, 1, 2, 3, 4, 5, 7, 8, 9, 64];

    [Fact]
    public void Rows_of_every_length_at_every_width()
    {
        All<V1>();
        All<V128>();
        All<V256>();
        All<V512>();

        static void All<V>()
            where V : struct, ISimd<V>
        {
            for (int length = V.Count; length <= 50; length++)
            {
                foreach (int count in s_counts)
                {
                    (float[] source, int[] rows, float[] expected) = Case(length, count);

                    // What stands behind the rows stays as it was.
                    float[] gathered = [.. Enumerable.Repeat(-1f, expected.Length + 3)];
                    Rows.Gather<V>(source, length, rows, gathered.AsSpan(0, expected.Length));
                    Assert.Equal([.. expected, -1, -1, -1], gathered);
                }
            }
        }
    }

    [Fact]
    public void A_dataset_copies_samples_with_their_targets()
    {
        for (int length = 1; length <= 40; length++)
        {
            foreach (int count in s_counts)
            {
                (float[] source, int[] samples, float[] expected) = Case(length, count);
                Dataset<int> data = new(source, [.. Enumerable.Range(0, 2 * source.Length / length)], length, targetLength: 2);
                float[] inputs = new float[expected.Length];
                int[] targets = new int[2 * count];
                data.Gather(samples, inputs, targets);
                Assert.Equal(expected, inputs);
                Assert.Equal(samples.SelectMany(static sample => new[] { 2 * sample, (2 * sample) + 1 }), targets);

                inputs.AsSpan().Clear();
                data.Gather(samples, inputs, default);
                Assert.Equal(expected, inputs);
                Assert.Equal(expected, data.Subset(samples).Inputs.ToArray());
            }
        }
    }

    [Fact]
    public void Wrong_samples_and_lengths_are_told_before_anything_is_written()
    {
        Dataset<float> data = new([1, 2, 3, 4, 5, 6], [1, 2, 3], inputLength: 2);
        float[] inputs = new float[4], targets = new float[2];
        Tells<ArgumentOutOfRangeException>("There is no sample 3; the samples are 0 to 2.", [0, 3], 4, 2);
        Tells<ArgumentOutOfRangeException>("There is no sample -1; the samples are 0 to 2.", [0, -1], 4, 2);
        Tells<ArgumentException>("There is room for 3 floats, but 2 samples need 4: 2 for each.", [0, 1], 3, 2);
        Tells<ArgumentException>("There is room for 1 targets, but 2 samples need 2: 1 for each. Pass a span of that length, or an empty one.", [0, 1], 4, 1);

        float[] own = [1, 2, 3, 4];
        Dataset<float> wrapped = new(own, targets, inputLength: 2);
        Assert.Contains("overlap the dataset", Assert.Throws<ArgumentException>("inputs", () => wrapped.Gather([1], own.AsSpan(1, 2), default)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("targets", () => wrapped.Gather([1], inputs.AsSpan(0, 2), targets.AsSpan(0, 1)));
        Assert.Equal([1, 2, 3, 4], own);

        void Tells<T>(string message, int[] samples, int inputLength, int targetLength)
            where T : ArgumentException
        {
            T exception = Assert.Throws<T>(() => data.Gather(samples, inputs.AsSpan(0, inputLength), targets.AsSpan(0, targetLength)));
            Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
            Assert.All(inputs, static value => Assert.Equal(0, value));
            Assert.All(targets, static value => Assert.Equal(0, value));
        }
    }

    private static (float[] Source, int[] Rows, float[] Expected) Case(int length, int count)
    {
        Random random = new(length + count);
        float[] source = [.. Enumerable.Range(0, 23 * length)];
        int[] rows = [.. Enumerable.Range(0, count).Select(_ => random.Next(23))];
        return (source, rows, [.. rows.SelectMany(row => source.Skip(row * length).Take(length))]);
    }
}
