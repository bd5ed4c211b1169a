namespace NnGenerator.Shapes;

/// <summary>A convolution with 3×3 kernels and stride 1 in tiles of 2×2 pixels of its result, by Winograd's algorithm; the runtime's struct of the same name.</summary>
/// <param name="Channels">Channels of the image.</param>
/// <param name="Rows">Rows of the image, with the padding that is in memory.</param>
/// <param name="RowLength">Columns of the image, with their padding.</param>
/// <param name="Above">Rows of zeros above the image that are not in memory.</param>
/// <param name="Filters">Channels of the result.</param>
/// <param name="Height">Rows of the result.</param>
/// <param name="Width">Columns of the result.</param>
internal sealed record WinogradShape(int Channels, int Rows, int RowLength, int Above, int Filters, int Height, int Width)
{
    private const int Products = 16, ColumnsAtATime = 64, Gap = 16;

    // With fewer channels or filters, the transforms cost more than the products that they save.
    private const int FewestChannels = 16;

    /// <summary>Floats of the buffer for all transforms.</summary>
    public long BufferLength => Products * ((Filters * WholeChannels) + ((Filters + WholeChannels) * Columns) + (3 * Gap));

    /// <summary>Floats of the buffer for the gradients of kernels and bias.</summary>
    public long GradientBufferLength => BufferLength + (WholeChannels * Columns) + (Filters * Window.MostLanes);

    private long WholeChannels => (Channels + 15L) / 16 * 16;

    private int Columns => Math.Max(ColumnsAtATime, (Width + 1) / 2);

    /// <summary>Whether this is faster than the sum over the taps of the kernel.</summary>
    public bool IsFaster => Math.Min(Channels, Filters) >= FewestChannels && Height >= 4 && Width >= 4 && 64 * Tiles <= 27 * (long)Height * Width;

    // Those of an odd row or column overlap.
    private long Tiles => (Height + 1) / 2 * (long)((Width + 1) / 2);

    public string Text => $"new WinogradShape({Channels}, {Rows}, {RowLength}, {Above}, {Filters}, {Height}, {Width})";

    /// <summary>The convolution itself; null if its kernel or stride is another.</summary>
    public static WinogradShape? Of(Window window, int filters)
    {
        PaddedImage image = window.PaddedInput;
        return Fits(window) ? new(window.Channels, image.Rows, image.RowLength, 0, filters, window.OutputHeight, window.OutputWidth) : null;
    }

    /// <summary>The gradient of its input, which is the convolution of the gradient of its output with reversed kernels.</summary>
    public static WinogradShape? OfInputGradient(Window window, int filters)
    {
        PaddedImage image = window.PaddedGradient(filters);
        return Fits(window) && window.Padding <= 2 ? new(filters, image.Rows, image.RowLength, 2 - window.Padding, window.Channels, window.Height, window.Width) : null;
    }

    private static bool Fits(Window window) => window is { KernelHeight: 3, KernelWidth: 3, Stride: 1 };
}
