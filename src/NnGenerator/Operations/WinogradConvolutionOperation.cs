using NnGenerator.Ir;
using NnGenerator.Printing;
using NnGenerator.Shapes;

namespace NnGenerator.Operations;

/// <summary>z = W ⋆ x + b and a = f(z) in tiles of 2×2 pixels.</summary>
internal sealed class WinogradConvolutionOperation(ConvolutionOperation direct, WinogradShape shape, Tensor buffer) : WinogradOperation(direct, direct.Writes, shape, buffer)
{
    protected override string Name => direct.Name;

    protected override string Formula => direct.FormulaWithActivation;

    protected override IEnumerable<Argument> Tensors => [OperationPrinter.In(direct.Input), .. direct.Writes.Select(static tensor => OperationPrinter.Out(tensor, tensor.Name))];

    protected override string Statement(OperationPrinter printer) =>
        $"WinogradConvolution.Forward<V, {(direct.Activation is null ? "Identity" : printer.Struct(direct.Activation))}>({Slice(direct.Weight)}, {Slice(direct.Bias)}, {direct.Input.Name}, "
        + $"{(direct.StoresResult ? direct.Result.Name : "default")}, {direct.A?.Name ?? "default"}, buffer, {Shape.Text}, m, lanes);";
}
