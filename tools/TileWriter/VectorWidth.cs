namespace TileWriter;

/// <summary>A vector width, and in what it differs from the others.</summary>
/// <param name="Bits">The bits of a vector.</param>
/// <param name="Rows">The expression of the rows of Tile8x2.</param>
internal sealed record VectorWidth(int Bits, string Rows)
{
    /// <summary>Name of the struct.</summary>
    public string Name => $"V{Bits}";

    /// <summary>Name of the struct of half the width.</summary>
    public string Half => $"V{Bits / 2}";

    /// <summary>Floats of a vector.</summary>
    public int Count => Bits / 32;

    /// <summary>Whether a wider vector is made of two of this one.</summary>
    public bool IsHalf => Bits < 512;

    /// <summary>How two vectors are interleaved; the methods of a width without it, which has no narrower one to use, are written by hand.</summary>
    public Interleaved? Interleaved { get; init; }
}

/// <summary>Instructions that interleave two whole vectors.</summary>
/// <param name="Supported">The condition under which the processor has them.</param>
/// <param name="Even">The lanes with even indices of both.</param>
/// <param name="Odd">The lanes with odd indices of both.</param>
/// <param name="Lower">The lanes of the lower halves in turn.</param>
/// <param name="Upper">The lanes of the upper halves in turn.</param>
internal sealed record Interleaved(string Supported, string Even, string Odd, string Lower, string Upper);
