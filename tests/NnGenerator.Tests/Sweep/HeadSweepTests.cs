using NnGenerator.Tests.Support;
using NnRuntime;

namespace NnGenerator.Tests.Sweep;

/// <summary>Softmax, its logarithm and cross-entropy of logits up to 1e38, of values and of derivatives, in every form that is emitted.</summary>
public class HeadSweepTests
{
    private static readonly int[] s_classes = [2, 5, 16, 17, 40];
    private static readonly string[] s_heads = ["Softmax", "LogSoftmax"];
    private static readonly double[] s_smoothings = [0, 0.1];

    private static readonly Lazy<LoadedProgram> s_program = new(static () => SweepNetworks.Compile(s_classes.SelectMany(static classes => s_heads.SelectMany(head => new[]
    {
        ($"{head}{classes}", $"[Network({classes})] [{head}] [MeanSquaredError]"),
        ($"Dense{head}{classes}", $"[Network({classes})] [Dense({classes}), {head}]"),
    }).Concat(s_smoothings.Select((smoothing, i) =>
        ($"CrossEntropy{i}Of{classes}", $"[Network({classes})] [Dense({classes})] [CrossEntropy(LabelSmoothing = {smoothing.ToString(System.Globalization.CultureInfo.InvariantCulture)})]"))))));

    public static TheoryData<string, int> Heads => [.. from head in s_heads from classes in s_classes select (head, classes)];

    public static TheoryData<double, int> Losses => [.. from smoothing in s_smoothings from classes in s_classes select (smoothing, classes)];

    [Theory]
    [MemberData(nameof(Heads))]
    public void Heads_and_their_derivatives_are_right(string head, int classes)
    {
        Machine.AssertWidth();
        SweepNetworks.Run(s_program.Value, $"{head}{classes}", typeof(HeadSweepTests), nameof(SweepHead), head, true);
        SweepNetworks.Run(s_program.Value, $"Dense{head}{classes}", typeof(HeadSweepTests), nameof(SweepFusedHead), head);
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Cross_entropy_and_its_derivative_are_right(double smoothing, int classes)
    {
        Machine.AssertWidth();
        SweepNetworks.Run(s_program.Value, $"CrossEntropy{Array.IndexOf(s_smoothings, smoothing)}Of{classes}", typeof(HeadSweepTests), nameof(SweepLoss), smoothing);
    }

    [Fact]
    public void Two_logits_of_ten_million_share_the_probability()
    {
        Machine.AssertWidth();
        SweepNetworks.Run(s_program.Value, "LogSoftmax2", typeof(HeadSweepTests), nameof(TwoLogits));
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
        where T : class, ITrainable<T, int> => Sweep(SweepNetworks.Identity<T>(), "fused " + head, head == "LogSoftmax", network => network.BackwardFromOutput);

    private static void SweepHead<T>(string head, bool _)
        where T : class, ITrainable<T, float> => Sweep(SweepNetworks.Identity<T>(), head, head == "LogSoftmax", network => network.BackwardFromOutput);

    private delegate void FromOutput(ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputGradients, Span<float> gradients, Span<float> inputGradients, Workspace? workspace);

    private static void Sweep<T>(T network, string what, bool logarithm, Func<T, FromOutput> backward)
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
        Check("many samples");
        for (int i = 0; i < rows.Length; i++)
        {
            network.Forward(rows[i], outputs.AsSpan(i * classes, classes));
            fromOutput(rows[i], directions.AsSpan(i * classes, classes), default, slopes.AsSpan(i * classes, classes), null);
        }
        Check("one sample");

        void Check(string samples)
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
                    string where = $"{what} of {classes}, {samples}, class {c} of row {i} ({string.Join(' ', rows[i].Take(5))})";
                    SweepBound.Check(logarithm ? logarithms[c] : p[c], outputs[(i * classes) + c], where, rows[i][c]);
                    SweepBound.Check(logarithm ? v[c] - (p[c] * sum) : p[c] * (v[c] - sum), slopes[(i * classes) + c], where + ", derivative", rows[i][c]);
                }
            }
        }
    }

    private static void SweepLoss<T>(double smoothing)
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
            string where = $"CrossEntropy {smoothing} of {classes}, target {targets[i]} of row {i} ({string.Join(' ', rows[i].Take(5))})";
            SweepBound.Check(losses[i], network.Loss(rows[i], targets.AsSpan(i, 1)), where, rows[i][targets[i]]);
            SweepBound.Check(losses[i], network.Backward(rows[i], targets.AsSpan(i, 1), gradients), where + ", training", rows[i][targets[i]]);
            ReadOnlySpan<float> slopes = SweepNetworks.BiasGradient(T.Info, gradients);
            for (int c = 0; c < classes; c++)
            {
                SweepBound.Check(p[c] - (c == targets[i] ? 1 - smoothing : 0) - (smoothing / classes), slopes[c], $"{where}, derivative by {c}", rows[i][c]);
            }

            // The same sample seven times, and with a weight.
            float[] seven = [.. Enumerable.Repeat(rows[i], 7).SelectMany(static row => row)], weights = [.. Enumerable.Repeat(0.5f, 7)];
            SweepBound.Check(losses[i], network.Loss(seven, [.. Enumerable.Repeat(targets[i], 7)]), where + ", seven times", rows[i][targets[i]]);
            SweepBound.Check(losses[i], network.Backward(seven, [.. Enumerable.Repeat(targets[i], 7)], weights, gradients, workspace, new TrainingStep(1, 0, 0, 2f / 7)), where + ", weighted", rows[i][targets[i]]);
        }
    }

    // Equal logits of any size, neighbours, one that stands out, and what is drawn.
    private static float[][] Rows(int classes)
    {
        Random random = new(7);
        float Drawn() => SweepPoints.Coarse[random.Next(SweepPoints.Coarse.Length)];

        List<float[]> rows = [];
        foreach (float x in SweepPoints.Coarse)
        {
            rows.Add([.. Enumerable.Repeat(x, classes)]);
            rows.Add([.. Enumerable.Range(0, classes).Select(c => c % 2 == 0 ? x : MathF.BitIncrement(x))]);
            rows.Add([.. Enumerable.Range(0, classes).Select(c => x + (c % 3))]);
            rows.Add([.. Enumerable.Range(0, classes).Select(c => c == rows.Count % classes ? x : 0)]);
            rows.Add([.. Enumerable.Range(0, classes).Select(_ => Drawn())]);
            rows.Add([.. Enumerable.Range(0, classes).Select(_ => x * ((2 * random.NextSingle()) - 1))]);
        }
        return [.. rows];
    }
}
