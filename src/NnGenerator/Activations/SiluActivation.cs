using NnGenerator.Expressions;
using static NnGenerator.Expressions.Scalar;

namespace NnGenerator.Activations;

/// <summary>Sigmoid-weighted linear unit, also called swish (Elfwing and others, 2017).</summary>
internal sealed record SiluActivation() : Activation("Silu")
{
    public override bool IsRectifier => true;

    public override Scalar Value(Scalar x) => x / (1 + Exp(-x));

    // σ + y·(1 − σ)
    public override Scalar Slope(Scalar x, Scalar y) => Logistic(x) * (1 - y) + y;
}
