using NnGenerator.Ir;
using NnGenerator.Printing;
using NnGenerator.Shapes;

namespace NnGenerator.Operations;

/// <summary>dx = Wᵀ ⋆ dz in tiles of 2×2 pixels.</summary>
internal sealed class WinogradInputGradientOperation(ConvolutionInputGradientOperation direct, WinogradShape shape, Tensor buffer) : WinogradOperation(direct, direct.Writes, shape, buffer)
{
    protected override string Name => direct.Name;

    protected override string Formula => direct.Formula;

    protected override IEnumerable<Argument> Tensors => [OperationPrinter.In(direct.OutputGradient), OperationPrinter.Out(direct.InputGradient, direct.InputGradient.Name)];

    protected override string Statement(OperationPrinter printer) =>
        $"WinogradConvolution.InputGradient<V>({Slice(direct.Weight)}, {direct.OutputGradient.Name}, {direct.InputGradient.Name}, buffer, {Shape.Text}, m, lanes);";
}
