using NnGenerator.Ir;
using NnGenerator.Printing;
using NnGenerator.Shapes;

namespace NnGenerator.Operations;

/// <summary>Converts row-major samples to groups of interleaved samples, and pads images for a convolution in the same pass.</summary>
internal sealed class ToChwnOperation(Tensor x, Tensor y, PaddedImage image) : Operation
{
    public Tensor Input { get; } = x;

    public Tensor Output { get; } = y;

    public override IEnumerable<Tensor> Reads => [Input];

    public override IEnumerable<Tensor> Writes => [Output];

    /// <summary>The same into another tensor, with padding.</summary>
    public ToChwnOperation Into(Tensor output, PaddedImage other) => new(Input, output, other) { Layer = Layer };

    public override void Run(Memory memory) => PadOperation.Run(memory, Input, Output, image);

    public override string Print(OperationPrinter printer) =>
        $"ChannelsHeightWidthBatch.FromRowMajor<{(Input.Arena == Arena.Inputs ? "InfinityToNaN" : "Identity")}>({Input.Name}, {Input.Stride}, n, {Output.Name}, {image.Text}, lanes);{(Input.Arena == Arena.Inputs ? "   // infinity becomes NaN, so that no activation hides it" : "")}";
}
