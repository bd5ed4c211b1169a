using NnGen;
using NnGen.Optimizers;
using NnGen.Tests.Golden;

namespace NnGen.IntegrationTests;

/// <summary>100 steps of Adam on an MLP 8 → 16 ReLU → 4 with softmax and cross-entropy, against libtorch.</summary>
public class GoldenMlpTests
{
    private const int Inputs = 8, Classes = 4, BatchSize = 16, Steps = 100;

    // Relative to each number, or to 0.001 for those nearer to zero: parameters come there from between −0.5 and 0.5,
    // and a gradient is what is left of 16 samples.
    private const double Tolerance = 1e-4, Floor = 0.001;

    [Fact]
    public void Gradient_losses_and_parameters_agree_over_100_steps()
    {
        IReadOnlyDictionary<string, double[]> golden = GoldenFile.Read("mlp.txt");
        GoldenRandom random = new(seed: 3);
        GoldenMlp network = new();
        random.Next(GoldenMlp.ParameterCount, scale: 0.5f).CopyTo(network.Parameters);
        Adam adam = new();
        float[] losses = new float[Steps], gradients = new float[GoldenMlp.ParameterCount];
        for (int step = 0; step < Steps; step++)
        {
            float[] inputs = random.Next(BatchSize * Inputs);
            losses[step] = network.Backward(inputs, random.NextClasses(BatchSize, Classes), gradients);
            if (step == 0)
            {
                GoldenComparison.AssertAgree("first-gradient", golden["first-gradient"], gradients, Tolerance, Floor);
            }
            adam.Step(network.Parameters, gradients);
        }

        GoldenComparison.AssertAgree("losses", golden["losses"], losses, Tolerance, Floor);
        foreach (ParameterInfo block in GoldenMlp.Info.Parameters)
        {
            GoldenComparison.AssertAgree(block.Name, golden[block.Name], network.Parameters.Slice(block.Offset, block.Length), Tolerance, Floor);
        }
        GoldenComparison.AssertCovered(golden, ["first-gradient", "losses", .. GoldenMlp.Info.Parameters.Select(static block => block.Name)]);
    }
}
