using NnGenerator.Emission;

namespace NnGenerator.Kernels;

/// <summary>Samples one after the other, to groups of samples side by side; on the way the images get the frame that a convolution wants.</summary>
internal sealed class ToLanesKernel(Operand x, Operand y, Frame frame) : Kernel
{
    public Operand Input { get; } = x;

    public Operand Output { get; } = y;

    public override IEnumerable<Operand> Reads => [Input];

    public override IEnumerable<Operand> Writes => [Output];

    /// <summary>The same into another operand, with a frame.</summary>
    public ToLanesKernel Into(Operand output, Frame other) => new(Input, output, other) { Layer = Layer };

    public override void Run(Interpreter memory) => FrameKernel.Run(memory, Input, Output, frame);

    public override string Print(KernelPrinter printer) =>
        $"ChannelsHeightWidthBatch.FromRowMajor<{(Input.Space == Space.Inputs ? "InfinityToNaN" : "Identity")}>({Input.Name}, {Input.Stride}, n, {Output.Name}, {frame.Text}, lanes);{(Input.Space == Space.Inputs ? "   // infinity becomes NaN, so that no activation hides it" : "")}";
}
