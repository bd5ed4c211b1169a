using NnGenerator.Infrastructure;
using NnGenerator.Shapes;
using NnGenerator.Text;

namespace NnGenerator.Printing;

/// <summary>The one text of a matrix product: blocks of the result over register tiles, the sum over the inner index inside, and what is
/// done with a block before it is stored.</summary>
/// <remarks>The same text serves the forward product, both backward products, every tile and every vector width; they differ in what is
/// row, column and inner index.</remarks>
internal sealed record ProductPrinter(string Name, string Formula)
{
    // A matrix of at least this many floats may be prefetched; the tile decides.
    private const int Prefetched = 16_384;

    // Large matrices with rows of at least this many floats go through the product panel by panel.
    private const int PanelColumns = 64;

    // The columns of the widest block, eight vectors, where vectors are narrow and where they are wide.
    private const int SingleBlock = 64, WidestBlock = 128;

    // With fewer terms or columns, a tile is not faster than its rows one after the other.
    private const int FewestTerms = 8, FewestColumns = 8;

    /// <summary>The samples that fill a tile. Tiles that hold one vector of each are faster only where more of them follow each other.</summary>
    public static int FewestSamples(int columns) => columns == 8 ? 12 : 4;

    /// <summary>Whether tiles are faster than rows whose terms are written out.</summary>
    public static bool Fits(int terms, int columns) => terms >= FewestTerms && columns >= FewestColumns;

    /// <summary>Whether a matrix is so large that a product takes it panel by panel.</summary>
    public static bool TakesPanels(int rows, int columns) => columns >= PanelColumns && (long)rows * columns >= ParameterBlock.Large;

    public int Layer { get; init; }

    public EquatableArray<Argument> Arguments { get; init; } = EquatableArray<Argument>.Empty;

    public EquatableArray<string> Prologue { get; init; } = EquatableArray<string>.Empty;

    /// <summary>The row index and the number of rows; null means the samples of the batch.</summary>
    public (string Index, int? Count) Rows { get; init; }

    public (string Index, int Count) Columns { get; init; }

    /// <summary>A range of the gradients as arguments, if only rows of the result are wanted that are in it.</summary>
    public EquatableArray<Argument> Range { get; init; } = EquatableArray<Argument>.Empty;

    /// <summary>Where the result begins among the gradients.</summary>
    public int Offset { get; init; }

    /// <summary>The number of terms of the sum; null means the samples of the batch, which may be none.</summary>
    public int? Terms { get; init; }

    public string Start { get; init; } = "default";

    public string Accumulator { get; init; } = "";

    /// <summary>What the inner loop adds to an element of a block, for the comment beside it.</summary>
    public string Sum { get; init; } = "";

    /// <summary>The factors of the rows, and the floats from one sample to the next.</summary>
    public (string Name, int Stride) Left { get; init; }

    /// <summary>The matrix whose rows are multiplied by them, and the floats from one row to the next.</summary>
    public (string Name, int Step) Right { get; init; }

    /// <summary>Whether panels are copied from a matrix that has a row for each column of the sum.</summary>
    public bool IsTransposed { get; init; }

    /// <summary>Where the sums of a block wait while they are not complete, and the floats from one row to the next.</summary>
    public (string From, int Stride) Partial { get; init; }

    public EquatableArray<string> Stores { get; init; } = EquatableArray<string>.Empty;

    /// <summary>Prints the method for the rows that fill no tile; null where a row of eight vectors serves them.</summary>
    public IRowRangePrinter? SingleRows { get; init; }

    /// <summary>Statements after the product, once for all blocks.</summary>
    public EquatableArray<string> Epilogue { get; init; } = EquatableArray<string>.Empty;

    // Whether a row is a single vector where vectors are as wide as it.
    private bool IsNarrow => Range.Count == 0 && Columns.Count is 8 or 16;

    // Whether blocks of three of the widest vectors fill a row with fewer vectors than blocks of two.
    private bool FitsThreeVectors => 3 * ((Columns.Count + 47) / 48) < 2 * ((Columns.Count + 31) / 32);

    public string Print(OperationPrinter printer)
    {
        bool needsSamples = Rows.Count is null || Terms is null || Epilogue.Any(static line => line.Contains(" n"));
        Argument[] arguments = needsSamples ? [.. Arguments, new("int n", "n")] : [.. Arguments];
        string signature = string.Join(", ", arguments.Select(static argument => argument.Declaration));
        string passed = string.Join(", ", arguments.Select(static argument => argument.Name));
        string vector = OperationPrinter.Vector(Columns.Count);
        bool generic = vector != "V1";

        string range = string.Concat(Range.Select(static argument => $", {argument.Declaration}"));
        return printer.Call(Layer, Name, generic ? vector : null, [.. arguments, .. Range], final =>
        {
            SourceWriter writer = new();
            writer.Line($"// {Formula}");
            if (SingleRows?.Options == OperationPrinter.Inline)
            {
                writer.Line("[MethodImpl(Kernel)]");
            }
            using (writer.Open($"private static void {final}{(generic ? "<V>" : "")}({signature}{range}){(generic ? " where V : struct, ISimd<V>" : "")}"))
            {
                string type = generic ? "V" : "V1";
                string start = "0", end = Rows.Count is { } rows ? CSharpLiteral.Integer(rows) : "n";
                if (Range.Count > 0)
                {
                    writer.Line($"(int start, int tiles, int fours, int end) = Tiling.Part<{type}>(from, to, {CSharpLiteral.GroupedInteger(Offset)}, {end}, {CSharpLiteral.Integer(Columns.Count)});");
                    (start, end) = ("start", "end");
                }
                else
                {
                    writer.Line($"(int tiles, int fours) = Tiling.Split<{type}>({end});");
                }
                string wide = $"{final}Blocks<Tile8x2<{type}>>({passed}, {start}, tiles);";
                if (IsNarrow)
                {
                    if (SingleRows is not null)
                    {
                        writer.Line($"if (V.Count == {Columns.Count}) fours = tiles;   // a row is one vector");
                    }
                    writer.Line($"if (tiles > {start} && V.Count == {Columns.Count}) {final}Blocks<Tile8x1<V>>({passed}, {start}, tiles);");
                    writer.Line($"else if (tiles > {start}) {wide}");
                }
                else if (FitsThreeVectors)
                {
                    writer.Line($"if (tiles > {start} && Tiling.Fits8x3<{type}>({Columns.Count})) {final}Blocks<Tile8x3<{type}>>({passed}, {start}, tiles);");
                    writer.Line($"else if (tiles > {start}) {wide}");
                }
                else
                {
                    writer.Line($"if (tiles > {start}) {wide}");
                }
                writer.Line($"if (fours > tiles) {final}Blocks<Tile4x4<{type}>>({passed}, tiles, fours);");
                writer.Line($"if (fours < {end}) {SingleRows?.PrintRange(printer, "fours", "n") ?? $"{final}Blocks<Tile1x8<{type}>>({passed}, fours, {end});"}");
                foreach (string line in Epilogue)
                {
                    writer.Line(line);
                }
            }
            writer.Line();
            writer.Line("[MethodImpl(Kernel)]");
            using (writer.Open($"private static void {final}Blocks<T>({signature}, int from, int to) where T : struct, ITile<T>"))
            {
                foreach (string line in Prologue)
                {
                    writer.Line(line);
                }
                writer.Line(Columns.Count > SingleBlock && Columns.Count % WidestBlock != 0 ? $"int width = Tiling.Width<T>({Columns.Count});" : $"int width = Math.Min(T.Columns, {Columns.Count});");
                if (IsLarge)
                {
                    PrintPanels(writer);
                }
                else
                {
                    PrintBlocks(writer);
                }
            }
            return writer.ToString();
        }, this);
    }

    private bool IsLarge => TakesPanels(Terms ?? Rows.Count ?? 0, Columns.Count);

    private void PrintBlocks(SourceWriter writer)
    {
        writer.Line($"for (int right = 0; right < {Columns.Count}; right += width)");
        using (writer.Open($"for (int {Rows.Index} = from; {Rows.Index} < to; {Rows.Index} += T.Rows)"))
        {
            writer.Line($"int {Columns.Index} = Math.Min(right, {Columns.Count} - width);");
            writer.Line($"T {Accumulator} = {Start};");
            string some = Terms is null ? "if (n > 0) " : "", terms = Terms is { } literal ? CSharpLiteral.Integer(literal) : "n";
            string prefetch = (long)Right.Step * Terms >= Prefetched ? ", prefetch: true" : "";
            string left = Terms is null ? $"{Left.Name}[{Rows.Index}..], 1, {Left.Stride}" : $"{Left.Name}[({Rows.Index} * {Left.Stride})..], {Left.Stride}, 1";
            writer.Line($"{some}{Accumulator}.MultiplyAccumulate({left}, {Right.Name}[{Columns.Index}..], {Right.Step}, width, {terms}{prefetch});   // {Sum}");
            PrintStores(writer);
        }
    }

    // Panel by panel: sums that are not complete wait where the result will be.
    private void PrintPanels(SourceWriter writer)
    {
        string panels = Terms is not { } depth
            ? $"new GradientPanels({Left.Name}, {Left.Stride}, {Right.Name}, {Right.Step}, {Columns.Count}, width, T.Rows, n, from, to, GradientPanels.ArePacked(n) ? stackalloc float[GradientPanels.Length] : default)"
            : IsTransposed ? $"MatrixPanels.Transposed({Right.Name}, {depth}, width, from, to, stackalloc float[MatrixPanels.Length])"
            : $"new MatrixPanels({Right.Name}, {Columns.Count}, width, from, to, MatrixPanels.ArePacked(to - from) ? stackalloc float[MatrixPanels.Length] : default)";
        (string some, string factors) = Terms is null
            ? ("if (n > 0) ", $"panels.Left({Rows.Index}), 1, panels.LeftStride, panels.Right, panels.RightStride, width, panels.Samples")
            : ("", $"{Left.Name}[({Rows.Index} * {Left.Stride} + panels.Term)..], {Left.Stride}, 1, panels.Rows, panels.Stride, width, panels.Terms");

        writer.Line($"var panels = {panels};");
        writer.Line("while (panels.MoveNext())");
        using (writer.Open($"for (int {Rows.Index} = panels.From; {Rows.Index} < panels.To; {Rows.Index} += T.Rows)"))
        {
            writer.Line($"int {Columns.Index} = panels.Column;");
            writer.Line($"T {Accumulator} = panels.AreFirst ? {Start} : T.Load({Partial.From}, {Partial.Stride}, width);");
            writer.Line($"{some}{Accumulator}.MultiplyAccumulate({factors});   // {Sum}");
            if (Terms is not null)
            {
                using (writer.Open("if (!panels.AreLast)"))
                {
                    writer.Line($"{Accumulator}.Store({Partial.From}, {Partial.Stride}, width);");
                    writer.Line("continue;");
                }
            }
            PrintStores(writer);
        }
    }

    private void PrintStores(SourceWriter writer)
    {
        foreach (string line in Stores)
        {
            writer.Line(line);
        }
    }

    // Nearly always enough to tell two of them apart.
    public override int GetHashCode() => Name.GetHashCode();
}
