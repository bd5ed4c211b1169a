using NnGenerator.Formulas;
using NnGenerator.Ir;
using NnGenerator.Operations;

namespace NnGenerator.Rewrites;

/// <summary>Takes activations into the product before them, and derivatives into the product that made the gradient, where the formula is short
/// enough to be computed between the sum and its store; a product that is written out takes in any.</summary>
internal static class Fusion
{
    public static IReadOnlyList<Operation> Run(IReadOnlyList<Operation> operations)
    {
        List<Operation> result = [];
        for (int i = 0; i < operations.Count; i++)
        {
            // What took in its neighbour may take in the next one too.
            Operation operation = operations[i];
            while (i + 1 < operations.Count && Fuse(operation, operations[i + 1], operations.Skip(i + 2)) is { } fused)
            {
                operation = fused;
                i++;
            }
            result.Add(operation);
        }
        return result;
    }

    private static Operation? Fuse(Operation first, Operation second, IEnumerable<Operation> later)
    {
        bool Needs(Tensor tensor) => later.Any(operation => operation.Reads.Contains(tensor));

        switch (first, second)
        {
            case (LinearOperation linear, ActivationOperation activation)
                when activation.Z == linear.Z && linear.A is null && (linear.IsUnrolled || activation.Activation.Value(Scalar.X).IsCheap):
                return linear.With(activation.Activation, activation.A, storesZ: Needs(linear.Z));

            case (LinearOperation { IsVector: true } linear, SoftmaxOperation { IsLogarithm: false } softmax)
                when softmax.Logits == linear.Z && !Needs(linear.Z):
                return linear.With(softmax.Narrow());

            case (InputGradientOperation product, DerivativeOperation derivative)
                when derivative.OutputGradient == product.InputGradient && product.Activation is null && (product.IsUnrolled || derivative.Activation.Derivative(Scalar.X, Scalar.Y).IsCheap):
                return product.With(derivative.Activation, derivative.Z, derivative.A, derivative.InputGradient);

            case (ConvolutionOperation convolution, ActivationOperation activation)
                when activation.Z == convolution.Z && convolution.A is null && activation.Activation.Value(Scalar.X).IsCheap:
                return convolution.With(activation.Activation, activation.A, storesZ: Needs(convolution.Z));

            case (ConvolutionOperation { A: null } convolution, MaxPoolOperation pool)
                when pool.Input == convolution.Z && pool.Window.IsDisjoint && !Needs(convolution.Z):
                int length = PooledConvolutionOperation.BufferLength(convolution.Window, pool.Window);
                return new PooledConvolutionOperation(convolution, pool, new Tensor($"{convolution.Z.Name}RowPanel", Arena.Fixed, length)) { Layer = convolution.Layer };

            case (PooledConvolutionOperation { A: null } pooled, ActivationOperation activation)
                when activation.Z == pooled.P && !Needs(pooled.P) && activation.Activation.Value(Scalar.X).IsCheap:
                return pooled.With(activation.Activation, activation.A);

            case (DerivativeOperation derivative, MaxPoolGradientOperation { IsFusible: true } gradient)
                when gradient.OutputGradient == derivative.InputGradient && !Needs(derivative.InputGradient) && derivative.Activation.Derivative(Scalar.X, Scalar.Y).IsCheap:
                return gradient.With(derivative, null);

            case (MaxPoolGradientOperation { IsFusible: true, Padded: null } gradient, PadOperation padded)
                when padded.Input == gradient.InputGradient && !Needs(gradient.InputGradient):
                return gradient.With(gradient.Derivative, padded);

            case (ToChwnOperation lanes, PadOperation padded)
                when padded.Input == lanes.Output && !Needs(lanes.Output):
                return lanes.Into(padded.Output, padded.PaddedImage);

            default:
                return null;
        }
    }
}
