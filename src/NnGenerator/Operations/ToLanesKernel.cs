using NnGenerator.Ir;
using NnGenerator.Printing;
using NnGenerator.Shapes;

namespace NnGenerator.Operations;

/// <summary>Converts row-major samples to groups of interleaved samples, and pads images for a convolution in the same pass.</summary>
internal sealed class ToLanesKernel(Operand x, Operand y, PaddedImage image) : Kernel
{
    public Operand Input { get; } = x;

    public Operand Output { get; } = y;

    public override IEnumerable<Operand> Reads => [Input];

    public override IEnumerable<Operand> Writes => [Output];

    /// <summary>The same into another operand, with padding.</summary>
    public ToLanesKernel Into(Operand output, PaddedImage other) => new(Input, output, other) { Layer = Layer };

    public override void Run(Memory memory) => PadKernel.Run(memory, Input, Output, image);

    public override string Print(KernelPrinter printer) =>
        $"ChannelsHeightWidthBatch.FromRowMajor<{(Input.Space == Space.Inputs ? "InfinityToNaN" : "Identity")}>({Input.Name}, {Input.Stride}, n, {Output.Name}, {image.Text}, lanes);{(Input.Space == Space.Inputs ? "   // infinity becomes NaN, so that no activation hides it" : "")}";
}
