using NnGenerator.Infrastructure;
using NnGenerator.Ir;
using NnGenerator.Text;

namespace NnGenerator.Printing;

/// <summary>The text of a product row by row: a vector of the result in registers, and a line for each term of its sum, or a loop over them
/// where they are many. It serves products that are too narrow for the tiles of <see cref="ProductPrinter"/>, and samples that fill none.</summary>
internal sealed record RowPrinter(string Name, string Formula) : IRowRangePrinter
{
    // Longer sums are as fast in a loop, and the compiler gives up on methods of thousands of lines.
    private const int Longest = 32;

    public int Layer { get; init; }

    public EquatableArray<Argument> Arguments { get; init; } = EquatableArray<Argument>.Empty;

    public EquatableArray<string> Prologue { get; init; } = EquatableArray<string>.Empty;

    /// <summary>The column index and the number of columns.</summary>
    public (string Index, int Count) Columns { get; init; }

    /// <inheritdoc/>
    public string Options { get; init; } = "Kernel";

    /// <summary>What the sum starts with.</summary>
    public string Start { get; init; } = "0f";

    public string Accumulator { get; init; } = "";

    /// <summary>The factors of a row: a row for each sample, one factor a term.</summary>
    public (string Name, int Stride, int Length) Left { get; init; }

    /// <summary>The matrix whose rows are multiplied by them.</summary>
    public (string Name, int Stride) Right { get; init; }

    /// <summary>What is done with the sum.</summary>
    public EquatableArray<string> Stores { get; init; } = EquatableArray<string>.Empty;

    /// <summary>Whether a row is one vector where vectors are widest: it then ends in the row after it, of which nothing is stored.</summary>
    public bool EndsBeyond { get; init; }

    /// <summary>The floats of the widest vectors that are beyond the end of a row for which <see cref="EndsBeyond"/> saves a vector; 0 for other rows.</summary>
    public static int FloatsBeyond(int columns) => columns is > 8 and < 16 ? 16 - columns : 0;

    /// <summary>Whether all terms are written out.</summary>
    public static bool Fits(int terms, int columns) => terms <= Longest && columns <= Longest;

    /// <summary>A vector of a tensor's row, as an expression.</summary>
    public static string Load(Tensor tensor, string column) => $"V.Load({tensor.Name}, i * {tensor.Stride} + {column})";

    /// <summary>Opens a loop over the vectors of a row. The last one overlaps the one before where some width does not divide the row.</summary>
    public static SourceWriter.Block OpenColumns(SourceWriter writer, string column, int count, bool endsBeyond = false)
    {
        if (count % OperationPrinter.WidestVector(count) == 0)
        {
            return writer.Open($"for (int {column} = 0; {column} < {count}; {column} += V.Count)");
        }
        SourceWriter.Block block = writer.Open($"for (int right = 0; right < {count}; right += V.Count)");
        writer.Line(endsBeyond ? $"int {column} = Math.Max(0, Math.Min(right, {count} - V.Count));" : $"int {column} = Math.Min(right, {count} - V.Count);");
        return block;
    }

    /// <summary>Where such a vector is stored, as an argument.</summary>
    public static string Destination(string name, Tensor tensor, string column, string vector = "V") =>
        $"{name}.Slice(i * {tensor.Stride}{(column == "0" ? "" : $" + {column}")}, {vector}.Count)";

    /// <summary>Prints a method for all samples.</summary>
    /// <param name="printer">What prints.</param>
    /// <param name="options">Whether the method is compiled on its own or into its callers.</param>
    public string Print(OperationPrinter printer, string options) =>
        Print(printer, options, Vector, [.. Arguments, new("int n", "n")], "0", "n");

    /// <inheritdoc/>
    public string PrintRange(OperationPrinter printer, string from, string to) =>
        Print(printer, Options, "V", [.. Arguments.Select(static argument => argument with { Value = argument.Name }), new("int from", from), new("int to", to)], "from", "to");

    /// <summary>Prints the same method, and returns its call by a pass for few samples.</summary>
    public string PrintFew(OperationPrinter printer, string samples) =>
        Print(printer, Options, Vector, [.. Arguments, new("int from", "0"), new("int to", samples)], "from", "to");

    private string Vector => EndsBeyond ? "V" : OperationPrinter.Vector(Columns.Count);

    private string Print(OperationPrinter printer, string options, string vector, Argument[] arguments, string from, string to)
    {
        string signature = string.Join(", ", arguments.Select(static argument => argument.Declaration));
        return printer.Call(Layer, Name, vector, arguments, final =>
        {
            SourceWriter writer = new();
            writer.Line($"// {Formula}").Line($"[MethodImpl({options})]");
            using (writer.Open($"private static void {final}<V>({signature}) where V : struct, ISimd<V>"))
            {
                foreach (string line in Prologue)
                {
                    writer.Line(line).Line();
                }
                using (OpenRows(writer, from, to))
                {
                    writer.Line($"ref readonly float left = ref {Left.Name}.Slice(i * {Left.Stride}, {Left.Length})[0], rows = ref {Right.Name}.Slice({Columns.Index}, {(Left.Length - 1) * Right.Stride} + V.Count)[0];").Line();
                    PrintSum(writer);
                    foreach (string line in Stores)
                    {
                        writer.Line(line);
                    }
                }
            }
            return writer.ToString();
        }, (this, options, from));
    }

    // A single column needs no loop; the compiler would not see that.
    private SourceWriter.Block OpenRows(SourceWriter writer, string from, string to)
    {
        string rows = $"for (int i = {from}; i < {to}; i++)";
        if (Columns.Count > 1)
        {
            writer.Line(rows);
            return OpenColumns(writer, Columns.Index, Columns.Count, EndsBeyond);
        }
        SourceWriter.Block block = writer.Open(rows);
        writer.Line($"const int {Columns.Index} = 0;");
        return block;
    }

    // A long sum in parts, since each addition to one waits for the one before it.
    private void PrintSum(SourceWriter writer)
    {
        int parts = Left.Length >= 8 ? 4 : Left.Length >= 4 ? 2 : 1;
        string Part(int part) => part == 0 ? Accumulator : Accumulator + (char)('a' + part);
        writer.Line($"V {string.Join(", ", Enumerable.Range(0, parts).Select(part => $"{Part(part)} = {(part == 0 ? Start : "0f")}"))};");
        int written = Left.Length <= Longest ? 0 : Left.Length / parts * parts;
        if (written > 0)
        {
            using (writer.Open($"for (int k = 0; k < {written}; k += {parts})"))
            {
                for (int part = 0; part < parts; part++)
                {
                    writer.Line(part == 0
                        ? $"{Accumulator} = V.MultiplyAddUnsafe(in left, k, in rows, k * {Right.Stride}, {Accumulator});"
                        : $"{Part(part)} = V.MultiplyAddUnsafe(in left, k + {part}, in rows, (k + {part}) * {Right.Stride}, {Part(part)});");
                }
            }
        }
        for (int term = written; term < Left.Length; term++)
        {
            string sum = Part(term % parts);
            writer.Line($"{sum} = V.MultiplyAddUnsafe(in left, {term}, in rows, {term * Right.Stride}, {sum});");
        }
        if (parts > 1)
        {
            writer.Line($"{Accumulator} = {(parts == 2 ? $"{Part(0)} + {Part(1)}" : $"({Part(0)} + {Part(1)}) + ({Part(2)} + {Part(3)})")};");
        }
    }

    // Nearly always enough to tell two of them apart.
    public override int GetHashCode() => Name.GetHashCode();
}
