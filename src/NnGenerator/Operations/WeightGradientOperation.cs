using NnGenerator.Ir;
using NnGenerator.Printing;
using NnGenerator.Text;

namespace NnGenerator.Operations;

/// <summary>dW = xᵀ·dz and db = Σ dz, both summed over the samples.</summary>
internal sealed class WeightGradientOperation(int layer, Tensor x, Tensor dz, Tensor weightGradient, Tensor? biasGradient, string name) : Operation(layer)
{
    // As many sums as stay in the registers of every machine with 16 of them, less those for a row and a factor.
    private const int MostRows = 13;

    public override IReadOnlyList<Tensor> Reads { get; } = [x, dz];

    public override int RangedGradients => weightGradient.Length + (biasGradient?.Length ?? 0);

    public override IReadOnlyList<Tensor> Writes { get; } = biasGradient is null ? [weightGradient] : [weightGradient, biasGradient];

    public override void Run(Memory memory)
    {
        for (int j = 0; j < dz.Length; j++)
        {
            for (int k = 0; k < x.Length; k++)
            {
                double sum = 0;
                for (int i = 0; i < memory.Samples; i++)
                {
                    sum += memory[x, i, k] * memory[dz, i, j];
                }
                memory[weightGradient, 0, (k * dz.Length) + j] = sum;
            }
            if (biasGradient is not null)
            {
                double sum = 0;
                for (int i = 0; i < memory.Samples; i++)
                {
                    sum += memory[dz, i, j];
                }
                memory[biasGradient, 0, j] = sum;
            }
        }
    }

    private string Formula => $"{weightGradient.Math} = {x.Math}ᵀ·{dz.Math}{(biasGradient is null ? "" : $",   {biasGradient.Math} = Σ {dz.Math}")}";

    private bool IsUnrolled => RowPrinter.Fits(x.Length, dz.Length) && (dz.Length == 1 || x.Length <= MostRows);

    public override int? Terms => IsUnrolled ? dz.Length == 1 ? 1 : x.Length : null;

    // One column of weights is a row, with x and dz in each other's place.
    public override string Print(OperationPrinter printer) => (IsUnrolled, dz.Length) switch
    {
        (true, 1) => PrintUnrolled(printer, 1, dz, ("k", x)),
        (true, _) => PrintUnrolled(printer, x.Length, x, ("j", dz)),
        (false, 1) => PrintTiles(printer, ("j", 1, dz), ("k", x.Length, x)),
        _ => PrintTiles(printer, ("k", x.Length, x), ("j", dz.Length, dz)),
    };

    private string PrintTiles(OperationPrinter printer, (string Index, int Count, Tensor Tensor) rows, (string Index, int Count, Tensor Tensor) columns) =>
        new ProductPrinter(name, Formula)
        {
            Layer = Layer,
            Arguments = new([OperationPrinter.In(x), OperationPrinter.In(dz), printer.Gradients]),
            Range = new([.. printer.Range]),
            Offset = weightGradient.Offset,
            Prologue = new([$"Span<float> {OperationPrinter.Block(weightGradient)};"]),
            Rows = (rows.Index, rows.Count),
            Columns = (columns.Index, columns.Count),
            Accumulator = "sum",
            Sum = $"sum += Σᵢ {x.Math}[i, k]·{dz.Math}[i, j]",
            Left = (rows.Tensor.Name, rows.Tensor.Stride),
            Right = (columns.Tensor.Name, columns.Tensor.Stride),
            Partial = ($"{weightGradient.Name}[({rows.Index} * {columns.Count} + {columns.Index})..]", columns.Count),
            Stores = new([$"sum.Store({weightGradient.Name}[({rows.Index} * {columns.Count} + {columns.Index})..], {columns.Count}, width);"]),
            Epilogue = new(biasGradient is null ? [] : [$"{(printer.HasRanges ? $"if ({Within(biasGradient)}) " : "")}Columns.Sum({dz.Name}, n, {dz.Stride}, gradients.Slice({CSharpLiteral.GroupedInteger(biasGradient.Offset)}, {dz.Length}));"]),
        }.Print(printer);

    // A block that is not divided belongs to the range that its first element is in.
    private static string Within(Tensor block) => $"from <= {CSharpLiteral.GroupedInteger(block.Offset)} && {CSharpLiteral.GroupedInteger(block.Offset)} < to";

    // Every row of the result in a register of its own, over all samples.
    private string PrintUnrolled(OperationPrinter printer, int rows, Tensor factors, (string Index, Tensor Tensor) columns)
    {
        Argument[] arguments = [OperationPrinter.In(x), OperationPrinter.In(dz), printer.Gradients, new("int n", "n"), .. printer.Range];
        (string j, int width) = (columns.Index, columns.Tensor.Length);
        return printer.Call(Layer, name, OperationPrinter.Vector(width), arguments, final =>
        {
            bool sumsRows = biasGradient is not null && columns.Tensor == dz;
            SourceWriter writer = new();
            writer.Line($"// {Formula}").Line($"[MethodImpl({printer.BackwardOptions})]");
            using (writer.Open($"private static void {final}<V>({string.Join(", ", arguments.Select(static argument => argument.Declaration))}) where V : struct, ISimd<V>"))
            {
                if (printer.HasRanges)
                {
                    writer.Line($"if (!({Within(weightGradient)})) return;");
                }
                writer.Line($"Span<float> {OperationPrinter.Block(weightGradient)}{(biasGradient is null ? "" : ", " + OperationPrinter.Block(biasGradient))};").Line();
                using (RowPrinter.OpenColumns(writer, j, width))
                {
                    writer.Line($"V {string.Join(", ", Enumerable.Range(0, rows).Select(static k => $"sum{k} = 0f"))}{(sumsRows ? ", sum = 0f" : "")};");
                    using (writer.Open("for (int i = 0; i < n; i++)"))
                    {
                        writer.Line($"ReadOnlySpan<float> left = {factors.Name}.Slice(i * {factors.Stride}, {rows});");
                        writer.Line($"V row = {RowPrinter.Load(columns.Tensor, j)};");
                        for (int k = 0; k < rows; k++)
                        {
                            writer.Line($"sum{k}.AddProduct(left[{k}], row);");
                        }
                        if (sumsRows)
                        {
                            writer.Line("sum += row;");
                        }
                    }
                    for (int k = 0; k < rows; k++)
                    {
                        writer.Line($"sum{k}.Store({weightGradient.Name}.Slice({k * width} + {j}, V.Count));");
                    }
                    if (sumsRows)
                    {
                        writer.Line($"sum.Store({biasGradient!.Name}.Slice({j}, V.Count));");
                    }
                }
                if (biasGradient is not null && !sumsRows)
                {
                    writer.Line().Line("float total = 0;");
                    using (writer.Open("for (int i = 0; i < n; i++)"))
                    {
                        writer.Line($"total += {dz.Name}[i * {dz.Stride}];");
                    }
                    writer.Line($"{biasGradient.Name}[0] = total;");
                }
            }
            return writer.ToString();
        });
    }
}
