using NnGenerator.Text;

namespace NnGenerator.Printing;

/// <summary>A method whose rows (filters or channels of a convolution) are shared among register tiles: the largest first, the rest by
/// smaller ones. The loops are the caller's.</summary>
internal sealed class TilePrinter(string name, string formula)
{
    public int Layer { get; init; }

    public IReadOnlyList<Argument> Arguments { get; init; } = [];

    public int Rows { get; init; }

    /// <summary>Floats of a run of columns, as an expression, where tiles of three vectors may fill it better than those of two.</summary>
    public string? Run { get; init; }

    /// <summary>Whether the text mentions the vector <c>V</c> besides the tile.</summary>
    public bool TakesVector { get; init; }

    /// <summary>Writes what computes the rows from <c>from</c> up to <c>to</c> with tiles of type <c>T</c>.</summary>
    public Action<SourceWriter> Body { get; init; } = static _ => { };

    /// <summary>Adds the method and returns the statement that calls it.</summary>
    /// <param name="printer">Where the method goes.</param>
    /// <param name="columns">The columns of the result where samples are computed one by one; side by side they fill every vector.</param>
    public string Print(OperationPrinter printer, int columns)
    {
        string narrow = OperationPrinter.Vector(columns);
        return narrow == "V" ? Print(printer, "V") : $"if (lanes == 1) {Print(printer, narrow)}\nelse {Print(printer, "V")}";
    }

    /// <summary>Adds the method and returns the statement that calls it with vectors of one type.</summary>
    public string Print(OperationPrinter printer, string vector)
    {
        string signature = string.Join(", ", Arguments.Select(static argument => argument.Declaration));
        string passed = string.Join(", ", Arguments.Select(static argument => argument.Name));
        string also = TakesVector ? ", V" : "", where = TakesVector ? " where V : struct, ISimd<V>" : "";
        return printer.Call(Layer, name, vector, Arguments, final =>
        {
            SourceWriter writer = new();
            writer.Line($"// {formula}");
            using (writer.Open($"private static void {final}<V>({signature}) where V : struct, ISimd<V>"))
            {
                writer.Line($"(int tiles, int sixes, int fours) = Tiling.Filters<V>({Rows});");
                string tiles = $"if (tiles > 0) {final}Blocks<Tile8x2<V>{also}>({passed}, 0, tiles);";
                if (Run is not null && Rows >= 8)
                {
                    writer.Line($"if (tiles > 0 && Tiling.Fits8x3<V>({Run})) {final}Blocks<Tile8x3<V>{also}>({passed}, 0, tiles);");
                    tiles = "else " + tiles;
                }
                writer.Line(tiles);
                writer.Line($"if (sixes > tiles) {final}Blocks<Tile6x2<V>{also}>({passed}, tiles, sixes);");
                writer.Line($"if (fours > sixes) {final}Blocks<Tile4x4<V>{also}>({passed}, sixes, fours);");
                writer.Line($"if (fours < {Rows}) {final}Blocks<Tile1x8<V>{also}>({passed}, fours, {Rows});");
            }
            writer.Line().Line("[MethodImpl(Kernel)]");
            using (writer.Open($"private static void {final}Blocks<T{also}>({signature}, int from, int to) where T : struct, ITile<T>{where}"))
            {
                Body(writer);
            }
            return writer.ToString();
        });
    }
}
