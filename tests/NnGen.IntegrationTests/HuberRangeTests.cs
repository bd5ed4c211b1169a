using NnGen;

namespace NnGen.IntegrationTests;

/// <summary>Huber where the error, but not the loss, is more than a float holds.</summary>
public class HuberRangeTests
{
    [Theory]
    [InlineData(3e38f, -3e38f)]
    [InlineData(-3e38f, 3e38f)]
    [InlineData(float.MaxValue, float.MinValue)]
    [InlineData(2e38f, -1e38f)]
    [InlineData(3e38f, 3e38f)]
    [InlineData(1e38f, 0f)]
    [InlineData(0.25f, 0f)]
    [InlineData(0.75f, 0.5f)]
    [InlineData(1e-20f, 0f)]
    public void The_loss_and_its_derivative_are_those_of_the_formula_in_double(float output, float target)
    {
        // The outputs are the inputs: one value, and enough for vectors of any width with a tail.
        Check<HuberNetworks.Half>(0.5, output, target);
        Check<HuberNetworks.Tenth>(0.1f, output, target);
        Check<HuberNetworks.Eight>(8, output, target);
        Check<HuberNetworks.Huge>(1e38f, output, target);
    }

    private static void Check<T>(double delta, float output, float target)
        where T : class, ITrainable<T, float>
    {
        int width = T.Info.OutputLength;
        float[] outputs = new float[width], targets = new float[width], gradients = new float[T.Info.ParameterCount];
        Array.Fill(outputs, output);
        Array.Fill(targets, target);
        T network = T.Create(1);
        network.Parameters.Clear();
        ParameterInfo weight = T.Info.Parameters[0];
        for (int i = 0; i < width; i++)
        {
            network.Parameters[weight.Offset + (i * width) + i] = 1;
        }
        double error = Math.Abs((double)output - target), clipped = Math.Min(delta, error), loss = clipped * (error - (clipped / 2));
        float expected = (float)loss, actual = network.Backward(outputs, targets, gradients);
        Assert.True(float.IsInfinity(expected) ? actual == expected : Math.Abs(actual - loss) <= 2e-6 * Math.Max(1, loss), $"delta {delta}, output {output}, target {target}: {actual}, but the formula gives {loss}");
        Assert.Equal(actual, network.Loss(outputs, targets));
        double slope = Math.Clamp((double)output - target, -delta, delta) / width;
        ParameterInfo bias = T.Info.Parameters[1];
        foreach (float gradient in gradients.AsSpan(bias.Offset, width))
        {
            Assert.Equal(slope, gradient, 2e-6 * Math.Max(1, Math.Abs(slope)));
        }
    }
}
