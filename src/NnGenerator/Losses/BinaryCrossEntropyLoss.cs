using NnGenerator.Formulas;
using static NnGenerator.Formulas.Scalar;

namespace NnGenerator.Losses;

/// <summary>−t·log σ(z) − (1 − t)·log(1 − σ(z)) of the logits z.</summary>
internal sealed record BinaryCrossEntropyLoss() : PointwiseLoss("BinaryCrossEntropy")
{
    public override bool OnLogits => true;

    // The same as the definition, rearranged so that no exponential overflows, no logarithm sees 0 and no large terms cancel.
    public override Scalar Value(Scalar y, Scalar t) => (Abs(y) * WherePositive(y, 1 - t, t)) + Log1p(Exp(-Abs(y)));

    public override Scalar Derivative(Scalar y, Scalar t) => Logistic(y) - t;
}
