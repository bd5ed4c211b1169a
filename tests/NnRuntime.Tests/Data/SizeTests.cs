using NnGen.Data;

namespace NnGen.Tests;

/// <summary>Products of two sizes that an int cannot hold.</summary>
public class SizeTests
{
    private static readonly Dataset<int> Data = new([1, 2, 3, 4, 5, 6, 7, 8], [5, 6], inputLength: 4);

    [Theory]
    [InlineData(1 << 30)]
    [InlineData(int.MaxValue)]
    [InlineData(2)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(-(1 << 30))]
    public void A_sample_that_is_not_there_is_refused(int sample)
    {
        Assert.Contains("the samples are 0 to 1", Assert.Throws<ArgumentOutOfRangeException>(() => Data.Input(sample).ToArray()).Message, StringComparison.Ordinal);
        Assert.Contains("the samples are 0 to 1", Assert.Throws<ArgumentOutOfRangeException>(() => Data.Target(sample).ToArray()).Message, StringComparison.Ordinal);
        Assert.Equal([5, 6, 7, 8], Data.Input(1).ToArray());
        Assert.Equal([6], Data.Target(1).ToArray());
    }

    [Fact]
    public void An_empty_dataset_says_so()
    {
        Dataset<int> empty = new([], [], inputLength: 4);
        Assert.Contains("is empty", Assert.Throws<ArgumentOutOfRangeException>(() => empty.Input(0).ToArray()).Message, StringComparison.Ordinal);
    }

    // 2¹⁶ samples of 2¹⁶ floats would wrap around to none.
    [Fact]
    public void Copies_beyond_an_array_are_refused()
    {
        Dataset<int> wide = new(new float[1 << 16], [0], inputLength: 1 << 16);
        int[] same = new int[1 << 16];
        Assert.Contains("65536 samples of 65536 floats", Assert.Throws<ArgumentException>(() => wide.Subset(same)).Message, StringComparison.Ordinal);
        Dataset<int> deep = new([0], new int[1 << 16], inputLength: 1, targetLength: 1 << 16);
        Assert.Contains("65536 samples of 65536 targets", Assert.Throws<ArgumentException>(() => deep.Subset(same)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(65536, 65536)]
    [InlineData(2147483647, 2)]
    [InlineData(-1, 1)]
    public void A_shape_beyond_an_int_is_refused(int height, int width)
    {
        Assert.Contains($"({height}, {width})", Assert.Throws<ArgumentException>(() => new NetworkInfo { Name = "N", InputShape = [height, width], OutputShape = [1], Layers = [], Parameters = [], State = [] }).Message, StringComparison.Ordinal);
        Assert.Equal(6, new NetworkInfo { Name = "N", InputShape = [2, 3], OutputShape = [1], Layers = [], Parameters = [], State = [] }.InputLength);
    }

    [Theory]
    [InlineData(1 << 16, 1 << 16)]
    [InlineData(int.MaxValue, 784)]
    [InlineData(long.MaxValue, 2)]
    public void Lengths_of_arrays_are_checked(long count, int length)
    {
        Assert.Contains($"{count} rows of {length} values", Assert.Throws<ArgumentException>(() => ArrayLength.Of(count, length, "rows", "values")).Message, StringComparison.Ordinal);
        Assert.Equal(0, ArrayLength.Of(count, 0, "rows", "values"));
        Assert.Equal(Array.MaxLength, ArrayLength.Of(Array.MaxLength, 1, "rows", "values"));
    }
}
