using NnGenerator.Emission;

namespace NnGenerator.Kernels;

/// <summary>The text of a product that is small enough to be written out: a vector of the result in registers, and a line for each term of
/// its sum. <see cref="ProductPrinter"/> prints the larger ones.</summary>
internal sealed class UnrolledPrinter(string name, string formula)
{
    // Longer sums are as fast in a loop, and the compiler gives up on methods of thousands of lines.
    private const int Longest = 32;

    public int Layer { get; init; }

    public IReadOnlyList<Argument> Arguments { get; init; } = [];

    public IReadOnlyList<string> Prologue { get; init; } = [];

    /// <summary>The column index and the number of columns.</summary>
    public (string Index, int Count) Columns { get; init; }

    /// <summary>What the sum starts with; null for nothing.</summary>
    public string? Start { get; init; }

    public string Accumulator { get; init; } = "";

    /// <summary>The factors of a row: a row for each sample, one factor a term.</summary>
    public (string Name, int Stride, int Length) Left { get; init; }

    /// <summary>The matrix whose rows are multiplied by them.</summary>
    public (string Name, int Stride) Right { get; init; }

    /// <summary>What is done with the sum.</summary>
    public IReadOnlyList<string> Stores { get; init; } = [];

    public static bool Fits(int terms, int columns) => terms <= Longest && columns <= Longest;

    /// <summary>A vector of an operand's row, as an expression.</summary>
    public static string Load(Operand operand, string column) => $"V.Load({operand.Name}, i * {operand.Stride} + {column})";

    /// <summary>Where such a vector is stored, as an argument.</summary>
    public static string Destination(string name, Operand operand, string column) => $"{name}.Slice(i * {operand.Stride} + {column}, V.Count)";

    public string Print(KernelPrinter printer)
    {
        Argument[] arguments = [.. Arguments, new("int n", "n")];
        string signature = string.Join(", ", arguments.Select(static argument => argument.Declaration));
        return printer.Call(Layer, name, KernelPrinter.Vector(Columns.Count), arguments, final =>
        {
            SourceWriter writer = new();
            writer.Line($"// {formula}").Line("[MethodImpl(Kernel)]");
            using (writer.Open($"private static void {final}<V>({signature}) where V : struct, ISimd<V>"))
            {
                foreach (string line in Prologue)
                {
                    writer.Line(line).Line();
                }
                writer.Line("for (int i = 0; i < n; i++)");
                using (writer.Open($"for (int right = 0; right < {Columns.Count}; right += V.Count)"))
                {
                    writer.Line($"int {Columns.Index} = Math.Min(right, {Columns.Count} - V.Count);");
                    writer.Line($"ReadOnlySpan<float> left = {Left.Name}.Slice(i * {Left.Stride}, {Left.Length}), rows = {Right.Name}.Slice({Columns.Index}, {(Left.Length - 1) * Right.Stride} + V.Count);").Line();
                    PrintSum(writer);
                    foreach (string line in Stores)
                    {
                        writer.Line(line);
                    }
                }
            }
            return writer.ToString();
        });
    }

    // A long sum in parts, since each addition to one waits for the one before it.
    private void PrintSum(SourceWriter writer)
    {
        int parts = Left.Length >= 8 ? 4 : Left.Length >= 4 ? 2 : 1;
        string Part(int part) => part == 0 ? Accumulator : Accumulator + (char)('a' + part);
        if (Start is not null)
        {
            writer.Line($"V {Accumulator} = {Start};");
        }
        for (int term = 0; term < Left.Length; term++)
        {
            string sum = Part(term % parts), right = $"V.Load(rows, {term * Right.Stride})";
            bool first = term < parts && (term > 0 || Start is null);
            writer.Line(first ? $"V {sum} = left[{term}] * {right};" : $"{sum} = V.MultiplyAdd(left[{term}], {right}, {sum});");
        }
        if (parts > 1)
        {
            writer.Line($"{Accumulator} = {(parts == 2 ? $"{Part(0)} + {Part(1)}" : $"({Part(0)} + {Part(1)}) + ({Part(2)} + {Part(3)})")};");
        }
    }
}
