using NnGenerator.Activations;
using NnGenerator.Emission;
using NnGenerator.Expressions;

namespace NnGenerator.Kernels;

/// <summary>dx = dy at the winner of each window, and 0 elsewhere; on the way dy may be multiplied by the derivative of an activation, and dx may get
/// a frame.</summary>
internal sealed class MaxPoolGradientKernel(Operand dy, Operand argmax, Operand dx, Window window) : Kernel
{
    public Operand OutputGradient { get; } = dy;

    public Operand InputGradient { get; } = dx;

    /// <summary>Whether the kernel takes in derivative and frame.</summary>
    public bool IsFusible { get; } = window.IsDisjoint;

    public DerivativeKernel? Derivative { get; private init; }

    public FrameKernel? Framed { get; private init; }

    public override IEnumerable<Operand> Reads => Derivative is null ? [OutputGradient, argmax] : [.. Derivative.Reads, argmax];

    public override IEnumerable<Operand> Writes => [Result];

    private Operand Result => Framed?.Output ?? InputGradient;

    private Frame Frame => Framed?.Frame ?? new(window.Channels, window.Height, window.Width);

    public MaxPoolGradientKernel With(DerivativeKernel? derivative, FrameKernel? framed) => new(OutputGradient, argmax, InputGradient, window) { Layer = Layer, Derivative = derivative, Framed = framed };

    public override void Run(Interpreter memory)
    {
        for (int i = 0; i < memory.Samples; i++)
        {
            for (int j = 0; j < Frame.Length; j++)
            {
                memory[Result, i, j] = 0;
            }
            for (int j = 0; j < OutputGradient.Length; j++)
            {
                int winner = (int)memory[argmax, i, j];
                int h = window.Clip(j % window.OutputPixels / window.OutputWidth, window.Height).Start + (winner / window.KernelWidth);
                int w = window.Clip(j % window.OutputWidth, window.Width).Start + (winner % window.KernelWidth);
                memory[Result, i, Frame.Pixel(j / window.OutputPixels, h, w)] += Derivative?.Element(memory, i, j) ?? memory[OutputGradient, i, j];
            }
        }
    }

    public override string Print(KernelPrinter printer)
    {
        string where = "where the maximum was";
        if (Derivative is null && Framed is null)
        {
            return $"// {Result.Math} = {OutputGradient.Math} {where}\nMaxPooling.Gradient<V>({OutputGradient.Name}, {argmax.Name}, {Result.Name}, {window.Text}, lanes);";
        }
        string factor = Derivative is null ? OutputGradient.Math : Derivative.Formula, function = Derivative is null ? "Identity" : printer.Struct(Derivative.Activation);
        return $"// {Result.Math} = {factor} {where}\n"
            + $"RowPanelGradient.Max<V, {function}>({(Derivative?.OutputGradient ?? OutputGradient).Name}, {Derivative?.Z?.Name ?? "default"}, {Derivative?.A?.Name ?? "default"}, {argmax.Name}, {Result.Name}, {window.Text}, {Frame.Text}, lanes);";
    }
}
