using NnGenerator.Ir;
using NnGenerator.Printing;
using NnGenerator.Shapes;

namespace NnGenerator.Operations;

/// <summary>dx = dy at the argmax of each window, and 0 elsewhere; in the same pass dy may be multiplied by the derivative of an activation, and dx may be
/// padded.</summary>
internal sealed class MaxPoolGradientOperation(int layer, Tensor dy, Tensor argmax, Tensor dx, Window window) : Operation(layer)
{
    public Tensor OutputGradient { get; } = dy;

    public Tensor InputGradient { get; } = dx;

    /// <summary>Whether the derivative and the padding can be fused into the operation.</summary>
    public bool IsFusible { get; } = window.IsDisjoint;

    public DerivativeOperation? Derivative { get; private init; }

    public CopyOperation? Padding { get; private init; }

    public override IReadOnlyList<Tensor> Reads => Derivative is null ? [OutputGradient, argmax] : [.. Derivative.Reads, argmax];

    public override IReadOnlyList<Tensor> Writes => [Result];

    private Tensor Result => Padding?.Output ?? InputGradient;

    private PaddedImage PaddedImage => Padding?.OutputImage ?? new(window.Channels, window.Height, window.Width);

    public MaxPoolGradientOperation With(DerivativeOperation? derivative, CopyOperation? padding) => new(Layer, OutputGradient, argmax, InputGradient, window) { Derivative = derivative, Padding = padding };

    public override void Run(Memory memory)
    {
        for (int i = 0; i < memory.Samples; i++)
        {
            for (int j = 0; j < PaddedImage.Length; j++)
            {
                memory[Result, i, j] = 0;
            }
            for (int j = 0; j < OutputGradient.Length; j++)
            {
                int index = (int)memory[argmax, i, j];
                int h = window.Clip(j % window.OutputPixels / window.OutputWidth, window.Height).Start + (index / window.KernelWidth);
                int w = window.Clip(j % window.OutputWidth, window.Width).Start + (index % window.KernelWidth);
                memory[Result, i, PaddedImage.Pixel(j / window.OutputPixels, h, w)] += Derivative?.Element(memory, i, j) ?? memory[OutputGradient, i, j];
            }
        }
    }

    public override string Print(OperationPrinter printer)
    {
        string where = "where the maximum was";
        if (Derivative is null && Padding is null)
        {
            return $"// {Result.Math} = {OutputGradient.Math} {where}\nMaxPooling.Gradient<V>({OutputGradient.Name}, {argmax.Name}, {Result.Name}, {window.Text}, lanes);";
        }
        string factor = Derivative is null ? OutputGradient.Math : Derivative.Formula, function = Derivative is null ? "Identity" : printer.Struct(Derivative.Activation);
        return $"// {Result.Math} = {factor} {where}\n"
            + $"RowPanelGradient.Max<V, {function}>({(Derivative?.OutputGradient ?? OutputGradient).Name}, {Derivative?.Z?.Name ?? "default"}, {Derivative?.A?.Name ?? "default"}, {argmax.Name}, {Result.Name}, {window.Text}, {PaddedImage.Text}, lanes);";
    }
}
