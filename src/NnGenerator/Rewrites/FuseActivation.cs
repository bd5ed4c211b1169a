using NnGenerator.Ir;
using NnGenerator.Operations;

namespace NnGenerator.Rewrites;

/// <summary>Takes an activation into the product before it.</summary>
internal sealed class FuseActivation : FusionRule
{
    public override Operation? Fuse(Operation producer, Operation reader, Func<Tensor, bool> isNeeded) =>
        producer is IActivationEpilogue product && reader is ActivationOperation activation && activation.Z == product.Result
            ? product.With(activation.Activation, activation.A, storesResult: isNeeded(product.Result))
            : null;
}
