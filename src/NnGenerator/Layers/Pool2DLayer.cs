using NnGenerator.Diagnostics;
using NnGenerator.Ir;
using NnGenerator.Shapes;
using NnGenerator.Text;

namespace NnGenerator.Layers;

/// <summary>A layer that makes one number of each window of a channel.</summary>
/// <param name="Name">The name of the attribute.</param>
internal abstract record Pool2DLayer(string Name, int Size, int Stride, int Padding) : UnaryLayer
{
    public override string Title => $"{Name} {Size}×{Size}{Suffix(Stride, Size, Padding)}";

    public override TensorLayout? InputLayout => TensorLayout.ChannelsHeightWidthBatch;

    public override string ToAttribute() => new AttributeText(Name).Argument(Size).Property("Stride", Stride, Size).Property("Padding", Padding, 0).ToString();

    protected override string? NoEffect(Shape input, Layer? before) => (Size, Stride, Padding) == (1, 1, 0) ? "its window is one pixel" : null;

    protected override Shape? InferOutput(Shape input, FindingSink findings)
    {
        if (!IsImage(input, findings) || !Fits(input, Size, Size, Stride, Padding, findings, Smaller))
        {
            return null;
        }
        if (Padding > Size / 2)
        {
            // A window wholly outside the image would have nothing to choose from.
            findings.Add(Descriptors.ArgumentOutOfRange, "Padding", Padding, $"a value of at most {Size / 2}, half the window");
            return null;
        }
        return new Shape(input.Dimensions[0], Geometry(input).OutputHeight, Geometry(input).OutputWidth);
    }

    protected override long Flops(Shape input) => (long)Size * Size * input.Dimensions[0] * Geometry(input).OutputPixels;

    protected Window Geometry(Shape input) => new(input.Dimensions[0], input.Dimensions[1], input.Dimensions[2], Size, Size, Stride, Padding);

    // A stride that is the size remains so.
    private Layer? Smaller(long fitting) => Padding > fitting / 2 ? null : this with { Size = (int)fitting, Stride = Stride == Size ? (int)fitting : Stride };
}
