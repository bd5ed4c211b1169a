using NnGen.Training;

namespace NnGen.Tests;

/// <summary>How batches are cut.</summary>
public class ShardsTests
{
    private static readonly NetworkInfo s_digits = Dense(784, 128, 10), s_wide = Dense(784, 512, 256, 10), s_xor = Dense(2, 8, 1);

    [Fact]
    public void Shards_follow_one_another_and_end_with_the_batch()
    {
        foreach (NetworkInfo network in new[] { s_digits, s_wide, s_xor })
        {
            for (int samples = 1; samples < 700; samples++)
            {
                Check(samples, network, Shards.Of, Shards.Longest(samples, network));
                Check(samples, network, Shards.InRanges, samples);
            }
        }

        static void Check(int samples, NetworkInfo network, Func<int, NetworkInfo, Shards> cut, int most)
        {
            Shards shards = cut(samples, network);
            Assert.Equal(0, shards.First(0));
            Assert.Equal(samples, shards.First(shards.Count));
            for (int shard = 0; shard < shards.Count; shard++)
            {
                int length = shards.First(shard + 1) - shards.First(shard);
                Assert.True(length > 0 && length <= most && (shards.Count == 1 || length >= 16));
            }
            Assert.True(shards.Count <= cut(samples + 1, network).Count);
        }
    }

    [Fact]
    public void Little_work_stays_in_one_piece_and_much_feeds_many_threads()
    {
        Assert.Equal(1, Shards.Of(4, s_xor).Count);
        Assert.Equal(1, Shards.Of(4096, s_xor).Count);
        Assert.Equal([1, 1, 2, 2, 4, 8, 16], new[] { 31, 32, 64, 128, 256, 512, 60_000 }.Select(static samples => Shards.Of(samples, s_digits).Count));
        Assert.Equal([1, 2, 2, 2, 4, 8, 16], new[] { 31, 32, 64, 128, 256, 512, 60_000 }.Select(static samples => Shards.Of(samples, s_wide).Count));
    }

    [Fact]
    public void Gradients_in_ranges_allow_small_shards()
    {
        Assert.Equal(1, Shards.InRanges(512, s_xor).Count);
        Assert.Equal([1, 2, 2, 4, 8, 16], new[] { 31, 32, 64, 128, 256, 512 }.Select(static samples => Shards.InRanges(samples, s_digits).Count));
        Assert.Equal([1, 2, 2, 4, 8, 16], new[] { 31, 32, 64, 128, 256, 512 }.Select(static samples => Shards.InRanges(samples, s_wide).Count));
    }

    [Fact]
    public void Many_operations_a_parameter_allow_small_shards()
    {
        // As in a convolution: 20 operations a parameter and sample.
        NetworkInfo network = new NetworkInfo { Name = "Image", InputShape = [784], OutputShape = [10], Layers = [new LayerInfo { Title = "Conv", OutputShape = [10], ParameterCount = 50_000, Flops = 1_000_000 }], Parameters = [new ParameterInfo { Name = "weight", Shape = [50_000], Offset = 0, Length = 50_000 }], State = [] };
        Assert.Equal([2, 4, 8], new[] { 32, 64, 128 }.Select(samples => Shards.Of(samples, network).Count));
    }

    private static NetworkInfo Dense(params int[] widths)
    {
        List<LayerInfo> layers = [];
        List<ParameterInfo> blocks = [];
        int offset = 0;
        for (int i = 1; i < widths.Length; i++)
        {
            int length = (widths[i - 1] + 1) * widths[i];
            layers.Add(new LayerInfo { Title = $"Dense {widths[i]}", OutputShape = [widths[i]], ParameterCount = length, Flops = 2L * widths[i - 1] * widths[i] });
            blocks.Add(new ParameterInfo { Name = $"dense{i}", Shape = [length], Offset = offset, Length = length });
            offset += length;
        }
        return new NetworkInfo { Name = "Dense", InputShape = [widths[0]], OutputShape = [widths[^1]], Layers = layers, Parameters = blocks, State = [] };
    }
}
