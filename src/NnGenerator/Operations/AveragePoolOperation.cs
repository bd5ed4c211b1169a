using NnGenerator.Ir;
using NnGenerator.Printing;
using NnGenerator.Shapes;

namespace NnGenerator.Operations;

/// <summary>y = the mean of each window, where padding counts as zeros; backward, dx = dy / size² over each window.</summary>
/// <param name="x">The images, or their gradient.</param>
/// <param name="y">The means, or their gradient.</param>
/// <param name="window">The geometry of the layer.</param>
/// <param name="backward">Whether x is written and y read.</param>
internal sealed class AveragePoolOperation(int layer, Tensor x, Tensor y, Window window, bool backward) : Operation(layer)
{
    public override IReadOnlyList<Tensor> Reads { get; } = [backward ? y : x];

    public override IReadOnlyList<Tensor> Writes { get; } = [backward ? x : y];

    public override void Run(Memory memory)
    {
        double factor = 1.0 / (window.KernelHeight * window.KernelWidth);
        for (int i = 0; i < memory.Samples; i++)
        {
            for (int j = 0; j < Writes[0].Length; j++)
            {
                memory[Writes[0], i, j] = 0;
            }
            for (int j = 0; j < y.Length; j++)
            {
                (_, int first, int last) = window.Clip(j % window.OutputPixels / window.OutputWidth, window.Height);
                (_, int from, int to) = window.Clip(j % window.OutputWidth, window.Width);
                for (int h = first; h < last; h++)
                {
                    for (int w = from; w < to; w++)
                    {
                        int pixel = (((j / window.OutputPixels * window.Height) + h) * window.Width) + w;
                        if (backward)
                        {
                            memory[x, i, pixel] += factor * memory[y, i, j];
                        }
                        else
                        {
                            memory[y, i, j] += factor * memory[x, i, pixel];
                        }
                    }
                }
            }
        }
    }

    public override string Print(OperationPrinter printer)
    {
        string size = $"{window.KernelHeight}×{window.KernelWidth}";
        return backward
            ? $"// {x.Math} = {y.Math} / {window.KernelHeight * window.KernelWidth} over {size}\nAveragePooling.Gradient<V>({y.Name}, {x.Name}, {window.Text}, lanes);"
            : $"// {y.Math} = mean of {x.Math} over {size}\nAveragePooling.Value<V>({x.Name}, {y.Name}, {window.Text}, lanes);";
    }
}
