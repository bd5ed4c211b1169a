using NnGen.Optimizers;

namespace NnGen.Tests;

/// <summary>A mean of squares without weight is not seen by the next step, however large it was.</summary>
public class UnweightedRootTests
{
    [Fact]
    public void A_small_gradient_after_a_large_one_beside_other_large_ones()
    {
        RmsProp rule = new(0.01, smoothing: 0);
        float[] parameters = new float[8], gradients = [.. Enumerable.Repeat(1e30f, 8)];
        rule.Step(parameters, gradients);
        float before = parameters[1];
        gradients[1] = 1;
        rule.Step(parameters, gradients);
        Assert.Equal(before - 0.01f, parameters[1], 1e-5f);
    }

    [Fact]
    public void Of_Adam()
    {
        Adam rule = new(0.001, beta1: 0, beta2: 0);
        float[] parameters = new float[8], gradients = [.. Enumerable.Repeat(1e30f, 8)];
        rule.Step(parameters, gradients);
        float before = parameters[1];
        gradients[1] = 1;
        rule.Step(parameters, gradients);
        Assert.Equal(before - 0.001f, parameters[1], 1e-6f);
    }
}
