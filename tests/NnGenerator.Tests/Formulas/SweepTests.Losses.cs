using NnGen;
using NnGenerator.Graph;
using NnGenerator.Losses;
using NnGenerator.Tests.Support;

namespace NnGenerator.Tests.Formulas;

// Every loss of one output over ±[1e-38, 1e38], for outputs and for targets.
public partial class SweepTests
{
    private static readonly string[] s_losses = [.. RightValues.Losses.Keys];

    // One output, a vector that is not full, and full ones with a tail.
    private static readonly int[] s_widths = [1, 5, 40];

    private static IEnumerable<(string Name, string Attributes)> LossNetworks => s_losses.SelectMany(static (name, i) => s_widths.Select(width =>
        ($"Loss{i}Of{width}", $"[Network({width})] [Dense({width})] [{name}]")));

    public static TheoryData<string> Losses => [.. s_losses];

    [Fact]
    public void Every_loss_is_swept() => Assert.Empty(LayerCatalog.Losses.Keys.Except([.. s_losses.Select(static name => name.Split('(')[0]), "CrossEntropy"]));

    [Theory]
    [MemberData(nameof(Losses))]
    public void Losses_and_their_derivatives_are_right(string name)
    {
        Machine.AssertWidth();
        foreach (int width in s_widths)
        {
            SweepNetworks.Run($"Loss{Array.IndexOf(s_losses, name)}Of{width}", typeof(SweepTests), nameof(SweepLoss), name, width);
        }
    }

    private static void SweepLoss<T>(string name, int width)
        where T : class, ITrainable<T, float>
    {
        (Func<double, double, double> value, Func<double, double, double> derivative) = RightValues.Losses[name];
        T network = SweepNetworks.Identity<T>();
        float[] gradients = new float[T.Info.ParameterCount];
        float[] outputs = new float[3 * width], targets = new float[3 * width], weights = [0.5f, 0.5f, 1];
        Workspace workspace = T.CreateWorkspace(3);
        foreach ((float y, float t) in Pairs(name == "BinaryCrossEntropy", width))
        {
            // All outputs alike: the mean over them is the loss of one.
            Array.Fill(outputs, y);
            Array.Fill(targets, t);
            double loss = value(y, t), slope = derivative(y, t);
            Check(loss, network.Loss(outputs.AsSpan(0, width), targets.AsSpan(0, width)), "value", y, t);
            Check(loss, network.Backward(outputs.AsSpan(0, width), targets.AsSpan(0, width), gradients), "training", y, t);
            foreach (float actual in SweepNetworks.BiasGradient(T.Info, gradients))
            {
                Check(slope, actual * width, "derivative", y, t);
            }
            Check(loss, network.Loss(outputs, targets), "three times", y, t);
            Check(loss, network.Backward(outputs, targets, weights, gradients, workspace, new TrainingStep(1, 0, 0, 0.5f)), "weighted", y, t);
        }

        void Check(double right, float actual, string part, float y, float t)
        {
            if (!SweepBound.Holds(right, actual))
            {
                Assert.Fail($"{name} of {width}, {part}, target {t:R}{SweepBound.Describe(right, actual, y)}");
            }
        }
    }

    private static IEnumerable<(float Output, float Target)> Pairs(bool isProbability, int width)
    {
        float[] probabilities = [0, 1, 0.5f, 0.25f, 1e-7f, 1e-38f, MathF.BitDecrement(1), 0.999f];
        foreach (float y in SweepPoints.Coarse.Where((_, i) => width == 1 || i % 4 < 2))
        {
            foreach (float t in isProbability ? probabilities : SweepPoints.Coarse.Where((_, i) => i % 5 == 0).Append(y).Append(MathF.BitIncrement(y)))
            {
                yield return (y, t);
            }
        }
        for (int i = 0; i < SweepPoints.All.Length; i += width == 1 ? 1 : 8)
        {
            yield return (SweepPoints.All[i], isProbability ? probabilities[i % probabilities.Length] : SweepPoints.All[(i * 7) % SweepPoints.All.Length]);
        }
    }
}
