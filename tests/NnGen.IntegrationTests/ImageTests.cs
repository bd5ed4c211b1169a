using NnGen;
using NnGen.Data;
using NnGen.Optimizers;
using NnGen.Training;

namespace NnGen.IntegrationTests;

/// <summary>Networks on images: learning, memory, numbers that are not finite, and blocks of parameters.</summary>
public class ImageTests
{
    [Fact]
    public void A_network_learns_which_way_stripes_run()
    {
        Stripes network = new(seed: 1);
        Dataset<int> train = Draw(600, seed: 1), test = Draw(200, seed: 2);
        network.Fit(train, new FitOptions { Epochs = 6, BatchSize = 30, Seed = 1, Optimizer = new Adam(learningRate: 3e-3f) });
        Assert.InRange(network.Evaluate(test).Accuracy, 0.97, 1);
    }

    [Fact]
    public void Blocks_have_the_shapes_of_PyTorch()
    {
        Assert.Equal(["conv1.weight 6×1×3×3", "conv1.bias 6", "conv2.weight 10×6×3×3", "conv2.bias 10", "dense1.weight 40×2", "dense1.bias 2"],
            Stripes.Info.Parameters.Select(static block => $"{block.Name} {string.Join('×', block.Shape)}"));

        // He's uniform bound √(6 / fan-in), with fan-in channels·height·width.
        Stripes network = new(seed: 1);
        ParameterInfo second = Stripes.Info.Parameters[2];
        float greatest = network.Parameters.Slice(second.Offset, second.Length).ToArray().Max(Math.Abs), bound = MathF.Sqrt(6f / (6 * 9));
        Assert.InRange(greatest, 0.95f * bound, bound);
    }

    [Fact]
    public void Large_images_come_out_the_same_in_blocks()
    {
        const int Samples = 21;
        Photographs network = new(seed: 1);
        float[] inputs = new float[Samples * Photographs.InputLength], together = new float[3 * Samples], alone = new float[3];
        Random random = new(5);
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = random.NextSingle();
        }
        network.Forward(inputs, together, Photographs.CreateWorkspace(1));
        for (int i = 0; i < Samples; i++)
        {
            network.Forward(inputs.AsSpan(i * Photographs.InputLength, Photographs.InputLength), alone);
            Assert.Equal(alone[0], together[3 * i], 1e-5f);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(40)]
    [InlineData(130)]
    public void Whether_samples_are_computed_alone_or_side_by_side_they_come_out_the_same(int samples)
    {
        Stripes network = new(seed: 1);
        Dataset<int> data = Draw(samples, seed: 3);
        float[] together = new float[2 * samples], alone = new float[2];
        network.Forward(data.Inputs, together);
        for (int i = 0; i < samples; i++)
        {
            network.Forward(data.Input(i), alone);
            Assert.Equal(alone[0], together[2 * i], 1e-5f);
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void What_is_not_finite_comes_out_as_nan(float value)
    {
        foreach (int samples in new[] { 2, 20 })
        {
            float[] inputs = Draw(samples, seed: 4).Inputs.ToArray(), outputs = new float[2 * samples];
            inputs[64 + 27] = value;   // in the second sample
            new Stripes(1).Forward(inputs, outputs);
            Assert.True(float.IsNaN(outputs[2]) && float.IsNaN(outputs[3]));
            Assert.All(outputs.Where(static (_, i) => i / 2 != 1), static p => Assert.True(float.IsFinite(p)));

            inputs = new float[36 * samples];
            inputs[7] = value;
            outputs = new float[3 * samples];
            new Averages(1).Forward(inputs, outputs);
            Assert.All(outputs.Take(3), static y => Assert.True(float.IsNaN(y)));
            Assert.All(outputs.Skip(3), static y => Assert.True(float.IsFinite(y)));
        }
    }

    [Fact]
    public void The_first_of_equals_gets_the_gradient_and_nan_wins()
    {
        float[] inputs = [1, 3, 3, 2, 5, 5, 5, 5, -1, -2, -3, -1], gradient = new float[12], outputs = new float[3];
        new Largest().BackwardFromOutput(inputs, [1, 10, 100], default, gradient);
        Assert.Equal([0, 1, 0, 0, 10, 0, 0, 0, 100, 0, 0, 0], gradient);

        inputs[3] = float.NaN;
        new Largest().Forward(inputs, outputs);
        Assert.Equal([float.NaN, 5, -1], outputs);
    }

    [Fact]
    public void Nothing_is_allocated_once_warm()
    {
        Stripes network = new(1);
        Dataset<int> data = Draw(33, seed: 5);
        float[] outputs = new float[66], gradients = new float[Stripes.ParameterCount];
        int[] classes = new int[33];
        float[] inputs = data.Inputs.ToArray();
        int[] targets = data.Targets.ToArray();
        Workspace workspace = Stripes.CreateWorkspace(33);
        void Step(Workspace? scratch)
        {
            network.Forward(inputs, outputs, scratch);
            network.Classify(inputs, classes, scratch);
            network.Backward(inputs, targets, gradients, scratch);
        }

        foreach (Workspace? scratch in new[] { workspace, null })
        {
            Step(scratch);
            Step(scratch);
            Assert.Equal(0, Allocation.Of(() => Step(scratch)));
        }
    }

    // Stripes across or down, of any phase, under noise.
    private static Dataset<int> Draw(int count, int seed)
    {
        Random random = new(seed);
        float[] inputs = new float[64 * count];
        int[] targets = new int[count];
        for (int i = 0; i < count; i++)
        {
            targets[i] = random.Next(2);
            int phase = random.Next(4);
            for (int pixel = 0; pixel < 64; pixel++)
            {
                int along = targets[i] == 0 ? pixel / 8 : pixel % 8;
                inputs[(64 * i) + pixel] = (((along + phase) / 2 % 2) * 0.6f) + (random.NextSingle() * 0.8f);
            }
        }
        return new Dataset<int>(inputs, targets, 64);
    }
}
