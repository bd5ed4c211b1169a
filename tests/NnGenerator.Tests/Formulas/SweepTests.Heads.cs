using NnGen;
using NnGenerator.Tests.Support;

namespace NnGenerator.Tests.Formulas;

// Softmax, its logarithm and cross-entropy of logits up to 1e38, in every form that is emitted.
public partial class SweepTests
{
    private static readonly int[] s_classes = [2, 5, 16, 17, 40];
    private static readonly string[] s_heads = ["Softmax", "LogSoftmax"];
    private static readonly double[] s_smoothings = [0, 0.1];

    private static IEnumerable<(string Name, string Attributes)> HeadNetworks => s_classes.SelectMany(static classes => s_heads.SelectMany(head => new[]
    {
        ($"{head}{classes}", $"[Network({classes})] [{head}] [MeanSquaredError]"),
        ($"Dense{head}{classes}", $"[Network({classes})] [Dense({classes}), {head}]"),
    }).Append(($"Smoothed{classes}", $"[Network({classes})] [Dense({classes})] [CrossEntropy(LabelSmoothing = 0.1)]")));

    public static TheoryData<string, int> Heads => [.. from head in s_heads from classes in s_classes select (head, classes)];

    public static TheoryData<double, int> Smoothings => [.. from smoothing in s_smoothings from classes in s_classes select (smoothing, classes)];

    [Theory]
    [MemberData(nameof(Heads))]
    public void Heads_and_their_derivatives_are_right(string head, int classes)
    {
        Machine.AssertWidth();
        SweepNetworks.Run($"{head}{classes}", typeof(SweepTests), nameof(SweepHeadAlone), head);
        SweepNetworks.Run($"Dense{head}{classes}", typeof(SweepTests), nameof(SweepFusedHead), head);
    }

    [Theory]
    [MemberData(nameof(Smoothings))]
    public void Cross_entropy_and_its_derivative_are_right(double smoothing, int classes)
    {
        Machine.AssertWidth();
        SweepNetworks.Run($"{(smoothing == 0 ? "DenseSoftmax" : "Smoothed")}{classes}", typeof(SweepTests), nameof(SweepCrossEntropy), smoothing);
    }

    [Fact]
    public void Two_logits_of_ten_million_share_the_probability()
    {
        Machine.AssertWidth();
        SweepNetworks.Run("LogSoftmax2", typeof(SweepTests), nameof(TwoLogits));
    }

    private static void TwoLogits<T>()
        where T : class, ITrainable<T, float>
    {
        float[] outputs = new float[2], gradients = new float[2];
        T network = T.Create(1);
        network.Forward([1e7f, 1e7f], outputs);
        network.BackwardFromOutput([1e7f, 1e7f], [1, 0], default, gradients);
        Assert.Equal([-0.6931472f, -0.6931472f], outputs);
        Assert.Equal([0.5f, -0.5f], gradients);
    }

    private static void SweepFusedHead<T>(string head)
        where T : class, ITrainable<T, int> => SweepHead(SweepNetworks.Identity<T>(), "fused " + head, head == "LogSoftmax", network => network.BackwardFromOutput);

    private static void SweepHeadAlone<T>(string head)
        where T : class, ITrainable<T, float> => SweepHead(SweepNetworks.Identity<T>(), head, head == "LogSoftmax", network => network.BackwardFromOutput);

    private delegate void FromOutput(ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputGradients, Span<float> gradients, Span<float> inputGradients, Workspace? workspace);

    private static void SweepHead<T>(T network, string what, bool logarithm, Func<T, FromOutput> backward)
        where T : class, INetwork<T>
    {
        int classes = T.Info.InputLength;
        float[][] rows = Rows(classes);
        Random random = new(classes);
        float[] inputs = [.. rows.SelectMany(static row => row)], outputs = new float[inputs.Length], slopes = new float[inputs.Length];
        float[] directions = [.. rows.SelectMany((_, i) => Enumerable.Range(0, classes).Select(c => i % 2 == 0 ? (c == i / 2 % classes ? 1f : 0f) : (2 * random.NextSingle()) - 1))];
        FromOutput fromOutput = backward(network);
        network.Forward(inputs, outputs);
        fromOutput(inputs, directions, default, slopes, null);
        CheckAll("many samples");
        for (int i = 0; i < rows.Length; i++)
        {
            network.Forward(rows[i], outputs.AsSpan(i * classes, classes));
            fromOutput(rows[i], directions.AsSpan(i * classes, classes), default, slopes.AsSpan(i * classes, classes), null);
        }
        CheckAll("one sample");

        void CheckAll(string samples)
        {
            for (int i = 0; i < rows.Length; i++)
            {
                double[] p = RightValues.Softmax(rows[i]), logarithms = RightValues.LogSoftmax(rows[i]);
                ReadOnlySpan<float> v = directions.AsSpan(i * classes, classes);
                double sum = 0;
                for (int c = 0; c < classes; c++)
                {
                    sum += logarithm ? v[c] : v[c] * p[c];
                }
                for (int c = 0; c < classes; c++)
                {
                    Check(logarithm ? logarithms[c] : p[c], outputs[(i * classes) + c], "value", i, c);
                    Check(logarithm ? v[c] - (p[c] * sum) : p[c] * (v[c] - sum), slopes[(i * classes) + c], "derivative", i, c);
                }
            }

            void Check(double right, float actual, string part, int i, int c)
            {
                if (!SweepBound.Holds(right, actual))
                {
                    Assert.Fail($"{what} of {classes}, {samples}, {part} of class {c} of row {i} ({string.Join(' ', rows[i].Take(5))}){SweepBound.Describe(right, actual, rows[i][c])}");
                }
            }
        }
    }

    private static void SweepCrossEntropy<T>(double smoothing)
        where T : class, ITrainable<T, int>
    {
        T network = SweepNetworks.Identity<T>();
        int classes = T.Info.InputLength;
        float[] gradients = new float[T.Info.ParameterCount];
        float[][] rows = Rows(classes);
        Workspace workspace = T.CreateWorkspace(rows.Length);
        double[] losses = new double[rows.Length];
        int[] targets = [.. rows.Select((_, i) => i % classes)];
        for (int i = 0; i < rows.Length; i++)
        {
            double[] p = RightValues.Softmax(rows[i]), logarithms = RightValues.LogSoftmax(rows[i]);
            losses[i] = (-(1 - smoothing) * logarithms[targets[i]]) - (smoothing * logarithms.Average());
            Check(losses[i], network.Loss(rows[i], targets.AsSpan(i, 1)), "value", i);
            Check(losses[i], network.Backward(rows[i], targets.AsSpan(i, 1), gradients), "training", i);
            ReadOnlySpan<float> slopes = SweepNetworks.BiasGradient(T.Info, gradients);
            for (int c = 0; c < classes; c++)
            {
                Check(p[c] - (c == targets[i] ? 1 - smoothing : 0) - (smoothing / classes), slopes[c], "derivative", i);
            }

            // The same sample seven times, and with a weight.
            float[] seven = [.. Enumerable.Repeat(rows[i], 7).SelectMany(static row => row)], weights = [.. Enumerable.Repeat(0.5f, 7)];
            int[] sevenTargets = [.. Enumerable.Repeat(targets[i], 7)];
            Check(losses[i], network.Loss(seven, sevenTargets), "seven times", i);
            Check(losses[i], network.Backward(seven, sevenTargets, weights, gradients, workspace, new TrainingStep(1, 0, 0, 2f / 7)), "weighted", i);
        }

        void Check(double right, float actual, string part, int i)
        {
            if (!SweepBound.Holds(right, actual))
            {
                Assert.Fail($"CrossEntropy {smoothing} of {classes}, {part}, target {targets[i]} of row {i} ({string.Join(' ', rows[i].Take(5))}){SweepBound.Describe(right, actual, rows[i][targets[i]])}");
            }
        }
    }

    // Equal logits of any size, neighbours, one that stands out, and what is drawn.
    private static float[][] Rows(int classes)
    {
        Random random = new(7);
        float RandomPoint() => SweepPoints.Coarse[random.Next(SweepPoints.Coarse.Length)];

        List<float[]> rows = [];
        foreach (float x in SweepPoints.Coarse)
        {
            rows.Add([.. Enumerable.Repeat(x, classes)]);
            rows.Add([.. Enumerable.Range(0, classes).Select(c => c % 2 == 0 ? x : MathF.BitIncrement(x))]);
            rows.Add([.. Enumerable.Range(0, classes).Select(c => x + (c % 3))]);
            rows.Add([.. Enumerable.Range(0, classes).Select(c => c == rows.Count % classes ? x : 0)]);
            rows.Add([.. Enumerable.Range(0, classes).Select(_ => RandomPoint())]);
            rows.Add([.. Enumerable.Range(0, classes).Select(_ => x * ((2 * random.NextSingle()) - 1))]);
        }
        return [.. rows];
    }
}
