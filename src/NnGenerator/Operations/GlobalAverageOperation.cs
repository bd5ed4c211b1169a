using NnGenerator.Ir;
using NnGenerator.Printing;

namespace NnGenerator.Operations;

/// <summary>y = the mean of each plane; backward, dx = dy / pixels everywhere on the plane.</summary>
/// <param name="x">The images, or their gradient.</param>
/// <param name="y">The means, or their gradient.</param>
/// <param name="backward">Whether x is written and y read.</param>
internal sealed class GlobalAverageOperation(int layer, Tensor x, Tensor y, bool backward) : Operation(layer)
{
    private readonly int _pixels = x.Length / y.Length;

    public override IReadOnlyList<Tensor> Reads { get; } = [backward ? y : x];

    public override IReadOnlyList<Tensor> Writes { get; } = [backward ? x : y];

    public override void Run(Memory memory)
    {
        for (int i = 0; i < memory.Samples; i++)
        {
            for (int channel = 0; channel < y.Length; channel++)
            {
                double sum = 0;
                for (int pixel = channel * _pixels; pixel < (channel + 1) * _pixels; pixel++)
                {
                    if (backward)
                    {
                        memory[x, i, pixel] = memory[y, i, channel] / _pixels;
                    }
                    else
                    {
                        sum += memory[x, i, pixel] / _pixels;
                    }
                }
                if (!backward)
                {
                    memory[y, i, channel] = sum;
                }
            }
        }
    }

    public override string Print(OperationPrinter printer) => backward
        ? $"// {x.Math} = {y.Math} / {_pixels} over each channel\nAveragePooling.MeanGradient<V>({y.Name}, {x.Name}, {_pixels}, lanes);"
        : $"// {y.Math} = mean of {x.Math} over each channel\nAveragePooling.Mean<V>({x.Name}, {y.Name}, {_pixels}, lanes);";
}
