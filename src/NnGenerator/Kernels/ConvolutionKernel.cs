using NnGenerator.Activations;
using NnGenerator.Emission;
using NnGenerator.Expressions;

namespace NnGenerator.Kernels;

/// <summary>z = W ⋆ x + b, the cross-correlation of a framed image with each filter, and a = f(z) while z is still in registers.</summary>
internal sealed class ConvolutionKernel(Operand x, Operand weight, Operand? bias, Operand z, Window window, string name) : Kernel
{
    public Operand Z { get; } = z;

    /// <summary>Applied to z before it is stored.</summary>
    public Activation? Activation { get; private init; }

    /// <summary>Receives f(z).</summary>
    public Operand? A { get; private init; }

    /// <summary>Whether z itself is needed later.</summary>
    public bool StoresZ { get; private init; } = true;

    public override IEnumerable<Operand> Reads => bias is null ? [x, weight] : [x, weight, bias];

    public override IEnumerable<Operand> Writes => A is null ? [Z] : StoresZ ? [Z, A] : [A];

    private int Filters => weight.Length / window.Taps;

    public ConvolutionKernel With(Activation activation, Operand a, bool storesZ) =>
        new(x, weight, bias, Z, window, name) { Layer = Layer, Activation = activation, A = a, StoresZ = storesZ };

    public override void Run(Interpreter memory)
    {
        Scalar? value = Activation?.Value(Scalar.X);
        for (int i = 0; i < memory.Samples; i++)
        {
            for (int j = 0; j < Z.Length; j++)
            {
                int filter = j / window.OutputPixels, row = j % window.OutputPixels / window.OutputWidth, column = j % window.OutputWidth;
                double sum = bias is null ? 0 : memory[bias, 0, filter];
                for (int k = 0; k < window.Taps; k++)
                {
                    sum += memory[weight, 0, (filter * window.Taps) + k] * memory[x, i, Tap(k, row, column)];
                }
                if (StoresZ)
                {
                    memory[Z, i, j] = sum;
                }
                if (A is not null)
                {
                    memory[A, i, j] = value!.Evaluate(x: sum);
                }
            }
        }
    }

    // Where tap k meets the framed image for one pixel of the result.
    private int Tap(int k, int row, int column) => window.InputFrame.Framed(
        k / window.KernelWidth / window.KernelHeight,
        (row * window.Stride) + (k / window.KernelWidth % window.KernelHeight),
        (column * window.Stride) + (k % window.KernelWidth));

    public override string Print(KernelPrinter printer)
    {
        string formula = $"{Z.Math} = {weight.Math} ⋆ {x.Math}{(bias is null ? "" : $" + {bias.Math}")}"
            + (A is null ? "" : $",   {A.Math} = {Activation!.Value(Scalar.X).ToMath(_ => Z.Math)}");
        return new TilePrinter(name, formula)
        {
            Layer = Layer,
            Arguments = [printer.Parameters, KernelPrinter.In(x), .. Writes.Select(operand => KernelPrinter.Out(operand, operand.Name + "Pixels")), new("int m", "m"), new("int lanes", "lanes")],
            Rows = Filters,
            Body = writer => PrintBody(writer, printer),
        }.Print(printer, window.OutputWidth);
    }

    private void PrintBody(SourceWriter writer, KernelPrinter printer)
    {
        Frame frame = window.InputFrame;
        writer.Line(bias is null ? $"ReadOnlySpan<float> {KernelPrinter.Block(weight)};" : $"ReadOnlySpan<float> {KernelPrinter.Block(weight)}, {KernelPrinter.Block(bias)};");
        writer.Line($"int row = {window.OutputWidth} * lanes, width = Math.Min(T.Columns, row);").Line();
        using (writer.Open("for (int g = 0; g < m; g += lanes)"))
        {
            writer.Line($"ReadOnlySpan<float> image = {x.Name}.Slice(g * {frame.Length}, {frame.Length} * lanes);");
            writer.Line($"for (int h = 0; h < {window.OutputHeight}; h++)");
            writer.Line("for (int f = from; f < to; f += T.Rows)");
            using (writer.Open("for (int right = 0; right < row; right += width)"))
            {
                writer.Line("int j = Math.Min(right, row - width);").Line();
                writer.Line($"T {Z.Name} = {(bias is null ? "default" : $"T.RepeatDown({bias.Name}[f..])")};");
                PrintTaps(writer);
                if (StoresZ)
                {
                    writer.Line($"{Z.Name}.{Store(Z)}");
                }
                if (A is not null)
                {
                    writer.Line($"{Z.Name}.Value<{printer.Struct(Activation!)}>().{Store(A)}");
                }
            }
        }
    }

    private string Store(Operand operand) =>
        $"Store({operand.Name}Pixels[(g * {operand.Length} + (f * {window.OutputHeight} + h) * {window.OutputWidth} * lanes + j)..], {window.OutputPixels} * lanes, width);";

    // The taps of a row of the kernel go in one call; with a stride, those that meet columns of one remainder.
    private void PrintTaps(SourceWriter writer)
    {
        Frame frame = window.InputFrame;
        bool channels = window.Channels > 1, rows = window.KernelHeight > 1;
        string plane = channels && rows ? $"(c * {window.KernelHeight} + p)" : channels ? "c" : rows ? "p" : "0";
        string top = window.Stride == 1 ? "h" : $"h * {window.Stride}", line = (channels ? $"c * {frame.Rows} + " : "") + top + (rows ? " + p" : "");
        if (channels)
        {
            writer.Line($"for (int c = 0; c < {window.Channels}; c++)");
        }
        if (rows)
        {
            writer.Line($"for (int p = 0; p < {window.KernelHeight}; p++)");
        }
        if (window.Stride == 1)
        {
            using (writer.Open(channels || rows ? "" : ""))
            {
                writer.Line($"{Z.Name}.AddOuters({weight.Name}[(f * {window.Taps} + {plane} * {window.KernelWidth})..], {window.Taps}, image[((({line}) * {frame.RowLength}) * lanes + j)..], lanes, width, {window.KernelWidth});");
            }
            return;
        }
        string column = $"q % {frame.Stride} * {frame.Phase} + q / {frame.Stride}";
        using (writer.Open($"for (int q = 0; q < {window.KernelWidth}; q++)"))
        {
            writer.Line($"{Z.Name}.AddOuter({weight.Name}[(f * {window.Taps} + {plane} * {window.KernelWidth} + q)..], {window.Taps}, image.Slice((({line}) * {frame.RowLength} + {column}) * lanes + j, width));");
        }
    }
}
