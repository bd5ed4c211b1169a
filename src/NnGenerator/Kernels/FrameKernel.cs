using NnGenerator.Emission;

namespace NnGenerator.Kernels;

/// <summary>Images with a frame around them.</summary>
internal sealed class FrameKernel(Operand x, Operand framed, Frame frame) : Kernel
{
    public Operand Input { get; } = x;

    public Operand Output { get; } = framed;

    public Frame Frame { get; } = frame;

    public override IEnumerable<Operand> Reads => [Input];

    public override IEnumerable<Operand> Writes => [Output];

    public override void Run(Interpreter memory) => Run(memory, Input, Output, Frame);

    public override string Print(KernelPrinter printer) => $"ChannelsHeightWidthBatch.Pad({Input.Name}, {Output.Name}, {Frame.Text}, lanes);";

    internal static void Run(Interpreter memory, Operand x, Operand framed, Frame frame)
    {
        for (int i = 0; i < memory.Samples; i++)
        {
            for (int j = 0; j < frame.Length; j++)
            {
                memory[framed, i, j] = 0;
            }
            for (int j = 0; j < x.Length; j++)
            {
                int channel = j / frame.Width / frame.Height, row = j / frame.Width % frame.Height, column = j % frame.Width;
                memory[framed, i, frame.Pixel(channel, row, column)] = memory[x, i, j];
            }
        }
    }
}
