using NnGenerator.Infrastructure;
using NnGenerator.Text;

namespace NnGenerator.Printing;

/// <summary>The text of a product with a large matrix for the samples that fill no tile of <see cref="ProductPrinter"/>: its rows are added up
/// in the rows of the result.</summary>
internal sealed record MatrixVectorPrinter(string Name, string Formula) : IRowRangePrinter
{
    // Up to a block of eight vectors a row is read whole by blocks as well, and up to some more they are faster while the matrix stays in the
    // second cache.
    private const int Block = 128, Wide = 256, Large = 65_536, Far = 262_144;

    public int Layer { get; init; }

    /// <inheritdoc/>
    public string Options => "Kernel";

    public EquatableArray<Argument> Arguments { get; init; } = EquatableArray<Argument>.Empty;

    public EquatableArray<string> Prologue { get; init; } = EquatableArray<string>.Empty;

    /// <summary>What the sums of a row start with; null means zero.</summary>
    public string? Start { get; init; }

    /// <summary>The factors of a row: a row for each sample, one factor a term.</summary>
    public (string Name, int Stride) Left { get; init; }

    /// <summary>The matrix whose rows are multiplied by them.</summary>
    public string Right { get; init; } = "";

    /// <summary>What is added to a sum, for the comment beside it.</summary>
    public string Sum { get; init; } = "";

    /// <summary>The rows in which the sums are made, their distance and the floats of each.</summary>
    public (string Name, int Stride, int Length) Sums { get; init; }

    /// <summary>What the sums of a row are called when they are complete, and what is done with them.</summary>
    public (string Name, EquatableArray<string> Statements) Complete { get; init; } = ("", EquatableArray<string>.Empty);

    /// <summary>Whether the matrix is so large and its rows so long that this is faster; measured on vectors of 512 and of 256 bits.</summary>
    public static bool Fits(int terms, int columns) =>
        (long)terms * columns >= (columns >= Wide ? Large : Far) && columns > Block;

    /// <inheritdoc/>
    public string PrintRange(OperationPrinter printer, string from, string to)
    {
        Argument[] arguments = [.. Arguments.Select(static argument => argument with { Value = argument.Name }), new("int from", from), new("int to", to)];
        return printer.Call(Layer, Name, "V", arguments, final =>
        {
            SourceWriter writer = new();
            writer.Line($"// {Formula}").Line("[MethodImpl(Kernel)]");
            using (writer.Open($"private static void {final}<V>({string.Join(", ", arguments.Select(static argument => argument.Declaration))}) where V : struct, ISimd<V>"))
            {
                foreach (string line in Prologue)
                {
                    writer.Line(line).Line();
                }
                string row = $"{Sums.Name}.Slice(i * {Sums.Stride}, {Sums.Length})";
                writer.Line($"for (int i = from; i < to; i++) {(Start is null ? $"{row}.Clear()" : $"{Start}.CopyTo({row})")};");
                writer.Line($"MatrixVector.AddProducts<V>({Left.Name}[(from * {Left.Stride})..], {Left.Stride}, {Right}, {Sums.Name}[(from * {Sums.Stride})..], {Sums.Stride}, {Sums.Length}, to - from);   // {Sum}");
                if (Complete.Statements.Count > 0)
                {
                    using (writer.Open("for (int i = from; i < to; i++)"))
                    {
                        writer.Line($"Span<float> {Complete.Name} = {row};");
                        foreach (string line in Complete.Statements)
                        {
                            writer.Line(line);
                        }
                    }
                }
            }
            return writer.ToString();
        }, this);
    }

    // Nearly always enough to tell two of them apart.
    public override int GetHashCode() => Name.GetHashCode();
}
