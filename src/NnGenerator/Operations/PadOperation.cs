using NnGenerator.Ir;
using NnGenerator.Printing;
using NnGenerator.Shapes;

namespace NnGenerator.Operations;

/// <summary>Pads images with zeros.</summary>
internal sealed class PadOperation(Tensor x, Tensor padded, PaddedImage image) : Operation
{
    public Tensor Input { get; } = x;

    public Tensor Output { get; } = padded;

    public PaddedImage PaddedImage { get; } = image;

    public override IEnumerable<Tensor> Reads => [Input];

    public override IEnumerable<Tensor> Writes => [Output];

    public override void Run(Memory memory) => Run(memory, Input, Output, PaddedImage);

    public override string Print(OperationPrinter printer) => $"ChannelsHeightWidthBatch.Pad({Input.Name}, {Output.Name}, {PaddedImage.Text}, lanes);";

    internal static void Run(Memory memory, Tensor x, Tensor padded, PaddedImage image)
    {
        for (int i = 0; i < memory.Samples; i++)
        {
            for (int j = 0; j < image.Length; j++)
            {
                memory[padded, i, j] = 0;
            }
            for (int j = 0; j < x.Length; j++)
            {
                int channel = j / image.Width / image.Height, row = j / image.Width % image.Height, column = j % image.Width;
                memory[padded, i, image.Pixel(channel, row, column)] = memory[x, i, j];
            }
        }
    }
}
