using NnGenerator.Emission;

namespace NnGenerator.Kernels;

/// <summary>dx = dy at the winner of each window, and 0 elsewhere.</summary>
internal sealed class MaxPoolGradientKernel(Operand dy, Operand winners, Operand dx, Window window) : Kernel
{
    public override IEnumerable<Operand> Reads => [dy, winners];

    public override IEnumerable<Operand> Writes => [dx];

    public override void Run(Interpreter memory)
    {
        for (int i = 0; i < memory.Samples; i++)
        {
            for (int j = 0; j < dx.Length; j++)
            {
                memory[dx, i, j] = 0;
            }
            for (int j = 0; j < dy.Length; j++)
            {
                int winner = (int)memory[winners, i, j];
                int h = window.Clip(j % window.OutputPixels / window.OutputWidth, window.Height).Start + (winner / window.KernelWidth);
                int w = window.Clip(j % window.OutputWidth, window.Width).Start + (winner % window.KernelWidth);
                memory[dx, i, (((j / window.OutputPixels * window.Height) + h) * window.Width) + w] += memory[dy, i, j];
            }
        }
    }

    public override string Print(KernelPrinter printer) =>
        $"// {dx.Math} = {dy.Math} where the maximum was\n"
        + $"Pooling.MaxGradient<V>({dy.Name}, {winners.Name}, {dx.Name}, {window.Text}, lanes);";
}
