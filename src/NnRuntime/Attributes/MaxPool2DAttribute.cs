namespace NnGen;

/// <summary>Adds a layer on images that computes the maximum of each window.</summary>
/// <remarks>Shape: [channels, height, width] → [channels, ⌊(height + 2·padding − size) / stride⌋ + 1, the same for the width]. Padding is never
/// the maximum, and NaN always is. Of equal pixels, the first, row by row, receives the gradient.</remarks>
/// <param name="size">Number of rows and columns of the window, at least 1.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class MaxPool2DAttribute(int size) : Attribute
{
    /// <summary>Gets the number of rows and columns of the window.</summary>
    public int Size { get; } = size;

    /// <summary>Gets or sets the number of pixels by which the window moves, down and to the right; by default the size of the window, so that windows do not overlap.</summary>
    public int Stride { get; set; } = size;

    /// <summary>Gets or sets the number of rows and columns on each side of the image that the window may cover, at most half the size of the window.</summary>
    public int Padding { get; set; }
}
