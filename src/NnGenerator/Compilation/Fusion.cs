using NnGenerator.Expressions;
using NnGenerator.Kernels;

namespace NnGenerator.Compilation;

/// <summary>Takes activations into the product before them, and slopes into the product that made the gradient, where the formula is short
/// enough to be computed between the sum and its store; a product that is written out takes in any.</summary>
internal static class Fusion
{
    public static IReadOnlyList<Kernel> Run(IReadOnlyList<Kernel> kernels)
    {
        List<Kernel> result = [];
        for (int i = 0; i < kernels.Count; i++)
        {
            Kernel? fused = i + 1 < kernels.Count ? Fuse(kernels[i], kernels[i + 1], kernels.Skip(i + 2)) : null;
            result.Add(fused ?? kernels[i]);
            i += fused is null ? 0 : 1;
        }
        return result;
    }

    private static Kernel? Fuse(Kernel first, Kernel second, IEnumerable<Kernel> later)
    {
        switch (first, second)
        {
            case (LinearKernel linear, ActivationKernel activation)
                when activation.Z == linear.Z && (linear.IsUnrolled || activation.Activation.Value(Scalar.X).IsCheap):
                return linear.With(activation.Activation, activation.A, storesZ: later.Any(kernel => kernel.Reads.Contains(linear.Z)));

            case (InputGradientKernel product, SlopeKernel slope)
                when slope.OutputGradient == product.InputGradient && (product.IsUnrolled || slope.Activation.Slope(Scalar.X, Scalar.Y).IsCheap):
                return product.With(slope.Activation, slope.Z, slope.A, slope.InputGradient);

            case (ConvolutionKernel convolution, ActivationKernel activation)
                when activation.Z == convolution.Z && activation.Activation.Value(Scalar.X).IsCheap:
                return convolution.With(activation.Activation, activation.A, storesZ: later.Any(kernel => kernel.Reads.Contains(convolution.Z)));

            case (ToLanesKernel lanes, FrameKernel framed)
                when framed.Input == lanes.Output && !later.Any(kernel => kernel.Reads.Contains(lanes.Output)):
                return lanes.Into(framed.Output, framed.Frame);

            default:
                return null;
        }
    }
}
