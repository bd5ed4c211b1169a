using NnGen;

namespace NnGen.IntegrationTests;

/// <summary>Softmax and the losses at their limits.</summary>
public class NumericsTests
{
    [Fact]
    public void Softmax_is_right()
    {
        float[] rows = [1, 2, 0, -1, 0, 1, -10, 0, 10], outputs = new float[9];
        new SoftmaxAlone().Forward(rows, outputs);
        for (int row = 0; row < 3; row++)
        {
            double[] e = [.. rows.Skip(3 * row).Take(3).Select(static z => Math.Exp(z))];
            Assert.All(Enumerable.Range(0, 3), c => Assert.Equal(e[c] / e.Sum(), outputs[(3 * row) + c], 1e-6));
        }
    }

    [Fact]
    public void Finite_logits_give_finite_losses_and_gradients()
    {
        float[] sizes = [0, 1, -1, 1e10f, -1e10f, 1e38f, -1e38f];
        Logits network = new();
        for (int i = 0; i < 3; i++)
        {
            network.Parameters[(i * 3) + i] = 1;   // logits = inputs
        }
        OneLogit binary = new();
        float[] gradients = new float[Logits.ParameterCount], binaryGradients = new float[OneLogit.ParameterCount];
        foreach (float a in sizes)
        {
            foreach (float b in sizes)
            {
                for (int target = 0; target < 3; target++)
                {
                    Assert.True(float.IsFinite(network.Loss([a, b, 0], [target])));
                    Assert.True(float.IsFinite(network.Backward([a, b, 0], [target], gradients)));
                    Assert.All(gradients, static g => Assert.True(float.IsFinite(g)));
                }
            }
            foreach (float target in new[] { 0f, 0.5f, 1f })
            {
                Assert.True(float.IsFinite(binary.Loss([a], [target])));
                Assert.True(float.IsFinite(binary.Backward([a], [target], binaryGradients)));
                Assert.All(binaryGradients, static g => Assert.True(float.IsFinite(g)));
            }
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void What_is_not_finite_comes_out_as_nan(float value)
    {
        float[] inputs = new float[40], outputs = new float[8];
        inputs[3] = value;
        Classifier network = new(1);
        network.Forward(inputs, outputs);
        Assert.All(outputs.Take(4), static p => Assert.True(float.IsNaN(p)));
        Assert.All(outputs.Skip(4), static p => Assert.True(float.IsFinite(p)));   // the other sample is none the worse
        Assert.True(float.IsNaN(network.Loss(inputs, [0, 1])));

        float[] single = new float[1], three = new float[3];
        new Xor(1).Forward([value, 0], single);
        Assert.True(float.IsNaN(single[0]));
        new SoftmaxAlone().Forward([value, 0, 1], three);
        Assert.All(three, static p => Assert.True(float.IsNaN(p)));
        Assert.InRange(network.Classify(inputs.AsSpan(0, 20)), 0, 3);
    }

    [Fact]
    public void A_sample_has_the_same_bits_in_every_batch_of_a_large_network()
    {
        const int Most = 12, Outputs = 260;
        Random random = new(1);
        Large network = new(1);
        float[] inputs = [.. Enumerable.Range(0, Most * 300).Select(_ => random.NextSingle())], outputs = new float[Most * Outputs];
        network.Forward(inputs, outputs);
        for (int samples = 1; samples < Most; samples++)
        {
            float[] fewer = new float[samples * Outputs];
            network.Forward(inputs.AsSpan(0, samples * 300), fewer);
            Assert.Equal(outputs.Take(samples * Outputs), fewer);
        }

        inputs[310] = float.PositiveInfinity;
        network.Forward(inputs.AsSpan(0, 900), outputs.AsSpan(0, 3 * Outputs));
        Assert.All(outputs.Take(Outputs).Concat(outputs.Skip(2 * Outputs)), static p => Assert.True(float.IsFinite(p)));
        Assert.All(outputs.Skip(Outputs).Take(Outputs), static p => Assert.True(float.IsNaN(p)));
    }

    [Fact]
    public void Classify_gives_the_first_of_equals_and_nan_loses()
    {
        Logits network = new();
        for (int i = 0; i < 3; i++)
        {
            network.Parameters[(i * 3) + i] = 1;
        }
        int[] classes = new int[3];
        network.Classify([2, 2, 1, 0, 5, 5, -1, -3, -1], classes);
        Assert.Equal([0, 1, 0], classes);
        Assert.Equal(0, network.Classify([float.NaN, 1, 2]));   // every logit is NaN: the first of equals
        Assert.Equal(1, new OneLogit().Classify([0.1f]));
        Assert.Equal(0, new OneLogit().Classify([-0.1f]));
    }
}
