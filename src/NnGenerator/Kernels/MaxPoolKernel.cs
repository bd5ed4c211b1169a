using NnGenerator.Emission;

namespace NnGenerator.Kernels;

/// <summary>y = the maximum of each window, and which of its taps that is: the first of equals, and NaN wins.</summary>
internal sealed class MaxPoolKernel(Operand x, Operand y, Operand? winners, Window window) : Kernel
{
    public override IEnumerable<Operand> Reads => [x];

    public override IEnumerable<Operand> Writes => winners is null ? [y] : [y, winners];

    public override void Run(Interpreter memory)
    {
        for (int i = 0; i < memory.Samples; i++)
        {
            for (int j = 0; j < y.Length; j++)
            {
                int channel = j / window.OutputPixels;
                (int top, int first, int last) = window.Clip(j % window.OutputPixels / window.OutputWidth, window.Height);
                (int left, int from, int to) = window.Clip(j % window.OutputWidth, window.Width);
                double best = double.NegativeInfinity;
                int winner = ((first - top) * window.KernelWidth) + from - left;
                for (int h = first; h < last; h++)
                {
                    for (int w = from; w < to; w++)
                    {
                        double value = memory[x, i, (((channel * window.Height) + h) * window.Width) + w];
                        if (value > best || double.IsNaN(value))
                        {
                            (best, winner) = (value, ((h - top) * window.KernelWidth) + w - left);
                        }
                    }
                }
                memory[y, i, j] = best;
                if (winners is not null)
                {
                    memory[winners, i, j] = winner;
                }
            }
        }
    }

    public override string Print(KernelPrinter printer) =>
        $"// {y.Math} = max {x.Math} over {window.KernelHeight}×{window.KernelWidth}\n"
        + $"Pooling.Max<V>({x.Name}, {y.Name}, {winners?.Name ?? "default"}, {window.Text}, lanes);";
}
