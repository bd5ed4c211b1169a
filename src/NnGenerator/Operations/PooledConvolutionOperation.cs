using NnGenerator.Activations;
using NnGenerator.Formulas;
using NnGenerator.Ir;
using NnGenerator.Printing;
using NnGenerator.Shapes;
using NnGenerator.Text;

namespace NnGenerator.Operations;

/// <summary>A convolution whose result nobody needs but the maximum of windows that do not overlap: the rows of a row of windows wait in a small
/// buffer, and what leaves it is the maximum, which of the taps it was, and an activation of it.</summary>
internal sealed class PooledConvolutionOperation(int layer, ConvolutionOperation convolution, MaxPoolOperation pool, Tensor buffer) : Operation(layer), IActivationEpilogue
{
    private readonly Window _window = convolution.Window, _pool = pool.Window;

    public ConvolutionOperation Convolution => convolution;

    public Window Pool => _pool;

    /// <summary>Receives the index of the maximum in its window; null where nobody needs it.</summary>
    public Tensor? Argmax => pool.Argmax;

    /// <summary>The rows of pixels that wait.</summary>
    public Tensor Buffer => buffer;

    /// <summary>The maximum of each window.</summary>
    public Tensor Result { get; } = pool.Result;

    /// <summary>Applied to the maximum.</summary>
    public Activation? Activation { get; private init; }

    /// <summary>Receives the activation of the maximum, which itself is then not stored.</summary>
    public Tensor? A { get; private init; }

    public override IReadOnlyList<Tensor> Reads => convolution.Reads;

    public override IReadOnlyList<Tensor> Writes => [.. new[] { A ?? Result, pool.Argmax, buffer }.OfType<Tensor>()];

    /// <summary>Room for what the eight filters of the largest tile leave: one row of windows of samples side by side, or some of one sample.</summary>
    public static int BufferLength(Window window, Window pool) =>
        8 * Math.Max(pool.KernelHeight * window.OutputWidth * Window.MostLanes, RowsAlone(window, pool) * pool.Stride * window.PaddedInput.RowLength);

    // Rows of windows at a time where samples are computed one by one: as many as stay in the nearest cache, and about as many each time, since the last rows overlap
    // those before them.
    private static int RowsAlone(Window window, Window pool)
    {
        if (window.Stride > 1)
        {
            return 1;
        }
        int most = Math.Min(pool.OutputHeight, Math.Max(1, 1024 / (pool.Stride * window.PaddedInput.RowLength))), times = (pool.OutputHeight + most - 1) / most;
        return (pool.OutputHeight + times - 1) / times;
    }

    public Operation? With(Activation activation, Tensor a, bool storesResult) => A is null && !storesResult && activation.Value(Scalar.X).IsCheap
        ? new PooledConvolutionOperation(Layer, convolution, pool, buffer) { Activation = activation, A = a }
        : null;

    public override void Run(Memory memory)
    {
        Scalar? value = Activation?.Value(Scalar.X);
        pool.Run(memory, convolution.Element, (sample, element, best) => memory[A ?? Result, sample, element] = value?.Evaluate((Scalar.X, best)) ?? best);
    }

    public string Name => convolution.Name + (pool.Argmax is null ? "" : "AndArgmax");

    public string Formula => $"{convolution.Formula},   {Result.Math} = max {convolution.Result.Math} over {_pool.KernelHeight}×{_pool.KernelWidth}"
        + (A is null ? "" : $",   {A.Math} = {Activation!.Value(Scalar.X).ToMath(_ => Result.Math)}");

    public override string Print(OperationPrinter printer)
    {
        Tensor result = A ?? Result;
        return new TilePrinter(Name, Formula)
        {
            Layer = Layer,
            Arguments =
            [
                printer.Parameters, OperationPrinter.In(convolution.Input), OperationPrinter.Out(buffer, "rows"), OperationPrinter.Out(result, result.Name),
                .. pool.Argmax is { } argmax ? new[] { OperationPrinter.Out(argmax, argmax.Name) } : [], new("int m", "m"), new("int lanes", "lanes"),
            ],
            Rows = convolution.Filters,
            Run = _window.Stride > 1 ? $"{_window.OutputWidth} * lanes" : $"lanes == 1 ? {RunAlone} : {_window.OutputWidth} * lanes",
            TakesVector = true,
            Body = writer => PrintBody(writer, printer, result),
        }.Print(printer, RunAlone);
    }

    // Columns of the product for one sample.
    private int RunAlone => _window.Stride > 1 ? _window.OutputWidth
        : (((RowsAlone(_window, _pool) - 1) * _pool.Stride) + _pool.KernelHeight - 1) * _window.PaddedInput.RowLength + _window.OutputWidth;

    private void PrintBody(SourceWriter writer, OperationPrinter printer, Tensor result)
    {
        PaddedImage image = _window.PaddedInput;
        int size = _pool.KernelHeight, alone = RowsAlone(_window, _pool);
        convolution.PrintBlocks(writer);
        if (_window.Stride == 1)
        {
            writer.Line("// With one sample, its rows and the padding between them are one run. With a vector of samples, each row is a run.");
            writer.Line($"int windows = lanes == 1 ? {alone} : 1, runs = lanes == 1 ? 1 : {size}, pitch = lanes == 1 ? {image.RowLength} : {_window.OutputWidth} * lanes;");
            writer.Line($"int run = lanes == 1 ? {RunAlone} : pitch, plane = lanes == 1 ? {alone * _pool.Stride * image.RowLength} : {size} * pitch, width = Math.Min(T.Columns, run);");
        }
        else
        {
            writer.Line($"int pitch = {_window.OutputWidth} * lanes, plane = {size} * pitch, width = Math.Min(T.Columns, pitch);");
        }
        (string windows, string runs, string run) = _window.Stride == 1 ? ("windows", "runs", "run") : ("1", $"{size}", "pitch");
        writer.Line();
        using (writer.Open("for (int g = 0; g < m; g += lanes)"))
        {
            writer.Line($"ReadOnlySpan<float> image = {convolution.Input.Name}.Slice(g * {image.Length}, {image.Length} * lanes);");
            bool divides = _pool.OutputHeight % alone == 0;
            writer.Line(divides ? $"for (int h = 0; h < {_pool.OutputHeight}; h += {windows})" : $"for (int top = 0; top < {_pool.OutputHeight}; top += {windows})");
            using (writer.Open("for (int f = from; f < to; f += T.Rows)"))
            {
                if (!divides)
                {
                    writer.Line($"int h = Math.Min(top, {_pool.OutputHeight} - {windows});");
                }
                writer.Line($"for (int r = 0; r < {runs}; r++)");
                using (writer.Open($"for (int right = 0; right < {run}; right += width)"))
                {
                    writer.Line($"int j = Math.Min(right, {run} - width);").Line();
                    convolution.PrintSum(writer, $"h * {_pool.Stride} + r");
                    writer.Line($"{convolution.Result.Name}.Store(rows[(r * pitch + j)..], plane, width);");
                }
                string at = $"[(g * {result.Length} + (f * {_pool.OutputHeight} + h) * {_pool.OutputWidth} * lanes)..]";
                string function = A is null ? "Identity" : printer.Struct(Activation!), argmax = pool.Argmax is null ? "default" : pool.Argmax.Name + at;
                writer.Line($"RowPanelPooling.Max<V, {function}>(rows, {result.Name}{at}, {argmax}, new RowPanel(T.Rows, {windows}, plane, pitch, {_pool.OutputWidth}, {_pool.OutputPixels} * lanes, {size}, {_pool.Stride}), lanes);");
            }
        }
    }
}
