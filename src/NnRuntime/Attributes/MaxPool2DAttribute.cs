namespace NnGen;

/// <summary>A layer on images: the maximum of each window.</summary>
/// <remarks>Shape: [channels, height, width] → [channels, ⌊(height + 2·padding − size) / stride⌋ + 1, the same of the width]. Padding never
/// wins, and NaN always does. Of equal pixels the first, row by row, gets the gradient.</remarks>
/// <param name="size">Rows and columns of the window, at least 1.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class MaxPool2DAttribute(int size) : Attribute
{
    /// <summary>Rows and columns of the window.</summary>
    public int Size { get; } = size;

    /// <summary>How many pixels the window moves on, down and to the right; by default its size, so that windows do not overlap.</summary>
    public int Stride { get; set; } = size;

    /// <summary>Rows and columns around the image that the window may cover, at most half its size.</summary>
    public int Padding { get; set; }
}
