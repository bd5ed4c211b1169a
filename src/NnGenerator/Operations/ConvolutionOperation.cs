using NnGenerator.Activations;
using NnGenerator.Formulas;
using NnGenerator.Ir;
using NnGenerator.Printing;
using NnGenerator.Shapes;
using NnGenerator.Text;

namespace NnGenerator.Operations;

/// <summary>z = W ⋆ x + b, the cross-correlation of a padded image with each filter, and a = f(z) while z is still in registers.</summary>
internal sealed class ConvolutionOperation(int layer, Tensor x, Tensor weight, Tensor? bias, Tensor z, Window window, string name) : Operation(layer), IActivationEpilogue
{
    public Tensor Input { get; } = x;

    public Tensor Weight => weight;

    public Tensor? Bias => bias;

    public Tensor Result { get; } = z;

    public Window Window { get; } = window;

    public string Name { get; } = name;

    public int Filters { get; } = weight.Length / window.Taps;

    /// <summary>Applied to z before it is stored.</summary>
    public Activation? Activation { get; private init; }

    /// <summary>Receives f(z).</summary>
    public Tensor? A { get; private init; }

    /// <summary>Whether z itself is needed later.</summary>
    public bool StoresResult { get; private init; } = true;

    public override IReadOnlyList<Tensor> Reads { get; } = bias is null ? [x, weight] : [x, weight, bias];

    public override IReadOnlyList<Tensor> Writes => A is null ? [Result] : StoresResult ? [Result, A] : [A];

    public Operation? With(Activation activation, Tensor a, bool storesResult) => A is null && activation.Value(Scalar.X).IsCheap
        ? new ConvolutionOperation(Layer, Input, weight, bias, Result, Window, Name) { Activation = activation, A = a, StoresResult = storesResult }
        : null;

    public override void Run(Memory memory)
    {
        Scalar? value = Activation?.Value(Scalar.X);
        for (int i = 0; i < memory.Samples; i++)
        {
            for (int j = 0; j < Result.Length; j++)
            {
                double sum = Element(memory, i, j);
                if (StoresResult)
                {
                    memory[Result, i, j] = sum;
                }
                if (A is not null)
                {
                    memory[A, i, j] = value!.Evaluate((Scalar.X, sum));
                }
            }
        }
    }

    /// <summary>One element of z.</summary>
    internal double Element(Memory memory, int sample, int element)
    {
        int filter = element / Window.OutputPixels, row = element % Window.OutputPixels / Window.OutputWidth, column = element % Window.OutputWidth;
        double sum = bias is null ? 0 : memory[bias, 0, filter];
        for (int k = 0; k < Window.Taps; k++)
        {
            sum += memory[weight, 0, (filter * Window.Taps) + k] * memory[Input, sample, Tap(k, row, column)];
        }
        return sum;
    }

    // Index of tap k in the padded image for one pixel of the result.
    private int Tap(int k, int row, int column) => Window.PaddedInput.Padded(
        k / Window.KernelWidth / Window.KernelHeight,
        (row * Window.Stride) + (k / Window.KernelWidth % Window.KernelHeight),
        (column * Window.Stride) + (k % Window.KernelWidth));

    public string Formula => $"{Result.Math} = {weight.Math} ⋆ {Input.Math}{(bias is null ? "" : $" + {bias.Math}")}";

    public string FormulaWithActivation => Formula + (A is null ? "" : $",   {A.Math} = {Activation!.Value(Scalar.X).ToMath(_ => Result.Math)}");

    // Rows of pixels that fill a vector where vectors are as wide; a tile then takes several of them for a single sample, up to eight.
    private bool HasShortRows => Window.Stride == 1 && Window.OutputWidth is 4 or 8 or 16 && Window.OutputHeight >= 8;

    public override string Print(OperationPrinter printer)
    {
        string call = Tiles(printer, Name, writer => PrintBody(writer, printer)).Print(printer, Window.OutputWidth);
        if (!HasShortRows)
        {
            return call;
        }
        string vector = OperationPrinter.Vector(Window.OutputWidth);
        return $"if (lanes == 1 && {vector}.Count == {Window.OutputWidth}) {Tiles(printer, Name + "ShortRows", writer => PrintShortRows(writer, printer)).Print(printer, vector)}\nelse {call}";
    }

    private TilePrinter Tiles(OperationPrinter printer, string name, Action<SourceWriter> body) => new(name, FormulaWithActivation)
    {
        Layer = Layer,
        Arguments = [printer.Parameters, OperationPrinter.In(Input), .. Writes.Select(tensor => OperationPrinter.Out(tensor, tensor.Name + "Pixels")), new("int m", "m"), new("int lanes", "lanes")],
        Rows = Filters,
        Run = $"{Window.OutputWidth} * lanes",
        Body = body,
    };

    private void PrintBody(SourceWriter writer, OperationPrinter printer)
    {
        PaddedImage image = Window.PaddedInput;
        PrintBlocks(writer);
        writer.Line($"int row = {Window.OutputWidth} * lanes, width = Math.Min(T.Columns, row);").Line();
        using (writer.Open("for (int g = 0; g < m; g += lanes)"))
        {
            writer.Line($"ReadOnlySpan<float> image = {Input.Name}.Slice(g * {image.Length}, {image.Length} * lanes);");
            writer.Line($"for (int h = 0; h < {Window.OutputHeight}; h++)");
            writer.Line("for (int f = from; f < to; f += T.Rows)");
            using (writer.Open("for (int right = 0; right < row; right += width)"))
            {
                writer.Line("int j = Math.Min(right, row - width);").Line();
                PrintSum(writer, "h");
                PrintStores(writer, printer);
            }
        }
    }

    // A vector is a row of pixels, and those of a tile are rows one below the other.
    private void PrintShortRows(SourceWriter writer, OperationPrinter printer)
    {
        PaddedImage image = Window.PaddedInput;
        PrintBlocks(writer);
        writer.Line($"int width = T.Columns, rows = width / {Window.OutputWidth}, j = 0;").Line();
        using (writer.Open("for (int g = 0; g < m; g++)"))
        {
            writer.Line($"ReadOnlySpan<float> image = {Input.Name}.Slice(g * {image.Length}, {image.Length});");
            writer.Line($"for (int top = 0; top < {Window.OutputHeight}; top += rows)");
            using (writer.Open("for (int f = from; f < to; f += T.Rows)"))
            {
                writer.Line($"int h = Math.Min(top, {Window.OutputHeight} - rows);").Line();
                PrintSum(writer, "h", shortRows: true);
                PrintStores(writer, printer);
            }
        }
    }

    private void PrintStores(SourceWriter writer, OperationPrinter printer)
    {
        if (StoresResult)
        {
            writer.Line($"{Result.Name}.{Store(Result)}");
        }
        if (A is not null)
        {
            writer.Line($"{Result.Name}.Value<{printer.Struct(Activation!)}>().{Store(A)}");
        }
    }

    private string Store(Tensor tensor) =>
        $"Store({tensor.Name}Pixels[(g * {tensor.Length} + (f * {Window.OutputHeight} + h) * {Window.OutputWidth} * lanes + j)..], {Window.OutputPixels} * lanes, width);";

    internal void PrintBlocks(SourceWriter writer) => writer.Line(bias is null
        ? $"ReadOnlySpan<float> {OperationPrinter.Block(weight)};"
        : $"ReadOnlySpan<float> {OperationPrinter.Block(weight)}, {OperationPrinter.Block(bias)};");

    // The taps of a row of the kernel go in one call; with a stride, in one for those that meet columns of the same remainder.
    internal void PrintSum(SourceWriter writer, string row, bool shortRows = false)
    {
        PaddedImage image = Window.PaddedInput;
        int s = Window.Stride, phases = Math.Min(s, Window.KernelWidth);
        bool channels = Window.Channels > 1, rows = Window.KernelHeight > 1;
        writer.Line($"T {Result.Name} = {(bias is null ? "default" : $"T.RepeatDown({bias.Name}[f..])")};");
        List<string> loops = [];
        if (channels)
        {
            loops.Add($"for (int c = 0; c < {Window.Channels}; c++)");
        }
        if (rows)
        {
            loops.Add($"for (int p = 0; p < {Window.KernelHeight}; p++)");
        }
        if (phases > 1)
        {
            loops.Add($"for (int phase = 0; phase < {phases}; phase++)   // columns by their remainder");
        }
        string plane = channels && rows ? $" + (c * {Window.KernelHeight} + p) * {Window.KernelWidth}" : channels ? $" + c * {Window.KernelWidth}" : rows ? $" + p * {Window.KernelWidth}" : "";
        string top = (channels ? $"c * {image.Rows} + " : "") + (s == 1 ? row : $"({row}) * {s}") + (rows ? " + p" : "");
        string count = Window.KernelWidth % s == 0 || phases == 1 ? $"{(Window.KernelWidth + s - 1) / s}" : $"({Window.KernelWidth + s - 1} - phase) / {s}";
        string shift = phases > 1 ? " + phase" : "", column = phases > 1 ? $" + phase * {image.Phase}" : "";
        string sum = $"{Result.Name}.MultiplyAccumulate({weight.Name}[(f * {Window.Taps}{plane}{shift})..], {Window.Taps}, {s}, image[((({top}) * {image.RowLength}{column}) * lanes + j)..], lanes, width, {count});";
        if (shortRows)
        {
            sum = $"{Result.Name}.MultiplyAccumulateRows({weight.Name}[(f * {Window.Taps}{plane})..], {Window.Taps}, image[(({top}) * {image.RowLength})..], {image.RowLength}, {count});";
        }
        foreach (string loop in loops.Take(loops.Count - 1))
        {
            writer.Line(loop);
        }
        if (loops.Count == 0)
        {
            writer.Line(sum);
            return;
        }
        using (writer.Open(loops[loops.Count - 1]))
        {
            writer.Line(sum);
        }
    }
}
