namespace NnGenerator.Shapes;

/// <summary>How the kernel of a convolution or the window of a pooling layer moves over an image.</summary>
internal sealed record Window(int Channels, int Height, int Width, int KernelHeight, int KernelWidth, int Stride, int Padding)
{
    /// <summary>Samples side by side where vectors are widest.</summary>
    public const int MostLanes = 16;

    public int OutputHeight => ((Height + (2 * Padding) - KernelHeight) / Stride) + 1;

    public int OutputWidth => ((Width + (2 * Padding) - KernelWidth) / Stride) + 1;

    /// <summary>Pixels of one plane of the result.</summary>
    public int OutputPixels => OutputHeight * OutputWidth;

    /// <summary>Products that make one element of a convolution.</summary>
    public int Taps => Channels * KernelHeight * KernelWidth;

    /// <summary>The input as the convolution reads it.</summary>
    public PaddedImage PaddedInput => new(Channels, Height, Width, Padding, Padding, Padding, Stride);

    /// <summary>The gradients of the convolution's output as the gradient of its input reads them: zeros beside each row, so that every tap meets
    /// something at every column.</summary>
    public PaddedImage PaddedGradient(int filters) => Stride == 1
        ? new(filters, OutputHeight, OutputWidth, 0, Math.Max(0, KernelWidth - 1 - Padding), Math.Max(0, KernelWidth - 1 - Padding))
        : new(filters, OutputHeight, OutputWidth, 0, (KernelWidth - 1) / Stride, Math.Max(0, PaddedInput.Phase - OutputWidth));

    /// <summary>The gradient of the input as its kernel writes it: the image itself, or with the columns of its padding where a stride sorts them.</summary>
    public PaddedImage PaddedInputGradient => Stride == 1 ? new(Channels, Height, Width) : PaddedInput with { Vertical = 0 };

    /// <summary>Whether no pixel is in two windows and none is outside the image.</summary>
    public bool IsDisjoint => Padding == 0 && Stride >= KernelHeight && Stride >= KernelWidth;

    /// <summary>The runtime's struct for pooling.</summary>
    public string Text => $"new PoolWindow({Channels}, {Height}, {Width}, {KernelHeight}, {Stride}, {Padding})";

    /// <summary>The part of a pooling window that is within the image: rows or columns from and to, and where the window itself starts.</summary>
    public (int Start, int From, int To) Clip(int output, int length)
    {
        int start = (output * Stride) - Padding;
        return (start, Math.Max(start, 0), Math.Min(start + KernelHeight, length));
    }
}
