using NnGenerator.Layers;
using NnGenerator.Tests.Support;
using NnRuntime;

namespace NnGenerator.Tests.Sweep;

/// <summary>Value and derivative of every activation over ±[1e-38, 1e38] in every form that is emitted, against the formula in double precision.
/// <see cref="SweepWidthTests"/> runs the class again at every narrower vector width.</summary>
public class ActivationSweepTests
{
    private static readonly string[] s_names = [.. RightValues.Activations.Keys];

    // A pass of its own; products that are written out, with one column, with a tail, and of more than a vector; tiles; and images, where the
    // value is fused with a convolution and the derivative with a maximum of windows.
    private static readonly (string Form, string Attributes, int Width)[] s_forms =
    [
        ("Alone", "[Network(1)] [{0}] [MeanSquaredError]", 1),
        ("One", "[Network(1)] [Dense(1), {0}] [Dense(1)] [MeanSquaredError]", 1),
        ("Small", "[Network(5)] [Dense(5), {0}] [Dense(5)] [MeanSquaredError]", 5),
        ("Unrolled", "[Network(17)] [Dense(17), {0}] [Dense(17)] [MeanSquaredError]", 17),
        ("Tiles", "[Network(40)] [Dense(40), {0}] [Dense(40)] [MeanSquaredError]", 40),
        ("Image", "[Network(1, 2, 2)] [Conv2D(1, 1), MaxPool2D(2), {0}] [Flatten] [MeanSquaredError]", 1),
    ];

    private static readonly Lazy<LoadedProgram> s_program = new(static () => SweepNetworks.Compile(
        s_names.SelectMany(static (name, i) => s_forms.Select(form => ($"{form.Form}{i}", string.Format(System.Globalization.CultureInfo.InvariantCulture, form.Attributes, name))))));

    public static TheoryData<string> Names => [.. s_names];

    [Fact]
    public void Every_activation_is_swept() => Assert.Empty(
        LayerCatalog.All.Keys.Except([.. s_names.Select(static name => name.Split('(')[0]), "Dense", "Dropout", "Conv2D", "MaxPool2D", "AveragePool2D", "GlobalAveragePool2D", "Flatten", "Softmax", "LogSoftmax"]));

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_and_derivatives_are_right(string name)
    {
        Machine.AssertWidth();
        foreach ((string form, _, int width) in s_forms)
        {
            SweepNetworks.Run(s_program.Value, $"{form}{Array.IndexOf(s_names, name)}", typeof(ActivationSweepTests), nameof(Sweep), name, form, width);
        }
    }

    private static void Sweep<T>(string name, string form, int width)
        where T : class, ITrainable<T, float>
    {
        (Func<double, double> value, Func<double, double> derivative) = RightValues.Activations[name];
        T network = SweepNetworks.Identity<T>();

        // Infinite values make NaN of the zeros in the weights that follow, which are the test's and not the formula's.
        float[] points = [.. SweepPoints.All.Where(x => width == 1 || Math.Abs(value(x)) < float.MaxValue)];
        Array.Resize(ref points, (points.Length + width - 1) / width * width);

        // An image is four times the same pixel.
        int copies = T.Info.InputLength / width;
        float[] inputs = [.. points.SelectMany(x => Enumerable.Repeat(x, copies))];
        float[] outputs = new float[points.Length], inputGradients = new float[inputs.Length], ones = [.. Enumerable.Repeat(1f, points.Length)];
        network.Forward(inputs, outputs);
        network.BackwardFromOutput(inputs, ones, default, inputGradients);
        Check("many samples");

        Array.Fill(outputs, float.NaN);
        Array.Fill(inputGradients, float.NaN);
        for (int i = 0; i < points.Length; i += width)
        {
            network.Forward(inputs.AsSpan(i * copies, width * copies), outputs.AsSpan(i, width));
            network.BackwardFromOutput(inputs.AsSpan(i * copies, width * copies), ones.AsSpan(0, width), default, inputGradients.AsSpan(i * copies, width * copies));
        }
        Check("one sample");

        void Check(string samples)
        {
            for (int i = 0; i < points.Length; i++)
            {
                // The maximum of equal pixels sends its gradient to one of them.
                float slope = 0;
                for (int copy = 0; copy < copies; copy++)
                {
                    slope += inputGradients[(i * copies) + copy];
                }
                SweepBound.Check(value(points[i]), outputs[i], $"{name}, {form}, {samples}", points[i]);
                SweepBound.Check(derivative(points[i]), slope, $"{name}, {form}, {samples}, derivative", points[i]);
            }
        }
    }
}
