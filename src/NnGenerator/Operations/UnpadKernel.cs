using NnGenerator.Ir;
using NnGenerator.Printing;
using NnGenerator.Shapes;

namespace NnGenerator.Operations;

/// <summary>Removes the padding around images.</summary>
internal sealed class UnpadKernel(Operand padded, Operand y, PaddedImage image) : Kernel
{
    public override IEnumerable<Operand> Reads => [padded];

    public override IEnumerable<Operand> Writes => [y];

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

    public override string Print(KernelPrinter printer) => $"ChannelsHeightWidthBatch.Unpad({padded.Name}, {y.Name}, {image.Text}, lanes);";
}
