using NnGen;
using NnGen.Training;

namespace NnGen.IntegrationTests;

/// <summary>A sample has other sums in a tile than in a row: pieces that begin within a block would show.</summary>
[Network(784)]
[Dense(128), Relu]
[Dense(10), Softmax]
internal sealed partial class NarrowHead;

/// <summary>With a matrix so large that the network takes 256 samples at a time.</summary>
[Network(784)]
[Dense(192), Relu]
[Dense(10), Softmax]
internal sealed partial class NarrowHeadOfLargeMatrix;

/// <summary>Evaluations on several threads.</summary>
public class ParallelEvaluatorTests
{
    // Ends of blocks, one sample more, and pieces of several blocks.
    public static TheoryData<int, int> Sizes => [.. new[] { 0, 1, 2, 63, 64, 65, 66, 128, 129, 150, 255, 256, 258, 323, 515, 4161 }.SelectMany(static samples => new[] { (samples, 1), (samples, 2), (samples, 3), (samples, 100) })];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Every_sample_has_the_bits_of_the_networks_own_members(int samples, int threads)
    {
        Compare(new NarrowHead(1), samples, threads);
        Compare(new NarrowHeadOfLargeMatrix(1), samples, threads);
    }

    private static void Compare<TNet>(TNet network, int samples, int threads)
        where TNet : class, INetwork<TNet>, IClassifier
    {
        float[] inputs = Inputs(samples * TNet.Info.InputLength), expected = new float[samples * 10], actual = new float[samples * 10];
        int[] classes = new int[samples], found = new int[samples];
        network.Forward(inputs, expected);
        network.Classify(inputs, classes);
        using ParallelEvaluator<TNet> evaluator = new(network, threads);
        for (int call = 0; call < 3; call++)
        {
            actual.AsSpan().Fill(-1);
            found.AsSpan().Fill(-1);
            evaluator.Forward(inputs, actual);
            evaluator.Classify(inputs, found);
            Assert.Equal(expected, actual);
            Assert.Equal(classes, found);
        }
    }

    [Fact]
    public void Convolutions_and_small_networks_have_the_same_bits_too()
    {
        Photographs image = new(1);
        float[] inputs = Inputs(200 * Photographs.InputLength), expected = new float[200 * Photographs.OutputLength], actual = new float[expected.Length];
        image.Forward(inputs, expected);
        using (ParallelEvaluator<Photographs> evaluator = new(image, 2))
        {
            evaluator.Forward(inputs, actual);
        }
        Assert.Equal(expected, actual);

        Xor xor = new(1);
        float[] one = new float[20_000], other = new float[20_000];
        xor.Forward(inputs.AsSpan(0, 2 * 10_000), one.AsSpan(0, 10_000));
        using (ParallelEvaluator<Xor> evaluator = new(xor, 2))
        {
            evaluator.Forward(inputs.AsSpan(0, 2 * 10_000), other.AsSpan(0, 10_000));
        }
        Assert.Equal(one, other);
    }

    [Fact]
    public void Wrong_arguments_are_refused_and_nothing_is_written()
    {
        ShardedClassifier network = new(1);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ParallelEvaluator<ShardedClassifier>(network, 0));
        ParallelEvaluator<ShardedClassifier> evaluator = new(network, 2);
        float[] inputs = Inputs(2 * 200), outputs = [.. Enumerable.Repeat(-1f, 13)];
        Assert.Contains("13 elements, but 2 samples need 14", Assert.Throws<ArgumentException>(() => evaluator.Forward(inputs, outputs)).Message, StringComparison.Ordinal);
        Assert.Contains("overlap", Assert.Throws<ArgumentException>(() => evaluator.Forward(inputs, inputs.AsSpan(0, 14))).Message, StringComparison.Ordinal);
        Assert.Contains("1 elements, but 2 samples need 2", Assert.Throws<ArgumentException>(() => evaluator.Classify(inputs, new int[1])).Message, StringComparison.Ordinal);
        Assert.All(outputs, static output => Assert.Equal(-1, output));
        evaluator.Dispose();
        Assert.Throws<ObjectDisposedException>(() => evaluator.Forward(inputs, new float[14]));

        using ParallelEvaluator<ShardedRegression> regression = new(new ShardedRegression(1), 2);
        Assert.Contains("ShardedRegression is not a classifier", Assert.Throws<InvalidOperationException>(() => regression.Classify(new float[120], new int[1])).Message, StringComparison.Ordinal);
    }

    private static float[] Inputs(int count)
    {
        Random random = new(count);
        return [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];
    }
}
