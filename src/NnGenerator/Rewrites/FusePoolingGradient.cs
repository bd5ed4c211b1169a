using NnGenerator.Formulas;
using NnGenerator.Ir;
using NnGenerator.Operations;

namespace NnGenerator.Rewrites;

/// <summary>Takes the derivative of an activation after a pooling layer into the gradient of that layer.</summary>
internal sealed class FusePoolingGradient : FusionRule
{
    public override Operation? Fuse(Operation producer, Operation reader, Func<Tensor, bool> isNeeded) =>
        producer is DerivativeOperation derivative && reader is MaxPoolGradientOperation { IsFusible: true } gradient
            && gradient.OutputGradient == derivative.InputGradient && !isNeeded(derivative.InputGradient) && derivative.Activation.Derivative(Scalar.X, Scalar.Y).IsCheap
            ? gradient.With(derivative, null)
            : null;
}
