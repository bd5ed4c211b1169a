using NnGen.Optimizers;
using NnGen.Training;

namespace NnGen.Tests;

/// <summary>Norms that no float holds.</summary>
public class GradientClippingTests
{
    // The norm is 1e38·√100,000, and its reciprocal a denormal float of few digits.
    [Theory]
    [InlineData(3e38f, 1f)]
    [InlineData(float.MaxValue, 1e-3f)]
    [InlineData(1e30f, 1f)]
    [InlineData(1e-3f, 1e-30f)]
    public void Gradients_of_any_size_shrink_to_the_bound(float gradient, float bound)
    {
        float[] gradients = new float[100_000], sum = new float[100_000];
        Array.Fill(gradients, gradient);
        GradientClipping clipping = new(gradients.Length, null, bound);
        for (int block = 0; block < clipping.Blocks; block++)
        {
            clipping.Sum(new GradientShards(gradients), sum, block);
        }
        clipping.Shrink(sum, 0, sum.Length);
        double expected = (double)gradient * bound / ((gradient * Math.Sqrt(gradients.Length)) + 1e-6);
        Assert.All(sum, value => Assert.Equal(1, value / expected, 1e-6));
    }
}
