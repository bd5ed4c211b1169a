using NnGen.Optimizers;

namespace NnGen.Tests;

/// <summary>Ranges of parameters and gradients are checked before memory is touched.</summary>
public class StepRangeTests
{
    private const int Length = 64;

    [Theory]
    [InlineData(0, 8, 8)]
    [InlineData(2, 5, 9)]
    [InlineData(2, int.MaxValue, 9)]
    [InlineData(1, 65, 64)]
    public void Shards_fit_into_their_memory(int count, int stride, int length) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new GradientShards(new float[length], count, stride));

    [Fact]
    public void A_negative_stride_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(static () => new GradientShards(new float[8], 2, -4));

    [Theory]
    [InlineData(-1, 4)]
    [InlineData(5, 4)]
    [InlineData(0, 9)]
    [InlineData(0, -1)]
    [InlineData(-2, -1)]
    [InlineData(8, int.MaxValue)]
    public void A_sum_is_over_gradients_that_exist(int from, int to)
    {
        float[] gradients = [.. Enumerable.Range(0, 16).Select(static i => (float)i)], sum = new float[8];
        Assert.Throws<ArgumentOutOfRangeException>(() => new GradientShards(gradients, 2, 8).Sum(sum, from, to));
        Assert.All(sum, static value => Assert.Equal(0, value));
    }

    // The destination is longer than a shard.
    [Fact]
    public void A_sum_does_not_read_behind_the_last_shard()
    {
        float[] gradients = new float[16], sum = new float[32];
        Assert.Throws<ArgumentOutOfRangeException>(() => new GradientShards(gradients, 2, 8).Sum(sum, 0, 9));
        new GradientShards(gradients, 2, 8).Sum(sum, 0, 8);
    }

    [Theory]
    [InlineData(-16, 16)]
    [InlineData(32, 16)]
    [InlineData(0, Length + 16)]
    [InlineData(0, -16)]
    [InlineData(-32, -16)]
    [InlineData(8, 32)]     // not on a vector
    [InlineData(0, 24)]
    [InlineData(16, 63)]
    public void A_range_begins_and_ends_on_vectors_of_the_parameters(int from, int to)
    {
        Adam rule = new();
        rule.BeginStep(Length);
        float[] parameters = new float[Length], gradients = [.. Enumerable.Repeat(1f, Length)];
        Assert.Throws<ArgumentOutOfRangeException>(() => rule.StepRange(parameters, new GradientShards(gradients), from, to));
        Assert.All(parameters, static value => Assert.Equal(0, value));
    }

    [Fact]
    public void There_is_a_gradient_for_every_parameter_of_the_range()
    {
        Adam rule = new();
        rule.BeginStep(Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => rule.StepRange(new float[Length], new GradientShards(new float[32]), 16, 48));
    }

    [Fact]
    public void The_parameters_are_those_of_the_state()
    {
        Adam rule = new();
        rule.BeginStep(Length);
        float[] gradients = new float[Length];
        Assert.Throws<ArgumentOutOfRangeException>(() => rule.StepRange(new float[Length - 1], new GradientShards(gradients), 0, 16));
        Assert.Throws<ArgumentOutOfRangeException>(() => rule.StepRange(new float[Length + 16], new GradientShards(gradients), 0, 16));
    }

    // The last range may end anywhere.
    [Fact]
    public void Ranges_on_vectors_are_stepped()
    {
        Adam rule = new(), whole = new();
        float[] parameters = new float[70], expected = new float[70], gradients = [.. Enumerable.Range(0, 70).Select(static i => i - 35f)];
        rule.BeginStep(70);
        rule.StepRange(parameters, new GradientShards(gradients), 32, 70);
        rule.StepRange(parameters, new GradientShards(gradients), 0, 32);
        whole.Step(expected, gradients);
        Assert.Equal(expected, parameters);
    }
}
