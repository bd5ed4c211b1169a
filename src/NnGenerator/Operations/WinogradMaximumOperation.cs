using NnGenerator.Ir;
using NnGenerator.Printing;
using NnGenerator.Shapes;

namespace NnGenerator.Operations;

/// <summary>The maximum of a convolution over windows of 2×2 pixels, which are the tiles.</summary>
internal sealed class WinogradMaximumOperation(PooledConvolutionOperation direct, WinogradShape shape, Tensor buffer)
    : WinogradOperation(direct, direct.Writes.Where(tensor => tensor != direct.Buffer), shape, buffer)
{
    private Tensor Maximum => direct.A ?? direct.Result;

    protected override string Name => direct.Name;

    protected override string Formula => direct.Formula;

    protected override IEnumerable<Argument> Tensors =>
    [
        OperationPrinter.In(direct.Convolution.Input), OperationPrinter.Out(Maximum, Maximum.Name),
        .. direct.Argmax is { } argmax ? new[] { OperationPrinter.Out(argmax, argmax.Name) } : [],
    ];

    protected override string Statement(OperationPrinter printer) =>
        $"WinogradConvolution.Maximum<V, {(direct.A is null ? "Identity" : printer.Struct(direct.Activation!))}>({Slice(direct.Convolution.Weight)}, {Slice(direct.Convolution.Bias)}, {direct.Convolution.Input.Name}, "
        + $"{Maximum.Name}, {direct.Argmax?.Name ?? "default"}, buffer, {Shape.Text}, m, lanes);";
}
