using NnGenerator.Ir;
using NnGenerator.Operations;
using NnGenerator.Shapes;

namespace NnGenerator.Rewrites;

/// <summary>Computes convolutions with 3×3 kernels in tiles where that is faster.</summary>
internal static class UseWinograd
{
    public static IReadOnlyList<Operation> Apply(IReadOnlyList<Operation> operations) => [.. operations.Select(Tiled)];

    private static Operation Tiled(Operation operation) => operation switch
    {
        ConvolutionOperation direct when WinogradShape.Of(direct.Window, direct.Filters) is { IsFaster: true } shape =>
            new WinogradConvolutionOperation(direct, shape, Buffer(direct.Result, shape)),
        PooledConvolutionOperation { Pool: { KernelHeight: 2, KernelWidth: 2, Stride: 2 } } direct when WinogradShape.Of(direct.Convolution.Window, direct.Convolution.Filters) is { IsFaster: true } shape =>
            new WinogradMaximumOperation(direct, shape, Buffer(direct.Convolution.Result, shape)),
        ConvolutionInputGradientOperation direct when WinogradShape.OfInputGradient(direct.Window, direct.Weight.Length / direct.Window.Taps) is { IsFaster: true } shape =>
            new WinogradInputGradientOperation(direct, shape, Buffer(direct.InputGradient, shape)),
        ConvolutionWeightGradientOperation direct when WinogradShape.Of(direct.Window, direct.Filters) is { IsFaster: true } shape =>
            new WinogradWeightGradientOperation(direct, shape, new Tensor($"{direct.WeightGradient.Name}Tiles", Arena.Fixed, (int)shape.GradientBufferLength)),
        _ => operation,
    };

    // Longer buffers than an array are an error of the layer.
    private static Tensor Buffer(Tensor result, WinogradShape shape) => new($"{result.Name}Tiles", Arena.Fixed, (int)shape.BufferLength);
}
