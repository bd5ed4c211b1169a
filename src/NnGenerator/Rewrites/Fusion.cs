using NnGenerator.Formulas;
using NnGenerator.Ir;
using NnGenerator.Operations;

namespace NnGenerator.Rewrites;

/// <summary>Takes activations into the product before them, and derivatives into the product that made the gradient, where the formula is short
/// enough to be computed between the sum and its store; a product that is written out takes in any.</summary>
internal static class Fusion
{
    public static IReadOnlyList<Kernel> Run(IReadOnlyList<Kernel> kernels)
    {
        List<Kernel> result = [];
        for (int i = 0; i < kernels.Count; i++)
        {
            // What took in its neighbour may take in the next one too.
            Kernel kernel = kernels[i];
            while (i + 1 < kernels.Count && Fuse(kernel, kernels[i + 1], kernels.Skip(i + 2)) is { } fused)
            {
                kernel = fused;
                i++;
            }
            result.Add(kernel);
        }
        return result;
    }

    private static Kernel? Fuse(Kernel first, Kernel second, IEnumerable<Kernel> later)
    {
        bool Needs(Operand operand) => later.Any(kernel => kernel.Reads.Contains(operand));

        switch (first, second)
        {
            case (LinearKernel linear, ActivationKernel activation)
                when activation.Z == linear.Z && linear.A is null && (linear.IsUnrolled || activation.Activation.Value(Scalar.X).IsCheap):
                return linear.With(activation.Activation, activation.A, storesZ: Needs(linear.Z));

            case (LinearKernel { IsVector: true } linear, SoftmaxKernel { IsLogarithm: false } softmax)
                when softmax.Logits == linear.Z && !Needs(linear.Z):
                return linear.With(softmax.Narrow());

            case (InputGradientKernel product, DerivativeKernel derivative)
                when derivative.OutputGradient == product.InputGradient && product.Activation is null && (product.IsUnrolled || derivative.Activation.Derivative(Scalar.X, Scalar.Y).IsCheap):
                return product.With(derivative.Activation, derivative.Z, derivative.A, derivative.InputGradient);

            case (ConvolutionKernel convolution, ActivationKernel activation)
                when activation.Z == convolution.Z && convolution.A is null && activation.Activation.Value(Scalar.X).IsCheap:
                return convolution.With(activation.Activation, activation.A, storesZ: Needs(convolution.Z));

            case (ConvolutionKernel { A: null } convolution, MaxPoolKernel pool)
                when pool.Input == convolution.Z && pool.Window.IsDisjoint && !Needs(convolution.Z):
                int length = PooledConvolutionKernel.BufferLength(convolution.Window, pool.Window);
                return new PooledConvolutionKernel(convolution, pool, new Operand($"{convolution.Z.Name}RowPanel", Space.Fixed, length)) { Layer = convolution.Layer };

            case (PooledConvolutionKernel { A: null } pooled, ActivationKernel activation)
                when activation.Z == pooled.P && !Needs(pooled.P) && activation.Activation.Value(Scalar.X).IsCheap:
                return pooled.With(activation.Activation, activation.A);

            case (DerivativeKernel derivative, MaxPoolGradientKernel { IsFusible: true } gradient)
                when gradient.OutputGradient == derivative.InputGradient && !Needs(derivative.InputGradient) && derivative.Activation.Derivative(Scalar.X, Scalar.Y).IsCheap:
                return gradient.With(derivative, null);

            case (MaxPoolGradientKernel { IsFusible: true, Padded: null } gradient, PadKernel padded)
                when padded.Input == gradient.InputGradient && !Needs(gradient.InputGradient):
                return gradient.With(gradient.Derivative, padded);

            case (ToLanesKernel lanes, PadKernel padded)
                when padded.Input == lanes.Output && !Needs(lanes.Output):
                return lanes.Into(padded.Output, padded.PaddedImage);

            default:
                return null;
        }
    }
}
