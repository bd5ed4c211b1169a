using NnGenerator.Diagnostics;
using NnGenerator.Ir;
using NnGenerator.Shapes;

namespace NnGenerator.Layers;

/// <summary>Everything NnGen knows about one layer. Equality is its arguments; behaviour is its methods.</summary>
internal abstract record Layer
{
    /// <summary>The layer as the summary names it, such as "Dense 128".</summary>
    public abstract string Title { get; }

    /// <summary>The prefix of its blocks in saved files, such as "dense"; null for layers without parameters.</summary>
    public virtual string? BlockPrefix => null;

    /// <summary>The layout that the layer expects; null where it accepts any.</summary>
    public virtual TensorLayout? InputLayout => TensorLayout.RowMajor;

    /// <summary>Whether its outputs in evaluation are a linear map of its inputs (and a constant): a run of such layers is one.</summary>
    public virtual bool IsLinear => false;

    /// <summary>Whether it draws a random number for each element while training.</summary>
    public virtual bool IsRandom => false;

    /// <summary>Whether none of its outputs is below zero.</summary>
    public virtual bool IsNeverNegative => false;

    /// <summary>Why the layer leaves every value as it is; null where it does something.</summary>
    public virtual string? NoEffect(Shape input, Layer? before) => null;

    /// <summary>The shape after the layer; null when the input does not fit, and then a finding says why.</summary>
    public abstract Shape? InferOutput(Shape input, FindingSink findings);

    /// <summary>The blocks it trains, in the order of saved files.</summary>
    /// <param name="input">The shape before the layer.</param>
    /// <param name="next">The layer that follows, which decides the default initializer.</param>
    public virtual IReadOnlyList<ParameterSpec> Parameters(Shape input, Layer? next) => [];

    /// <summary>Floating-point operations for one sample; a multiplication and an addition count as two.</summary>
    public virtual long Flops(Shape input) => 0;

    /// <summary>A bound on the floats that it needs for one sample beside values of its input and output.</summary>
    public virtual long ScratchLength(Shape input) => 0;

    /// <summary>The floats that it needs for any number of samples.</summary>
    public virtual long FixedLength(Shape input) => 0;

    public abstract void Forward(LayerScope scope);

    public abstract void Backward(LayerScope scope);

    /// <summary>The initializer of a weight: where none is chosen, He's variance before a rectifier and Glorot's before anything else.</summary>
    protected static Initializer Fitting(Initializer? chosen, Layer? next) =>
        Fitting(chosen, next is ActivationLayer { Activation.IsRectifier: true } ? InitializerKind.HeUniform : InitializerKind.GlorotUniform);

    protected static Initializer Fitting(Initializer? chosen, InitializerKind otherwise) => chosen is null or { Kind: InitializerKind.Default } ? new(otherwise) : chosen;

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

    /// <summary>Whether a window of the given size fits into an image.</summary>
    /// <param name="smaller">The layer with a window of the given size, as it is declared.</param>
    protected bool Fits(Shape input, int height, int width, int stride, int padding, FindingSink findings, Func<long, string?> smaller)
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
            string? fitting = smaller(Math.Min(input.Dimensions[1], input.Dimensions[2]) + (2L * padding));
            findings.Add(Descriptors.WindowDoesNotFit, fitting is null ? null : Fix.Replace(fitting), [.. needed, $"use a smaller window, or {(findings.Site > 1 ? "remove a pooling layer" : "add Padding")}"]);
            return false;
        }
        return true;
    }

    /// <summary>The shape after a pooling layer.</summary>
    protected Shape? InferPool(string attribute, Shape input, int size, int stride, int padding, FindingSink findings)
    {
        string? Smaller(long fitting) => padding > fitting / 2 ? null : $"{attribute}({fitting}{(stride == size ? "" : $", Stride = {stride}")}{(padding == 0 ? "" : $", Padding = {padding}")})";

        if (!IsImage(input, findings) || !Fits(input, size, size, stride, padding, findings, Smaller))
        {
            return null;
        }
        if (padding > size / 2)
        {
            // A window wholly outside the image would have nothing to choose from.
            findings.Add(Descriptors.ArgumentOutOfRange, "Padding", padding, $"a value of at most {size / 2}, half the window");
            return null;
        }
        Window window = new(input.Dimensions[0], input.Dimensions[1], input.Dimensions[2], size, size, stride, padding);
        return new Shape(window.Channels, window.OutputHeight, window.OutputWidth);
    }

    /// <summary>Why a pooling layer leaves an image as it is; null where it does not.</summary>
    protected static string? PoolNoEffect(int size, int stride, int padding) => (size, stride, padding) == (1, 1, 0) ? "its window is one pixel" : null;

    /// <summary>What a title says of arguments that are not as usual.</summary>
    protected static string Suffix(int stride, int usual, int padding) => (stride == usual ? "" : $" stride {stride}") + (padding == 0 ? "" : $" padding {padding}");
}
