using NnGenerator.Infrastructure;
using NnGenerator.Text;

namespace NnGenerator.Printing;

/// <summary>The text of a product with one column. Its weights are contiguous, so vectors run along the sum, and their lanes are added up
/// at the end.</summary>
internal sealed record DotPrinter(string Name, string Formula)
{
    // Sums from here on are made in parts, since each addition to one waits for the one before it.
    private const int Long = 128, Parts = 4;

    // Fewer terms fill no vector of any machine.
    private const int Shortest = 4;

    public int Layer { get; init; }

    public EquatableArray<Argument> Arguments { get; init; } = EquatableArray<Argument>.Empty;

    public EquatableArray<string> Prologue { get; init; } = EquatableArray<string>.Empty;

    /// <summary>What the sum starts with.</summary>
    public string Start { get; init; } = "0f";

    public string Accumulator { get; init; } = "";

    /// <summary>The factors of a sample: name, distance of two samples, number.</summary>
    public (string Name, int Stride, int Length) Left { get; init; }

    /// <summary>What they are multiplied by.</summary>
    public string Right { get; init; } = "";

    /// <summary>What is done with the sum, a vector of one lane.</summary>
    public EquatableArray<string> Stores { get; init; } = EquatableArray<string>.Empty;

    public static bool Fits(int terms, int columns) => terms >= Shortest && columns == 1;

    public string Print(OperationPrinter printer, string options)
    {
        Argument[] arguments = [.. Arguments, new("int n", "n")];
        return printer.Call(Layer, Name, OperationPrinter.Vector(Left.Length), arguments, final =>
        {
            SourceWriter writer = new();
            writer.Line($"// {Formula}").Line($"[MethodImpl({options})]");
            using (writer.Open($"private static void {final}<V>({string.Join(", ", arguments.Select(static argument => argument.Declaration))}) where V : struct, ISimd<V>"))
            {
                foreach (string line in Prologue)
                {
                    writer.Line(line).Line();
                }
                using (writer.Open("for (int i = 0; i < n; i++)"))
                {
                    writer.Line($"ReadOnlySpan<float> left = {Left.Name}.Slice(i * {Left.Stride}, {Left.Length});").Line();
                    PrintSum(writer);
                    foreach (string line in Stores)
                    {
                        writer.Line(line);
                    }
                }
            }
            return writer.ToString();
        }, (this, options));
    }

    private void PrintSum(SourceWriter writer)
    {
        int terms = Left.Length;
        bool isWhole = terms % OperationPrinter.WidestVector(terms) == 0, isLong = terms >= Long;
        string[] sums = [.. Enumerable.Range(0, isLong ? Parts : 1).Select(static part => part == 0 ? "sums" : "sums" + (char)('a' + part))];
        writer.Line($"V {string.Join(", ", sums.Select(static sum => $"{sum} = 0f"))};");
        if (isLong || !isWhole)
        {
            writer.Line("int k = 0;");
        }
        if (isLong)
        {
            using (writer.Open($"for (; k <= {terms} - {Parts} * V.Count; k += {Parts} * V.Count)"))
            {
                for (int part = 0; part < Parts; part++)
                {
                    string at = part == 0 ? "k" : part == 1 ? "k + V.Count" : $"k + {part} * V.Count";
                    writer.Line($"{sums[part]}.AddProduct(V.Load(left, {at}), V.Load({Right}, {at}));");
                }
            }
            writer.Line("sums = (sums + sumsb) + (sumsc + sumsd);");
        }
        using (writer.Open(isLong || !isWhole ? $"for (; k <= {terms} - V.Count; k += V.Count)" : $"for (int k = 0; k < {terms}; k += V.Count)"))
        {
            writer.Line($"sums.AddProduct(V.Load(left, k), V.Load({Right}, k));");
        }
        writer.Line($"V1 {Accumulator} = {Start} + V.Sum(sums);");
        if (!isWhole)
        {
            using (writer.Open($"for (; k < {terms}; k++)"))
            {
                writer.Line($"{Accumulator} = V1.MultiplyAdd(left[k], {Right}[k], {Accumulator});");
            }
        }
    }

    // Nearly always enough to tell two of them apart.
    public override int GetHashCode() => Name.GetHashCode();
}
