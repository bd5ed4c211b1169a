using NnGenerator.Diagnostics;
using NnGenerator.Shapes;

namespace NnGenerator.Layers;

/// <summary>A layer with one input.</summary>
internal abstract record UnaryLayer : Layer
{
    public sealed override string? NoEffect(IReadOnlyList<Shape> inputs, IReadOnlyList<Layer?> producers) => NoEffect(inputs[0], producers[0]);

    public sealed override Shape? InferOutput(IReadOnlyList<Shape> inputs, FindingSink findings) => InferOutput(inputs[0], findings);

    public sealed override IReadOnlyList<ParameterSpec> Parameters(IReadOnlyList<Shape> inputs, IReadOnlyList<Layer> readers) => Parameters(inputs[0], readers);

    public sealed override long Flops(IReadOnlyList<Shape> inputs) => Flops(inputs[0]);

    public sealed override long ScratchLength(IReadOnlyList<Shape> inputs) => ScratchLength(inputs[0]);

    public sealed override long FixedLength(IReadOnlyList<Shape> inputs) => FixedLength(inputs[0]);

    protected virtual string? NoEffect(Shape input, Layer? before) => null;

    protected abstract Shape? InferOutput(Shape input, FindingSink findings);

    protected virtual IReadOnlyList<ParameterSpec> Parameters(Shape input, IReadOnlyList<Layer> readers) => [];

    protected virtual long Flops(Shape input) => 0;

    protected virtual long ScratchLength(Shape input) => 0;

    protected virtual long FixedLength(Shape input) => 0;

    /// <summary>Whether the layer gets an image; otherwise a finding says what it got.</summary>
    protected bool IsImage(Shape input, FindingSink findings)
    {
        if (input.Rank == 3)
        {
            return true;
        }
        findings.Add(Descriptors.NeedsImage, findings.Site, Title, findings.Before, input, findings.HasImages
            ? "move it before the layer that turns the image into a vector"
            : "give [Network] channels, height and width, and insert [Flatten] after the last image layer");
        return false;
    }

    /// <summary>Whether the layer gets a vector; otherwise a finding names the way out.</summary>
    protected bool IsVector(Shape input, FindingSink findings)
    {
        if (input.Rank == 1)
        {
            return true;
        }
        findings.Add(Descriptors.NeedsVector, Fix.InsertBefore("Flatten"), findings.Site, Title, findings.Before, input);
        return false;
    }

    /// <summary>Whether a window of the given size fits into an image; otherwise a finding says how large it may be.</summary>
    /// <param name="smaller">The same layer with a window of the given size; null if it cannot be written.</param>
    protected bool Fits(Shape input, int height, int width, int stride, int padding, FindingSink findings, Func<long, Layer?> smaller)
    {
        foreach ((string what, int size) in new[] { ("kernel", height), ("kernel", width), ("stride", stride) })
        {
            if (size <= 0)
            {
                findings.Add(Descriptors.SizeNotPositive, $"The {what} of {Title}", size);
                return false;
            }
        }
        if (padding is < 0 or > short.MaxValue)
        {
            findings.Add(Descriptors.ArgumentOutOfRange, "Padding", padding, $"a value from 0 to {short.MaxValue}");
            return false;
        }
        if (input.Dimensions[1] + (2L * padding) < height || input.Dimensions[2] + (2L * padding) < width)
        {
            long high = Math.Max(1, height - (2L * padding)), wide = Math.Max(1, width - (2L * padding));
            object[] needed = [findings.Site, Title, $"{high}×{wide}", findings.Before, input];
            if (findings.ChannelsFirst is var (order, advice))
            {
                // The window is not the cause.
                (findings.Site, findings.ChannelsFirst) = (0, null);
                findings.Add(Descriptors.WindowDoesNotFit, order, [.. needed, advice]);
                return false;
            }
            Layer? fitting = smaller(Math.Min(input.Dimensions[1], input.Dimensions[2]) + (2L * padding));
            findings.Add(Descriptors.WindowDoesNotFit, fitting is null ? null : Fix.Replace(fitting.ToAttribute()), [.. needed, $"use a smaller window, or {(findings.Site > 1 ? "remove a pooling layer" : "add Padding")}"]);
            return false;
        }
        return true;
    }

    /// <summary>What a title says of arguments that are not as usual.</summary>
    protected static string Suffix(int stride, int usual, int padding) => (stride == usual ? "" : $" stride {stride}") + (padding == 0 ? "" : $" padding {padding}");
}
