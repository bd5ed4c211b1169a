using NnGenerator.Ir;
using NnGenerator.Printing;
using NnGenerator.Shapes;

namespace NnGenerator.Operations;

/// <summary>Removes the padding around images.</summary>
internal sealed class UnpadOperation(Tensor padded, Tensor y, PaddedImage image) : Operation
{
    public override IEnumerable<Tensor> Reads => [padded];

    public override IEnumerable<Tensor> Writes => [y];

    public override void Run(Memory memory)
    {
        for (int i = 0; i < memory.Samples; i++)
        {
            for (int j = 0; j < y.Length; j++)
            {
                int channel = j / image.Width / image.Height, row = j / image.Width % image.Height, column = j % image.Width;
                memory[y, i, j] = memory[padded, i, image.Pixel(channel, row, column)];
            }
        }
    }

    public override string Print(OperationPrinter printer) => $"ChannelsHeightWidthBatch.Unpad({padded.Name}, {y.Name}, {image.Text}, lanes);";
}
