using NnGenerator.Ir;
using NnGenerator.Operations;

namespace NnGenerator.Rewrites;

/// <summary>Takes a softmax into the product before it where a row of logits is one vector.</summary>
internal sealed class FuseSoftmax : FusionRule
{
    public override Operation? Fuse(Operation producer, Operation reader, Func<Tensor, bool> isNeeded) =>
        producer is LinearOperation { IsVector: true } linear && reader is SoftmaxOperation { IsLogarithm: false } softmax && softmax.Logits == linear.Result && !isNeeded(linear.Result)
            ? linear.With(softmax.Narrow())
            : null;
}
