using System.ComponentModel;

namespace NnRuntime.Numerics;

/// <summary>How a square window moves over the planes of an image.</summary>
/// <param name="Channels">Planes of a sample.</param>
/// <param name="Height">Rows of a plane.</param>
/// <param name="Width">Columns of a plane.</param>
/// <param name="Size">Rows and columns of the window.</param>
/// <param name="Stride">Steps of the window in both directions.</param>
/// <param name="Padding">Rows and columns around the plane that the window may cover.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct PoolWindow(int Channels, int Height, int Width, int Size, int Stride, int Padding)
{
    /// <summary>Rows of the result.</summary>
    public int OutputHeight => ((Height + (2 * Padding) - Size) / Stride) + 1;

    /// <summary>Columns of the result.</summary>
    public int OutputWidth => ((Width + (2 * Padding) - Size) / Stride) + 1;

    /// <summary>Whether no pixel is in two windows.</summary>
    public bool IsDisjoint => Stride >= Size;

    /// <summary>The part of a window that lies on a line of <paramref name="length"/> pixels, and where the whole window starts.</summary>
    public (int Start, int From, int To) Clip(int output, int length)
    {
        int start = (output * Stride) - Padding;
        return (start, Math.Max(start, 0), Math.Min(start + Size, length));
    }
}
