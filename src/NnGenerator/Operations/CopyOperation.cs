using NnGenerator.Ir;
using NnGenerator.Printing;
using NnGenerator.Shapes;

namespace NnGenerator.Operations;

/// <summary>y = x, where a value must have memory of its own: in another layout, or as images with padding or without it.</summary>
/// <param name="layer">The number of the layer that it belongs to.</param>
/// <param name="x">Read.</param>
/// <param name="y">Written.</param>
/// <param name="from">The padding of the images in x; null if there is none.</param>
/// <param name="to">The padding of the images in y, which is filled with zeros; null if there is none.</param>
internal sealed class CopyOperation(int layer, Tensor x, Tensor y, PaddedImage? from = null, PaddedImage? to = null) : Operation(layer)
{
    private readonly PaddedImage _from = from ?? new(1, 1, x.Length);

    public Tensor Input { get; } = x;

    public Tensor Output { get; } = y;

    /// <summary>The images in the output.</summary>
    public PaddedImage OutputImage { get; } = to ?? new(1, 1, y.Length);

    /// <summary>Whether it adds padding to images that have none.</summary>
    public bool Pads => _from.IsPlain && !OutputImage.IsPlain;

    /// <summary>Whether it converts row-major samples to images, in which case it can pad them too.</summary>
    public bool ConvertsToImages => Input.Layout == TensorLayout.RowMajor && Output.Layout == TensorLayout.ChannelsHeightWidthBatch;

    public override IReadOnlyList<Tensor> Reads { get; } = [x];

    public override IReadOnlyList<Tensor> Writes { get; } = [y];

    /// <summary>Copies straight to where another copy puts the output of this one.</summary>
    public CopyOperation To(CopyOperation next) => new(Layer, Input, next.Output, from, next.OutputImage);

    public override void Run(Memory memory)
    {
        for (int i = 0; i < memory.Samples; i++)
        {
            for (int j = 0; j < Output.Length && Pads; j++)
            {
                memory[Output, i, j] = 0;
            }
            for (int j = 0; j < Math.Min(Input.Length, Output.Length); j++)
            {
                memory[Output, i, OutputImage.Pixel(j)] = memory[Input, i, _from.Pixel(j)];
            }
        }
    }

    public override string Print(OperationPrinter printer) => (Input.Layout, Output.Layout) switch
    {
        (TensorLayout.RowMajor, TensorLayout.RowMajor) => OperationPrinter.Rows([Input, Output], rows => IsInput
            ? $"Elementwise.Value<InfinityToNaN>({rows[0]}, {rows[1]});"
            : $"{rows[0]}.CopyTo({rows[1]});"),
        (TensorLayout.RowMajor, _) => $"ChannelsHeightWidthBatch.FromRowMajor<{(IsInput ? "InfinityToNaN" : "Identity")}>({Input.Name}, {Input.Stride}, n, {Output.Name}, {OutputImage.Text}, lanes);"
            + (IsInput ? "   // infinity becomes NaN, so that no activation hides it" : ""),
        (_, TensorLayout.RowMajor) => $"ChannelsHeightWidthBatch.ToRowMajor({Input.Name}, {Input.Length}, {Output.Name}, {Output.Stride}, n, lanes);",
        _ => Pads
            ? $"ChannelsHeightWidthBatch.Pad({Input.Name}, {Output.Name}, {OutputImage.Text}, lanes);"
            : $"ChannelsHeightWidthBatch.Unpad({Input.Name}, {Output.Name}, {_from.Text}, lanes);",
    };

    private bool IsInput => Input.Arena == Arena.Inputs;
}
