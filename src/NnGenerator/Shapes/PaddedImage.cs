namespace NnGenerator.Shapes;

/// <summary>An image padded with zeros, as a convolution reads it; the runtime's struct of the same name, which says what the stride is for.</summary>
internal sealed record PaddedImage(int Channels, int Height, int Width, int Vertical = 0, int Left = 0, int Right = 0, int Stride = 1)
{
    public int Rows => Height + (2 * Vertical);

    public int Phase => (Left + Width + Right + Stride - 1) / Stride;

    public int RowLength => Stride * Phase;

    public int Length => Channels * Rows * RowLength;

    /// <summary>Whether the memory is that of the image without padding.</summary>
    public bool IsPlain => Vertical == 0 && Left == 0 && Right == 0 && Stride == 1;

    public string Text => $"new PaddedImage({Channels}, {Height}, {Width}, {Vertical}, {Left}, {Right}, {Stride})";

    public static PaddedImage Plain(Shape shape) => shape.Rank == 3 ? new(shape.Dimensions[0], shape.Dimensions[1], shape.Dimensions[2]) : new(1, 1, (int)shape.Length);

    /// <summary>Index of a pixel of the padded image; row and column count from its corner.</summary>
    public int Padded(int channel, int row, int column) => (((channel * Rows) + row) * RowLength) + (column % Stride * Phase) + (column / Stride);

    /// <summary>Index of a pixel of the image itself, by its number without padding.</summary>
    public int Pixel(int number) => Pixel(number / Width / Height, number / Width % Height, number % Width);

    /// <summary>Index of a pixel of the image itself.</summary>
    public int Pixel(int channel, int row, int column) => Padded(channel, row + Vertical, column + Left);
}
