using NnGen;
using NnGen.Data;
using NnGen.Optimizers;
using NnGen.Tests.Golden;
using NnGen.Training;

namespace NnGen.IntegrationTests;

/// <summary>Every loss and its gradient by the outputs, against libtorch.</summary>
public class GoldenLossTests
{
    private const int Samples = 6, Outputs = 4, Inputs = Outputs + Samples;

    // Relative to each number, or to 0.001 for those nearer to zero: a gradient of cross-entropy is (p − t)/6,
    // where p and t may cancel each other.
    private const double Tolerance = 1e-5, Floor = 0.001;

    private static readonly float[] s_weights = [0.5f, 2f, 1.25f, 3f];

    private static readonly IReadOnlyDictionary<string, double[]> s_golden = GoldenFile.Read("losses.txt");
    private static readonly (float[] Outputs, int[] Classes, float[] Probabilities, float[] Values) s_data = Draw();

    private static readonly Dictionary<string, Action<string>> s_losses = new()
    {
        ["cross-entropy"] = static name => Compare<GoldenCrossEntropy, int>(name, s_data.Classes),
        ["cross-entropy-smoothed"] = static name => Compare<GoldenSmoothedCrossEntropy, int>(name, s_data.Classes),
        ["cross-entropy-weighted"] = static name => CompareWeighted<GoldenCrossEntropy>(name, [.. s_data.Classes.Select(static c => s_weights[c])]),
        ["cross-entropy-weighted-smoothed"] = static name => CompareWeighted<GoldenSmoothedCrossEntropy>(name, [.. s_data.Classes.SelectMany(static _ => s_weights)]),
        ["binary-cross-entropy"] = static name => Compare<GoldenBinaryCrossEntropy, float>(name, s_data.Probabilities),
        ["mean-squared-error"] = static name => Compare<GoldenMeanSquaredError, float>(name, s_data.Values),
        ["mean-absolute-error"] = static name => Compare<GoldenMeanAbsoluteError, float>(name, s_data.Values),
        ["huber"] = static name => Compare<GoldenHuber, float>(name, s_data.Values),
        ["huber-half"] = static name => Compare<GoldenHuberHalf, float>(name, s_data.Values),
    };

    public static TheoryData<string> Losses => [.. s_losses.Keys];

    [Theory]
    [MemberData(nameof(Losses))]
    public void Losses_and_gradients_agree(string loss) => s_losses[loss](loss);

    [Fact]
    public void Every_line_is_compared() =>
        GoldenComparison.AssertCovered(s_golden, s_losses.Keys.SelectMany(static loss => new[] { $"{loss}.loss", $"{loss}.gradient" }));

    // A sample is its four outputs and the unit vector of its number. The weights are the identity over zeros, so the network's outputs
    // are exactly those four; and row 4 + i of the weights' gradient, Σₛ xₛ·∂L/∂outputsₛ, is exactly ∂L/∂outputs of sample i.
    private static void Compare<TNetwork, TTarget>(string name, TTarget[] targets)
        where TNetwork : class, ITrainable<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        (TNetwork network, float[] inputs, float[] gradients) = Prepare<TNetwork, TTarget>();
        float loss = network.Loss(inputs, targets), lossOfTraining = network.Backward(inputs, targets, gradients);
        AssertAgree(name, [loss], gradients);
        AssertAgree(name, [lossOfTraining], gradients);
    }

    // Class weights, as Fit passes them: the reduction divides by those of the targets.
    private static void CompareWeighted<TNetwork>(string name, float[] weights)
        where TNetwork : class, ITrainable<TNetwork, int>
    {
        (TNetwork network, float[] inputs, float[] gradients) = Prepare<TNetwork, int>();
        float sum = s_data.Classes.Sum(static c => s_weights[c]);
        float loss = network.Backward(inputs, s_data.Classes, weights, gradients, TNetwork.CreateWorkspace(Samples), new TrainingStep(0, 0, 0, 1 / sum));
        AssertAgree(name, [loss], gradients);

        // As a step of Fit: the parameters are the first ones minus the gradient.
        (TNetwork trained, _, _) = Prepare<TNetwork, int>();
        float[] before = trained.Parameters.ToArray();
        TrainingHistory history = trained.Fit(new Dataset<int>(inputs, s_data.Classes, Inputs), new FitOptions { Epochs = 1, BatchSize = Samples, Shuffle = false, ClassWeights = s_weights, Optimizer = new Sgd(1f) });
        AssertAgree(name, [history.Epochs[0].Loss], [.. before.Zip(trained.Parameters.ToArray(), static (old, now) => old - now)]);
    }

    private static void AssertAgree(string name, float[] loss, float[] gradients)
    {
        GoldenComparison.AssertAgree($"{name}.loss", s_golden[$"{name}.loss"], loss, Tolerance, Floor);
        GoldenComparison.AssertAgree($"{name}.gradient", s_golden[$"{name}.gradient"], gradients.AsSpan(Outputs * Outputs), Tolerance, Floor);
    }

    private static (TNetwork Network, float[] Inputs, float[] Gradients) Prepare<TNetwork, TTarget>()
        where TNetwork : class, ITrainable<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        TNetwork network = TNetwork.Create(1);
        network.Parameters.Clear();
        float[] inputs = new float[Samples * Inputs];
        for (int j = 0; j < Outputs; j++)
        {
            network.Parameters[(j * Outputs) + j] = 1;
        }
        for (int i = 0; i < Samples; i++)
        {
            s_data.Outputs.AsSpan(i * Outputs, Outputs).CopyTo(inputs.AsSpan(i * Inputs));
            inputs[(i * Inputs) + Outputs + i] = 1;
        }
        return (network, inputs, new float[network.Parameters.Length]);
    }

    private static (float[] Outputs, int[] Classes, float[] Probabilities, float[] Values) Draw()
    {
        GoldenRandom random = new(seed: 2);
        float[] outputs = random.Next(Samples * Outputs, scale: 4f);
        int[] classes = random.NextClasses(Samples, Outputs);
        float[] probabilities = Array.ConvertAll(random.Next(Samples * Outputs), static x => (x + 1) / 2);
        return (outputs, classes, probabilities, random.Next(Samples * Outputs, scale: 4f));
    }
}
