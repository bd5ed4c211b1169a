using System.Globalization;
using NnGen;
using NnGenerator.Declarations;
using NnGenerator.Graph;
using NnGenerator.Layers;
using NnGenerator.Tests.Support;

namespace NnGenerator.Tests.Formulas;

// Every activation over ±[1e-38, 1e38], in every form that is emitted.
public partial class SweepTests
{
    private static readonly string[] s_activations = [.. RightValues.Activations.Keys];

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

    private static IEnumerable<(string Name, string Attributes)> ActivationNetworks => s_activations.SelectMany(static (name, i) => Forms(name).Select(form =>
        ($"{form.Form}{i}", string.Format(CultureInfo.InvariantCulture, form.Attributes, name))));

    public static TheoryData<string> Activations => [.. s_activations];

    // What a convolution and a maximum take in; other activations are passes of their own beside them.
    private static readonly string[] s_fused = ["Relu", "LeakyRelu", "HardSigmoid", "HardSwish", "Softsign", "Tanh", "Elu"];

    // Other arguments of an activation are other numbers in the same forms.
    private static IEnumerable<(string Form, string Attributes, int Width)> Forms(string name) => s_forms.Where(form =>
        form.Form is "Alone" or "Small" || (!name.Contains('(', StringComparison.Ordinal) && (form.Form != "Image" || s_fused.Contains(name))));

    [Fact]
    public void Every_activation_is_swept() => Assert.Empty(
        LayerCatalog.All.Where(static entry => entry.Value(AttributeArguments.None) is ActivationLayer).Select(static entry => entry.Key).Except(s_activations.Select(static name => name.Split('(')[0])));

    [Theory]
    [MemberData(nameof(Activations))]
    public void Activations_and_their_derivatives_are_right(string name)
    {
        Machine.AssertWidth();
        foreach ((string form, _, int width) in Forms(name))
        {
            SweepNetworks.Run($"{form}{Array.IndexOf(s_activations, name)}", typeof(SweepTests), nameof(SweepActivation), name, form, width);
        }
    }

    private static void SweepActivation<T>(string name, string form, int width)
        where T : class, ITrainable<T, float>
    {
        (Func<double, double> value, Func<double, double> derivative) = RightValues.Activations[name];
        T network = SweepNetworks.Identity<T>();

        // Infinite values make NaN of the zeros in the weights that follow, which are the test's and not the formula's.
        float[] points = [.. SweepPoints.All.Where(x => form == "Alone" || Math.Abs(value(x)) < float.MaxValue)];
        Array.Resize(ref points, (points.Length + width - 1) / width * width);

        // An image is four times the same pixel.
        int copies = T.Info.InputLength / width;
        float[] inputs = [.. points.SelectMany(x => Enumerable.Repeat(x, copies))];
        double[] values = [.. points.Select(x => value(x))], derivatives = [.. points.Select(x => derivative(x))];
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
                if (!SweepBound.Holds(values[i], outputs[i]))
                {
                    Assert.Fail($"{name}, {form}, {samples}{SweepBound.Describe(values[i], outputs[i], points[i])}");
                }
                if (!SweepBound.Holds(derivatives[i], slope))
                {
                    Assert.Fail($"{name}, {form}, {samples}, derivative{SweepBound.Describe(derivatives[i], slope, points[i])}");
                }
            }
        }
    }
}
