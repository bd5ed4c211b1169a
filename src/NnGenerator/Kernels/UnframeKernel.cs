using NnGenerator.Emission;

namespace NnGenerator.Kernels;

/// <summary>Images without the frame around them.</summary>
internal sealed class UnframeKernel(Operand framed, Operand y, Frame frame) : Kernel
{
    public override IEnumerable<Operand> Reads => [framed];

    public override IEnumerable<Operand> Writes => [y];

    public override void Run(Interpreter memory)
    {
        for (int i = 0; i < memory.Samples; i++)
        {
            for (int j = 0; j < y.Length; j++)
            {
                int channel = j / frame.Width / frame.Height, row = j / frame.Width % frame.Height, column = j % frame.Width;
                memory[y, i, j] = memory[framed, i, frame.Pixel(channel, row, column)];
            }
        }
    }

    public override string Print(KernelPrinter printer) => $"ChannelsHeightWidthBatch.Unpad({framed.Name}, {y.Name}, {frame.Text}, lanes);";
}
