using NnGenerator.Ir;
using NnGenerator.Printing;
using NnGenerator.Shapes;

namespace NnGenerator.Operations;

/// <summary>y = the maximum of each window, and which of its taps that is: the first of equals, and NaN wins.</summary>
internal sealed class MaxPoolOperation(int layer, Tensor x, Tensor y, Tensor? argmax, Window window) : Operation(layer)
{
    public Tensor Input { get; } = x;

    public Tensor Result { get; } = y;

    public Tensor? Argmax { get; } = argmax;

    public Window Window { get; } = window;

    public override IReadOnlyList<Tensor> Reads { get; } = [x];

    public override IReadOnlyList<Tensor> Writes { get; } = argmax is null ? [y] : [y, argmax];

    public override void Run(Memory memory) =>
        Run(memory, (_, sample, element) => memory[Input, sample, element], (sample, element, best) => memory[Result, sample, element] = best);

    /// <summary>The same with elements from elsewhere, and to elsewhere.</summary>
    internal void Run(Memory memory, Func<Memory, int, int, double> input, Action<int, int, double> store)
    {
        for (int i = 0; i < memory.Samples; i++)
        {
            for (int j = 0; j < Result.Length; j++)
            {
                int channel = j / Window.OutputPixels;
                (int top, int first, int last) = Window.Clip(j % Window.OutputPixels / Window.OutputWidth, Window.Height);
                (int left, int from, int to) = Window.Clip(j % Window.OutputWidth, Window.Width);
                double best = double.NegativeInfinity;
                int index = ((first - top) * Window.KernelWidth) + from - left;
                for (int h = first; h < last; h++)
                {
                    for (int w = from; w < to; w++)
                    {
                        double value = input(memory, i, (((channel * Window.Height) + h) * Window.Width) + w);
                        if (value > best || double.IsNaN(value))
                        {
                            (best, index) = (value, ((h - top) * Window.KernelWidth) + w - left);
                        }
                    }
                }
                store(i, j, best);
                if (Argmax is not null)
                {
                    memory[Argmax, i, j] = index;
                }
            }
        }
    }

    public override string Print(OperationPrinter printer) =>
        $"// {Result.Math} = max {Input.Math} over {Window.KernelHeight}×{Window.KernelWidth}\n"
        + $"MaxPooling.Value<V>({Input.Name}, {Result.Name}, {Argmax?.Name ?? "default"}, {Window.Text}, lanes);";
}
