using NnGenerator.Expressions;
using static NnGenerator.Expressions.Scalar;

namespace NnGenerator.Losses;

/// <summary>−t·log σ(z) − (1 − t)·log(1 − σ(z)) of the logits z.</summary>
internal sealed record BinaryCrossEntropyLoss() : PointwiseLoss("BinaryCrossEntropy")
{
    public override bool OnLogits => true;

    // The same as the definition, rearranged so that no exponential overflows and no logarithm sees 0.
    public override Scalar Value(Scalar y, Scalar t) => Max(0, y) - (y * t) + Log1p(Exp(-Abs(y)));

    public override Scalar Slope(Scalar y, Scalar t) => Logistic(y) - t;
}
