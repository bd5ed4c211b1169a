namespace TileWriter;

/// <summary>The files that are printed, and what they are printed from.</summary>
internal static class PrintedFiles
{
    /// <summary>The folder of the files in the repository.</summary>
    public const string Folder = "src/NnRuntime/CompilerServices/Printed";

    /// <summary>The command that prints them, run in the root of the repository.</summary>
    public const string Command = $"dotnet run --project tools/TileWriter -- {Folder}";

    /// <summary>The first line of every file.</summary>
    public const string Header = $"// Printed by `{Command}`; change tools/TileWriter instead.";

    private const string PrefetchedBlocks = "Cache.FetchesBlocks<V>(ldb)";

    private static readonly Tile[] s_tiles =
    [
        new(1, 8, "One row of eight vectors: the block for a single sample.")
        {
            Remarks = "Each method computes the columns of its vectors once and without calls: what it calls, the first prediction waits for.",
            ComputesColumnsOnce = true,
            Prefetches = "Cache.FetchesRows<V>(ldb, depth)",
        },
        new(4, 4, "Four rows of four vectors, or of two where there are 16 vector registers: the block for a few samples.")
        {
            FewVectors = 2,
            Prefetches = PrefetchedBlocks,
        },
        new(6, 2, """Six rows of two vectors: the block for filters or channels that a <see cref="Tile8x2{V}"/> of eight rows leaves over."""),
        new(8, 1, "Eight (or six) rows of one vector: the block for many samples where no row is longer.")
        {
            FewRows = 6,
        },
        new(8, 2, "Eight (or six) rows of two vectors: the block for many samples.")
        {
            FewRows = 6,
            Prefetches = PrefetchedBlocks,
        },
        new(8, 3, """
            Eight rows of three vectors, where there are 32 vector registers: the block for rows that it fills better than a
            <see cref="Tile8x2{V}"/> does.
            """),
    ];

    private const string RowsByRegisters = "Vector512.IsHardwareAccelerated || AdvSimd.IsSupported ? 8 : 6";

    private static readonly VectorWidth[] s_widths =
    [
        new(128, RowsByRegisters),
        new(256, RowsByRegisters)
        {
            Interleaved = new(
                "Avx2.IsSupported",
                "Avx2.Permute4x64(Avx.Shuffle(a._v, b._v, 0b10_00_10_00).AsDouble(), 0b11_01_10_00).AsSingle()",
                "Avx2.Permute4x64(Avx.Shuffle(a._v, b._v, 0b11_01_11_01).AsDouble(), 0b11_01_10_00).AsSingle()",
                "Avx.Permute2x128(Avx.UnpackLow(a._v, b._v), Avx.UnpackHigh(a._v, b._v), 0x20)",
                "Avx.Permute2x128(Avx.UnpackLow(a._v, b._v), Avx.UnpackHigh(a._v, b._v), 0x31)"),
        },
        new(512, "8")
        {
            Interleaved = new(
                "Avx512F.IsSupported",
                "Avx512F.PermuteVar16x32x2(a._v, Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30), b._v)",
                "Avx512F.PermuteVar16x32x2(a._v, Vector512.Create(1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31), b._v)",
                "Avx512F.PermuteVar16x32x2(a._v, Vector512.Create(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23), b._v)",
                "Avx512F.PermuteVar16x32x2(a._v, Vector512.Create(8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31), b._v)"),
        },
    ];

    /// <summary>The names and texts of all files.</summary>
    public static IEnumerable<(string Name, string Text)> All =>
    [
        .. s_tiles.Select(static tile => ($"{tile.Name}.g.cs", TileText.Of(tile))),
        .. s_widths.Select(static width => ($"{width.Name}.g.cs", VectorWidthText.Of(width))),
    ];
}
