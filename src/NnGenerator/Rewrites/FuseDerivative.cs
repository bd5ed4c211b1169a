using NnGenerator.Ir;
using NnGenerator.Operations;

namespace NnGenerator.Rewrites;

/// <summary>Takes the derivative of an activation into the product that makes the gradient of its output.</summary>
internal sealed class FuseDerivative : FusionRule
{
    public override Operation? Fuse(Operation producer, Operation reader, Func<Tensor, bool> isNeeded) =>
        producer is InputGradientOperation product && reader is DerivativeOperation derivative && derivative.OutputGradient == product.InputGradient && !isNeeded(product.InputGradient)
            ? product.With(derivative)
            : null;
}
