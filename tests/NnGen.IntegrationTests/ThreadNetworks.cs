using NnGen;
using NnGen.Data;

namespace NnGen.IntegrationTests;

[Network(200)]
[Dense(300), Relu]
[Dropout(0.3)]
[Dense(7), Softmax]
internal sealed partial class ShardedClassifier;

[Network(200)]
[Dense(300), Relu]
[Dense(7), Softmax]
[CrossEntropy(LabelSmoothing = 0.1)]
internal sealed partial class SmoothedClassifier;

[Network(120)]
[Dense(256), Tanh]
[Dense(128), Relu]
[Dense(3)]
internal sealed partial class ShardedRegression;

// Few samples are one shard, which the caller keeps, and so many parameters are updated in parts.
[Network(200)]
[Dense(720), Relu]
[Dense(7), Softmax]
internal sealed partial class ManyParameters;

// As many parameters as more threads than a job has items could share.
[Network(1800)]
[Dense(1900), Relu]
[Dense(10), Softmax]
internal sealed partial class MillionsOfParameters;

// Layers that ranges of the parameters divide, and some that are written out, have one column, or are less than a tile.
[Network(120)]
[Dense(307), Tanh]
[Dense(67), Relu]
[Dense(1), Tanh]
[Dense(5), Tanh]
[Dense(4, UseBias = false), Tanh]
[Dense(50), Relu]
[Dense(3)]
internal sealed partial class RangedRegression;

/// <summary>Data for networks that are large enough to be trained in shards.</summary>
internal static class ThreadData
{
    public static Dataset<int> Classes(int count, int seed)
    {
        Random random = new(seed);
        float[] inputs = Values(random, count * 200);
        int[] targets = [.. Enumerable.Range(0, count).Select(_ => random.Next(7))];
        for (int i = 0; i < count; i++)
        {
            inputs[(i * 200) + targets[i]] += 2;
        }
        return new Dataset<int>(inputs, targets, inputLength: 200);
    }

    public static Dataset<float> Regression(int count, int seed)
    {
        Random random = new(seed);
        return new Dataset<float>(Values(random, count * 120), Values(random, count * 3), inputLength: 120, targetLength: 3);
    }

    private static float[] Values(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];
}
