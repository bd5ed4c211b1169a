using NnGenerator.Ir;
using NnGenerator.Printing;
using NnGenerator.Shapes;
using NnGenerator.Text;

namespace NnGenerator.Operations;

/// <summary>dx: the gradients of the convolution's output, spread over the pixels that each tap read.</summary>
/// <param name="dz">∂L/∂z within <see cref="Window.PaddedGradient"/>.</param>
/// <param name="weight">The filters.</param>
/// <param name="dx">Receives ∂L/∂x as <see cref="Window.PaddedInputGradient"/> says.</param>
/// <param name="window">The geometry of the layer.</param>
/// <param name="name">The name of the emitted method.</param>
internal sealed class ConvolutionInputGradientOperation(int layer, Tensor dz, Tensor weight, Tensor dx, Window window, string name) : Operation(layer)
{
    private readonly int _filters = weight.Length / window.Taps;

    public Tensor OutputGradient { get; } = dz;

    public Tensor Weight { get; } = weight;

    public Tensor InputGradient { get; } = dx;

    public Window Window { get; } = window;

    public string Name { get; } = name;

    public string Formula => $"{InputGradient.Math} = {Weight.Math}ᵀ ⋆ {OutputGradient.Math}";

    public override IReadOnlyList<Tensor> Reads { get; } = [dz, weight];

    public override IReadOnlyList<Tensor> Writes { get; } = [dx];

    public override void Run(Memory memory)
    {
        PaddedImage image = Window.PaddedGradient(_filters), result = Window.PaddedInputGradient;
        for (int i = 0; i < memory.Samples; i++)
        {
            for (int j = 0; j < result.Length; j++)
            {
                memory[InputGradient, i, j] = 0;
            }
            for (int filter = 0; filter < _filters; filter++)
            {
                for (int pixel = 0; pixel < Window.OutputPixels; pixel++)
                {
                    int row = pixel / Window.OutputWidth, column = pixel % Window.OutputWidth;
                    for (int k = 0; k < Window.Taps; k++)
                    {
                        // The pixel of the image that the tap read, unless it is padding.
                        int h = (row * Window.Stride) + (k / Window.KernelWidth % Window.KernelHeight) - Window.Padding;
                        int w = (column * Window.Stride) + (k % Window.KernelWidth) - Window.Padding;
                        if (h >= 0 && h < Window.Height && w >= 0 && w < Window.Width)
                        {
                            memory[InputGradient, i, result.Pixel(k / Window.KernelWidth / Window.KernelHeight, h, w)]
                                += memory[Weight, 0, (filter * Window.Taps) + k] * memory[OutputGradient, i, image.Pixel(filter, row, column)];
                        }
                    }
                }
            }
        }
    }

    public override string Print(OperationPrinter printer) => new TilePrinter(Name, Formula)
    {
        Layer = Layer,
        Arguments = [printer.Parameters, OperationPrinter.In(OutputGradient), OperationPrinter.Out(InputGradient, InputGradient.Name), new("int m", "m"), new("int lanes", "lanes")],
        Rows = Window.Channels,
        Body = PrintBody,
    }.Print(printer, Window.MostLanes);   // in training vectors are always full

    private void PrintBody(SourceWriter writer)
    {
        PaddedImage image = Window.PaddedGradient(_filters), result = Window.PaddedInputGradient;
        writer.Line($"ReadOnlySpan<float> {OperationPrinter.Block(Weight)};");
        writer.Line($"int row = {result.Phase} * lanes, width = Math.Min(T.Columns, row);").Line();
        using (writer.Open("for (int g = 0; g < m; g += lanes)"))
        {
            writer.Line($"ReadOnlySpan<float> gradient = {OutputGradient.Name}.Slice(g * {image.Length}, {image.Length} * lanes);");
            writer.Line($"for (int h = 0; h < {Window.Height}; h++)");
            if (Window.Stride > 1)
            {
                writer.Line($"for (int phase = 0; phase < {Window.Stride}; phase++)   // columns by their remainder");
            }
            writer.Line("for (int c = from; c < to; c += T.Rows)");
            using (writer.Open("for (int right = 0; right < row; right += width)"))
            {
                writer.Line("int j = Math.Min(right, row - width);").Line();
                writer.Line("T sum = default;");
                PrintTaps(writer, image);
                string column = Window.Stride == 1 ? "" : $" + phase * {result.Phase}", start = Window.Stride == 1 ? $"(c * {result.Rows} + h) * {result.RowLength}" : $"((c * {result.Rows} + h) * {result.RowLength}{column})";
                writer.Line($"sum.Store({InputGradient.Name}[(g * {result.Length} + {start} * lanes + j)..], {result.Rows * result.RowLength} * lanes, width);");
            }
        }
    }

    // Only taps that meet a row of gradients, and in whole groups only those that meet one of its columns. All filters go in one call.
    private void PrintTaps(SourceWriter writer, PaddedImage image)
    {
        int s = Window.Stride, area = Window.KernelHeight * Window.KernelWidth;
        string h = Window.Padding == 0 ? "h" : $"h + {Window.Padding}", tap = $"c * {area} + p * {Window.KernelWidth} + q";
        string Sum(string row, string column) =>
            $"sum.MultiplyAccumulate({Weight.Name}[({tap})..], {area}, {Window.Taps}, gradient[((({row}) * {image.RowLength} + {column}) * lanes + j)..], {image.Rows * image.RowLength} * lanes, width, {_filters});";
        if (s == 1)
        {
            writer.Line($"int first = Math.Max(0, j / lanes - {Window.OutputWidth - 1 - Window.Padding}), last = Math.Min({Window.KernelWidth - 1}, (j + width - 1) / lanes{(Window.Padding == 0 ? "" : $" + {Window.Padding}")});");
            writer.Line($"for (int p = Math.Max(0, {h} - {Window.OutputHeight - 1}); p <= Math.Min({Window.KernelHeight - 1}, {h}); p++)");
            using (writer.Open("for (int q = first; q <= last; q++)"))
            {
                writer.Line(Sum($"{h} - p", $"{Window.Padding + image.Left} - q"));
            }
            return;
        }
        using (writer.Open($"for (int p = ({h}) % {s}; p <= Math.Min({Window.KernelHeight - 1}, {h}); p += {s})"))
        {
            writer.Line($"int i = ({h} - p) / {s};");
            writer.Line($"if (i >= {Window.OutputHeight}) continue;");
            using (writer.Open($"for (int q = phase; q < {Window.KernelWidth}; q += {s})"))
            {
                writer.Line(Sum("i", $"{image.Left} - q / {s}"));
            }
        }
    }
}
