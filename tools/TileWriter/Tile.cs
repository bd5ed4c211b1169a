namespace TileWriter;

/// <summary>A tile of rows × vectors, and in what it differs from the others.</summary>
/// <param name="Rows">Rows of the block.</param>
/// <param name="Vectors">Vectors of a row.</param>
/// <param name="Summary">What the block is for.</param>
internal sealed record Tile(int Rows, int Vectors, string Summary)
{
    /// <summary>Name of the struct.</summary>
    public string Name => $"Tile{Rows}x{Vectors}";

    /// <summary>Further documentation, or empty.</summary>
    public string Remarks { get; init; } = "";

    /// <summary>Rows where there are 16 vector registers: either these or the vectors may be fewer.</summary>
    public int FewRows { get; init; } = Rows;

    /// <summary>Vectors of a row where there are 16 vector registers.</summary>
    public int FewVectors { get; init; } = Vectors;

    /// <summary>Whether a method computes the columns of its vectors before it uses them, instead of at each use.</summary>
    public bool ComputesColumnsOnce { get; init; }

    /// <summary>Under which condition the rows of a large matrix are prefetched; empty if they never are.</summary>
    public string Prefetches { get; init; } = "";
}
