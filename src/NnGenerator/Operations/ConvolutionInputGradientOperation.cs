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

    public Tensor OutputGradient => dz;

    public Tensor Weight => weight;

    public Tensor InputGradient => dx;

    public Window Window => window;

    public string Name => name;

    public string Formula => $"{dx.Math} = {weight.Math}ᵀ ⋆ {dz.Math}";

    public override IReadOnlyList<Tensor> Reads { get; } = [dz, weight];

    public override IReadOnlyList<Tensor> Writes { get; } = [dx];

    public override void Run(Memory memory)
    {
        PaddedImage image = window.PaddedGradient(_filters), result = window.PaddedInputGradient;
        for (int i = 0; i < memory.Samples; i++)
        {
            for (int j = 0; j < result.Length; j++)
            {
                memory[dx, i, j] = 0;
            }
            for (int filter = 0; filter < _filters; filter++)
            {
                for (int pixel = 0; pixel < window.OutputPixels; pixel++)
                {
                    int row = pixel / window.OutputWidth, column = pixel % window.OutputWidth;
                    for (int k = 0; k < window.Taps; k++)
                    {
                        // The pixel of the image that the tap read, unless it is padding.
                        int h = (row * window.Stride) + (k / window.KernelWidth % window.KernelHeight) - window.Padding;
                        int w = (column * window.Stride) + (k % window.KernelWidth) - window.Padding;
                        if (h >= 0 && h < window.Height && w >= 0 && w < window.Width)
                        {
                            memory[dx, i, result.Pixel(k / window.KernelWidth / window.KernelHeight, h, w)]
                                += memory[weight, 0, (filter * window.Taps) + k] * memory[dz, i, image.Pixel(filter, row, column)];
                        }
                    }
                }
            }
        }
    }

    public override string Print(OperationPrinter printer) => new TilePrinter(name, Formula)
    {
        Layer = Layer,
        Arguments = [printer.Parameters, OperationPrinter.In(dz), OperationPrinter.Out(dx, dx.Name), new("int m", "m"), new("int lanes", "lanes")],
        Rows = window.Channels,
        Body = PrintBody,
    }.Print(printer, Window.MostLanes);   // in training vectors are always full

    private void PrintBody(SourceWriter writer)
    {
        PaddedImage image = window.PaddedGradient(_filters), result = window.PaddedInputGradient;
        writer.Line($"ReadOnlySpan<float> {OperationPrinter.Block(weight)};");
        writer.Line($"int row = {result.Phase} * lanes, width = Math.Min(T.Columns, row);").Line();
        using (writer.Open("for (int g = 0; g < m; g += lanes)"))
        {
            writer.Line($"ReadOnlySpan<float> gradient = {dz.Name}.Slice(g * {image.Length}, {image.Length} * lanes);");
            writer.Line($"for (int h = 0; h < {window.Height}; h++)");
            if (window.Stride > 1)
            {
                writer.Line($"for (int phase = 0; phase < {window.Stride}; phase++)   // columns by their remainder");
            }
            writer.Line("for (int c = from; c < to; c += T.Rows)");
            using (writer.Open("for (int right = 0; right < row; right += width)"))
            {
                writer.Line("int j = Math.Min(right, row - width);").Line();
                writer.Line("T sum = default;");
                PrintTaps(writer, image);
                string column = window.Stride == 1 ? "" : $" + phase * {result.Phase}", start = window.Stride == 1 ? $"(c * {result.Rows} + h) * {result.RowLength}" : $"((c * {result.Rows} + h) * {result.RowLength}{column})";
                writer.Line($"sum.Store({dx.Name}[(g * {result.Length} + {start} * lanes + j)..], {result.Rows * result.RowLength} * lanes, width);");
            }
        }
    }

    // Only taps that meet a row of gradients, and in whole groups only those that meet one of its columns. All filters go in one call.
    private void PrintTaps(SourceWriter writer, PaddedImage image)
    {
        int s = window.Stride, area = window.KernelHeight * window.KernelWidth;
        string h = window.Padding == 0 ? "h" : $"h + {window.Padding}", tap = $"c * {area} + p * {window.KernelWidth} + q";
        string Sum(string row, string column) =>
            $"sum.MultiplyAccumulate({weight.Name}[({tap})..], {area}, {window.Taps}, gradient[((({row}) * {image.RowLength} + {column}) * lanes + j)..], {image.Rows * image.RowLength} * lanes, width, {_filters});";
        if (s == 1)
        {
            writer.Line($"int first = Math.Max(0, j / lanes - {window.OutputWidth - 1 - window.Padding}), last = Math.Min({window.KernelWidth - 1}, (j + width - 1) / lanes{(window.Padding == 0 ? "" : $" + {window.Padding}")});");
            writer.Line($"for (int p = Math.Max(0, {h} - {window.OutputHeight - 1}); p <= Math.Min({window.KernelHeight - 1}, {h}); p++)");
            using (writer.Open("for (int q = first; q <= last; q++)"))
            {
                writer.Line(Sum($"{h} - p", $"{window.Padding + image.Left} - q"));
            }
            return;
        }
        using (writer.Open($"for (int p = ({h}) % {s}; p <= Math.Min({window.KernelHeight - 1}, {h}); p += {s})"))
        {
            writer.Line($"int i = ({h} - p) / {s};");
            writer.Line($"if (i >= {window.OutputHeight}) continue;");
            using (writer.Open($"for (int q = phase; q < {window.KernelWidth}; q += {s})"))
            {
                writer.Line(Sum("i", $"{image.Left} - q / {s}"));
            }
        }
    }
}
