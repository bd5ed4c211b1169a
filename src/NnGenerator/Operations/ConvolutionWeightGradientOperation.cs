using NnGenerator.Ir;
using NnGenerator.Printing;
using NnGenerator.Shapes;
using NnGenerator.Text;

namespace NnGenerator.Operations;

/// <summary>dW = dz ⋆ x and db = Σ dz, both summed over samples and pixels. A vector is one pixel of a group of samples, so the sums stay
/// vectors until all groups are through.</summary>
/// <param name="x">The padded input.</param>
/// <param name="dz">∂L/∂z, padded or not.</param>
/// <param name="image">The layout of dz.</param>
/// <param name="sums">Scratch: a vector for each weight.</param>
/// <param name="weightGradient">Receives dW.</param>
/// <param name="biasGradient">Receives db.</param>
/// <param name="window">The geometry of the layer.</param>
/// <param name="name">The name of the emitted method.</param>
internal sealed class ConvolutionWeightGradientOperation(
    int layer, Tensor x, Tensor dz, PaddedImage image, Tensor sums, Tensor weightGradient, Tensor? biasGradient, Window window, string name) : Operation(layer)
{
    // Pixels whose gradients for a block of filters stay in the nearest cache while all taps go over them.
    private const int PixelsAtATime = 100;

    public override IReadOnlyList<Tensor> Reads { get; } = [x, dz];

    public override IReadOnlyList<Tensor> Writes { get; } = biasGradient is null ? [sums, weightGradient] : [sums, weightGradient, biasGradient];

    public Tensor Input => x;

    public Tensor OutputGradient => dz;

    /// <summary>The layout of the gradient of the output.</summary>
    public PaddedImage Layout => image;

    public Tensor WeightGradient => weightGradient;

    public Tensor? BiasGradient => biasGradient;

    public Window Window => window;

    public string Name => name;

    public int Filters => image.Channels;

    public string Formula => $"{weightGradient.Math} = {dz.Math} ⋆ {x.Math}{(biasGradient is null ? "" : $",   {biasGradient.Math} = Σ {dz.Math}")}";

    public override void Run(Memory memory)
    {
        PaddedImage input = window.PaddedInput;
        for (int filter = 0; filter < Filters; filter++)
        {
            for (int k = 0; k < window.Taps; k++)
            {
                memory[weightGradient, 0, (filter * window.Taps) + k] = Sum(memory, filter, (sample, row, column) => memory[x, sample, input.Padded(
                    k / window.KernelWidth / window.KernelHeight,
                    (row * window.Stride) + (k / window.KernelWidth % window.KernelHeight),
                    (column * window.Stride) + (k % window.KernelWidth))]);
            }
            if (biasGradient is not null)
            {
                memory[biasGradient, 0, filter] = Sum(memory, filter, static (_, _, _) => 1);
            }
        }
    }

    private double Sum(Memory memory, int filter, Func<int, int, int, double> factor)
    {
        double sum = 0;
        for (int i = 0; i < memory.Samples; i++)
        {
            for (int pixel = 0; pixel < window.OutputPixels; pixel++)
            {
                int row = pixel / window.OutputWidth, column = pixel % window.OutputWidth;
                sum += memory[dz, i, image.Pixel(filter, row, column)] * factor(i, row, column);
            }
        }
        return sum;
    }

    public override string Print(OperationPrinter printer)
    {
        List<Argument> arguments = [OperationPrinter.In(x), OperationPrinter.In(dz), OperationPrinter.Out(sums, sums.Name), printer.Gradients, new("int m", "m")];
        string signature = string.Join(", ", arguments.Select(static argument => argument.Declaration));
        return printer.Call(Layer, name, "V", arguments, final =>
        {
            SourceWriter writer = new();
            writer.Line($"// {Formula}");
            using (writer.Open($"private static void {final}<V>({signature}) where V : struct, ISimd<V>"))
            {
                PrintGroups(writer, final);
            }
            writer.Line().Line("[MethodImpl(Kernel)]");
            using (writer.Open($"private static void {final}Blocks<T, V>(ReadOnlySpan<float> image, ReadOnlySpan<float> gradient, Span<float> sums, int top, int bottom, int from, int to) where T : struct, ITile<T> where V : struct, ISimd<V>"))
            {
                PrintBlocks(writer);
            }
            return writer.ToString();
        });
    }

    private void PrintGroups(SourceWriter writer, string final)
    {
        int input = window.PaddedInput.Length, rows = Math.Min(window.OutputHeight, Math.Max(1, PixelsAtATime / window.OutputWidth)), rest = Filters % 4, sixes = Filters - (rest > 1 && Filters > 5 ? rest - 2 : rest), fours = sixes % 4 == 0 ? sixes : sixes - 6;
        writer.Line($"{sums.Name}.Clear();");
        bool whole = rows == window.OutputHeight;
        string groups = "for (int g = 0; g < m; g += V.Count)";
        if (!whole)
        {
            writer.Line(groups);
        }
        using (writer.Open(whole ? groups : $"for (int top = 0; top < {window.OutputHeight}; top += {rows})"))
        {
            string top = whole ? "0" : "top", bottom = whole ? $"{rows}" : window.OutputHeight % rows == 0 ? $"top + {rows}" : $"Math.Min(top + {rows}, {window.OutputHeight})";
            writer.Line($"ReadOnlySpan<float> image = {x.Name}.Slice(g * {input}, {input} * V.Count), gradient = {dz.Name}.Slice(g * {image.Length}, {image.Length} * V.Count);");
            foreach ((string tile, int from, int to) in new[] { ("Tile4x4", 0, fours), ("Tile6x2", fours, sixes), ("Tile1x8", sixes, Filters) })
            {
                if (from < to)
                {
                    writer.Line($"{final}Blocks<{tile}<V>, V>(image, gradient, {sums.Name}, {top}, {bottom}, {from}, {to});");
                }
            }
        }
        writer.Line($"ChannelsHeightWidthBatch.Sum<V>({sums.Name}, gradients.Slice({CSharpLiteral.GroupedInteger(weightGradient.Offset)}, {CSharpLiteral.GroupedInteger(weightGradient.Length)}));");
        if (biasGradient is not null)
        {
            // The zeros of the padding add nothing.
            writer.Line($"ChannelsHeightWidthBatch.SumChannels<V>({dz.Name}, {image.Length / Filters}, gradients.Slice({CSharpLiteral.GroupedInteger(biasGradient.Offset)}, {biasGradient.Length}));");
        }
    }

    private void PrintBlocks(SourceWriter writer)
    {
        PaddedImage input = window.PaddedInput;
        int taps = window.Taps;
        writer.Line("Span<int> offsets = stackalloc int[8];");
        writer.Line("int columns = T.Columns / V.Count;").Line();
        writer.Line("for (int f = from; f < to; f += T.Rows)");
        using (writer.Open($"for (int k = 0; k < {taps}; k += columns)"))
        {
            writer.Line("// Offsets of the next kernel taps in the image, for output pixel (0, 0).");
            using (writer.Open("for (int next = 0; next < columns; next++)"))
            {
                writer.Line($"int tap = Math.Min(k + next, {taps - 1}), q = tap % {window.KernelWidth}, p = tap / {window.KernelWidth} % {window.KernelHeight}, c = tap / {window.KernelWidth * window.KernelHeight};");
                string column = input.Stride == 1 ? "q" : $"q % {input.Stride} * {input.Phase} + q / {input.Stride}";
                writer.Line($"offsets[next] = ((c * {input.Rows} + p) * {input.RowLength} + {column}) * V.Count;");
            }
            writer.Line($"int width = Math.Min(columns, {taps} - k) * V.Count;").Line();
            writer.Line($"T sum = T.Load(sums[((f * {taps} + k) * V.Count)..], {taps} * V.Count, width);");
            using (writer.Open("for (int h = top; h < bottom; h++)"))
            {
                string left = image.Left == 0 ? "" : $" + {image.Left}", row = input.Stride == 1 ? "h" : $"h * {input.Stride}";
                writer.Line($"sum.MultiplyAccumulateElementwise(gradient[(((f * {image.Rows} + h) * {image.RowLength}{left}) * V.Count)..], {image.Rows * image.RowLength} * V.Count, image[({row} * {input.RowLength} * V.Count)..], offsets, {window.OutputWidth});");
            }
            writer.Line($"sum.Store(sums[((f * {taps} + k) * V.Count)..], {taps} * V.Count, width);");
        }
    }
}
