using NnGenerator.Layers;
using NnGenerator.Tests.Support;
using NnRuntime;

namespace NnGenerator.Tests.Sweep;

/// <summary>Value and derivative of every loss of one output over ±[1e-38, 1e38], for outputs and for targets.</summary>
public class LossSweepTests
{
    private static readonly string[] s_names = [.. RightValues.Losses.Keys];

    // One output, a vector that is not full, and full ones with a tail.
    private static readonly int[] s_widths = [1, 5, 40];

    private static readonly Lazy<LoadedProgram> s_program = new(static () => SweepNetworks.Compile(
        s_names.SelectMany(static (name, i) => s_widths.Select(width => ($"Loss{i}Of{width}", $"[Network({width})] [Dense({width})] [{name}]")))));

    public static TheoryData<string> Names => [.. s_names];

    [Fact]
    public void Every_loss_is_swept() => Assert.Empty(LayerCatalog.Losses.Keys.Except([.. s_names.Select(static name => name.Split('(')[0]), "CrossEntropy"]));

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_and_derivatives_are_right(string name)
    {
        Machine.AssertWidth();
        foreach (int width in s_widths)
        {
            SweepNetworks.Run(s_program.Value, $"Loss{Array.IndexOf(s_names, name)}Of{width}", typeof(LossSweepTests), nameof(Sweep), name, width);
        }
    }

    private static void Sweep<T>(string name, int width)
        where T : class, ITrainable<T, float>
    {
        (Func<double, double, double> value, Func<double, double, double> derivative) = RightValues.Losses[name];
        T network = SweepNetworks.Identity<T>();
        float[] gradients = new float[T.Info.ParameterCount];
        Workspace workspace = T.CreateWorkspace(3);
        foreach ((float y, float t) in Pairs(name == "BinaryCrossEntropy"))
        {
            // All outputs alike: the mean over them is the loss of one.
            float[] outputs = [.. Enumerable.Repeat(y, width)], targets = [.. Enumerable.Repeat(t, width)];
            string where = $"{name} of {width}, target {t:R}";
            SweepBound.Check(value(y, t), network.Loss(outputs, targets), where, y);
            SweepBound.Check(value(y, t), network.Backward(outputs, targets, gradients), where + ", training", y);
            foreach (float slope in SweepNetworks.BiasGradient(T.Info, gradients))
            {
                SweepBound.Check(derivative(y, t), slope * width, where + ", derivative", y);
            }

            float[] three = [.. outputs, .. outputs, .. outputs], threeTargets = [.. targets, .. targets, .. targets];
            SweepBound.Check(value(y, t), network.Loss(three, threeTargets), where + ", three times", y);
            SweepBound.Check(value(y, t), network.Backward(three, threeTargets, [0.5f, 0.5f, 1], gradients, workspace, new TrainingStep(1, 0, 0, 0.5f)), where + ", weighted", y);
        }
    }

    private static IEnumerable<(float Output, float Target)> Pairs(bool isProbability)
    {
        float[] probabilities = [0, 1, 0.5f, 0.25f, 1e-7f, 1e-38f, MathF.BitDecrement(1), 0.999f];
        foreach (float y in SweepPoints.Coarse)
        {
            foreach (float t in isProbability ? probabilities : SweepPoints.Coarse.Where((_, i) => i % 5 == 0).Append(y).Append(MathF.BitIncrement(y)))
            {
                yield return (y, t);
            }
        }
        for (int i = 0; i < SweepPoints.All.Length; i++)
        {
            yield return (SweepPoints.All[i], isProbability ? probabilities[i % probabilities.Length] : SweepPoints.All[(i * 7) % SweepPoints.All.Length]);
        }
    }
}
