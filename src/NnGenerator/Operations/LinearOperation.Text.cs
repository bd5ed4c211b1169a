using NnGenerator.Formulas;
using NnGenerator.Infrastructure;
using NnGenerator.Ir;
using NnGenerator.Printing;

namespace NnGenerator.Operations;

// The text: along the sum, row by row, in tiles, or in whole rows of the matrix.
internal sealed partial class LinearOperation
{
    private string Formula => $"{Result.Math} = {Input.Math}·{Weight.Math}{(Bias is null ? "" : $" + {Bias.Math}")}"
        + (A is null ? "" : $",   {A.Math} = {Activation!.Value(Scalar.X).ToMath(_ => Result.Math)}");

    private string Sum => $"{Result.Math} += Σₖ {Input.Math}[i, k]·{Weight.Math}[k, j]";

    // Fewer columns than a vector has lanes make no tile, and up to two of the widest vectors leave most of a row's registers empty.
    private const int NarrowestTile = 4, WidestRow = 32;

    // Along the sum, unless each row of z has room for a vector of columns.
    private bool IsDot => Result.Stride == 1 && DotPrinter.Fits(Input.Length, Result.Length);

    public override string Print(OperationPrinter printer)
    {
        string call = PrintProduct(printer);
        return Softmax is null ? call : $"{call}\nif ({OperationPrinter.Vector(RowColumns)}.Count < {Result.Length}) {Softmax.Print(printer)}";
    }

    private string PrintProduct(OperationPrinter printer) => IsDot ? PrintDot(printer)
        : IsUnrolled && !IsTiled ? Rows(printer, "").Print(printer, printer.ForwardOptions)
        : IsUnrolled && printer.FewSamples is { } samples ? Rows(printer, "Rows").PrintFew(printer, samples)
        : Result.Length < NarrowestTile ? Rows(printer, "").Print(printer, "Kernel")
        : PrintTiles(printer);

    private string Blocks(int beyond) =>
        $"ReadOnlySpan<float> {OperationPrinter.Block(Weight, beyond)}{(Bias is null ? "" : $", {OperationPrinter.Block(Bias, beyond)}")};";

    private string PrintDot(OperationPrinter printer) => new DotPrinter(name, Formula)
    {
        Layer = Layer,
        Arguments = new(Arguments(printer)),
        Prologue = new([Blocks(0)]),
        Start = Bias is null ? "0f" : $"{Bias.Name}[0]",
        Accumulator = Result.Name,
        Left = (Input.Name, Input.Stride, Input.Length),
        Right = Weight.Name,
        Stores = VectorStores(printer, "V1", "0").ToEquatableArray(),
    }.Print(printer, IsUnrolled ? printer.ForwardOptions : "Kernel");

    // What is done with a vector of z.
    private List<string> VectorStores(OperationPrinter printer, string vector, string column, bool endsBeyond = false)
    {
        string z = Result.Name;
        string Store(Tensor tensor) => endsBeyond
            ? $"StoreFirst({tensor.Name}Rows.Slice(i * {tensor.Stride} + {column}, Math.Min(V.Count, {tensor.Length})), {tensor.Length});"
            : $"Store({RowPrinter.Destination(tensor.Name + "Rows", tensor, column, vector)});";

        List<string> stores = [];
        if (Input.Arena == Arena.Inputs)
        {
            // Where something follows it, by a branch that is never taken, so that nothing waits for it.
            string branch = A is null && !TakesSoftmax ? "" : $"if ({vector}.AnyBeyond({z}, float.MaxValue)) ";
            stores.Add($"{branch}{z} = InfinityToNaN.Value({z});   // so that no activation hides it");
        }
        if (TakesSoftmax)
        {
            stores.Add($"if ({SoftmaxOperation.IsOneVector(Result)} && !pRows.IsEmpty)   // writes the softmax too, on request");
            stores.Add("{");
            stores.AddRange(SoftmaxOperation.OneVector(z, Result.Length, $"pRows.Slice(i * {Softmax?.Probabilities.Stride ?? Result.Length}, {Result.Length})").Select(static line => "    " + line));
            stores.Add("    continue;");
            stores.Add("}");
        }
        if (StoresResult)
        {
            stores.Add($"{z}.{Store(Result)}");
        }
        if (A is not null)
        {
            stores.Add($"{printer.Struct(Activation!)}.Value({z}).{Store(A)}");
        }
        return stores;
    }

    private RowPrinter Rows(OperationPrinter printer, string part)
    {
        int columns = RowColumns, floatsBeyond = TakesSoftmax ? 0 : RowPrinter.FloatsBeyond(columns);
        bool endsBeyond = floatsBeyond > 0;
        return new RowPrinter(name + part, Formula)
        {
            Layer = Layer,
            Arguments = new(Arguments(printer)),
            Options = IsUnrolled ? printer.ForwardOptions : "Kernel",
            Prologue = new([Blocks(columns - Result.Length + floatsBeyond)]),
            Columns = ("j", columns),
            EndsBeyond = endsBeyond,
            Start = Bias is null ? "0f" : $"V.Load({Bias.Name}, j)",
            Accumulator = Result.Name,
            Left = (Input.Name, Input.Stride, Input.Length),
            Right = (Weight.Name, Result.Length),
            Stores = VectorStores(printer, "V", "j", endsBeyond).ToEquatableArray(),
        };
    }

    // Where a row of z has room for a vector, a vector of each row of W is loaded too: it ends in the row below it, or in the tail padding after the
    // parameters, and what it adds is beyond the end of z.
    private int RowColumns => A is null && Result.Length < 4 && Result.Stride == 4 ? 4 : Result.Length;

    /// <summary>Whether a batch is computed in tiles although the terms of a row are written out.</summary>
    public bool IsTiled => ProductPrinter.Fits(Input.Length, Result.Length) && !TakesSoftmax;

    private bool TakesSoftmax => IsVector && (Softmax is not null || MeetsSoftmax);

    private Argument[] Arguments(OperationPrinter printer)
    {
        IEnumerable<Tensor> rows = A is null ? [Result] : Writes;
        Argument[] arguments = [printer.Parameters, OperationPrinter.In(Input), .. rows.Select(tensor => OperationPrinter.Out(tensor, tensor.Name + "Rows"))];
        return TakesSoftmax ? [.. arguments, new("Span<float> pRows", Softmax?.Probabilities.Name ?? "default")] : arguments;
    }

    private string PrintTiles(OperationPrinter printer)
    {
        string z = Result.Name;
        Tensor sums = Sums;
        List<string> stores = [];
        if (Input.Arena == Arena.Inputs)
        {
            stores.Add($"{z} = {z}.Value<InfinityToNaN>();   // so that no activation hides it");
        }
        if (StoresResult)
        {
            stores.Add($"{z}.Store({Result.Name}Rows[(i * {Result.Stride} + j)..], {Result.Stride}, width);");
        }
        // A formula with an exponential needs the registers that the tile has: it waits until all tiles are done.
        List<string> epilogue = [];
        if (A is not null && Activation!.Value(Scalar.X).IsCheap)
        {
            stores.Add($"{z}.Value<{printer.Struct(Activation)}>().Store({A.Name}Rows[(i * {A.Stride} + j)..], {A.Stride}, width);");
        }
        else if (A is not null)
        {
            string a = $"{A.Name}Rows[..(fours * {A.Stride})]", from = a;
            if (StoresResult && Result.Stride == A.Stride)
            {
                from = $"{z}Rows[..(fours * {Result.Stride})]";
            }
            else
            {
                stores.Add($"{z}.Store({A.Name}Rows[(i * {A.Stride} + j)..], {A.Stride}, width);");
            }
            epilogue.Add($"Elementwise.Value<{printer.Struct(Activation!)}>({from}, {a});");
        }

        return new ProductPrinter(name, Formula)
        {
            Layer = Layer,
            Arguments = new(Arguments(printer)),
            Prologue = new([Blocks(0)]),
            Rows = ("i", null),
            Columns = ("j", Result.Length),
            Terms = Input.Length,
            Start = Bias is null ? "default" : $"T.Repeat({Bias.Name}.Slice(j, width))",
            Accumulator = z,
            Sum = Sum,
            Left = (Input.Name, Input.Stride),
            Right = (Weight.Name, Result.Length),
            Partial = ($"{sums.Name}Rows[(i * {sums.Stride} + j)..]", sums.Stride),
            Stores = stores.ToEquatableArray(),
            Epilogue = epilogue.ToEquatableArray(),
            SingleRows = Result.Length <= WidestRow ? Rows(printer, "Rows")
                : MatrixVectorPrinter.Fits(Input.Length, Result.Length) ? MatrixVector(printer) : null,
        }.Print(printer);
    }

    // Sums that are not complete are where z is stored, or in the place of a where it is not, which then takes it over.
    private Tensor Sums => StoresResult ? Result : A!;

    private MatrixVectorPrinter MatrixVector(OperationPrinter printer)
    {
        string z = Result.Name;
        Tensor sums = Sums;
        List<string> statements = [];
        if (Input.Arena == Arena.Inputs)
        {
            statements.Add($"Elementwise.Value<InfinityToNaN>({z}, {z});   // so that no activation hides it");
        }
        if (A is not null)
        {
            statements.Add($"Elementwise.Value<{printer.Struct(Activation!)}>({z}, {(StoresResult ? $"{A.Name}Rows.Slice(i * {A.Stride}, {A.Length})" : z)});");
        }
        return new(name + "Rows", Formula)
        {
            Layer = Layer,
            Arguments = new(Arguments(printer)),
            Prologue = new([Blocks(0)]),
            Start = Bias?.Name,
            Left = (Input.Name, Input.Stride),
            Right = Weight.Name,
            Sum = Sum,
            Sums = (sums.Name + "Rows", sums.Stride, sums.Length),
            Complete = (z, statements.ToEquatableArray()),
        };
    }
}
