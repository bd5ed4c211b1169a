using NnGenerator.Formulas;
using static NnGenerator.Formulas.Scalar;

namespace NnGenerator.Activations;

/// <summary>Sigmoid-weighted linear unit, also called swish (Elfwing and others, 2017).</summary>
internal sealed record SiluActivation() : Activation("Silu")
{
    // Below −87 the value is less than 1e-35 in size, and the exponential no greater, so x is bounded there.
    public override Scalar Value(Scalar x) => Max(-87, x) / (1 + Exp(-x));

    // σ·(1 + x·(1 − σ)). Far up the sigmoid is 1, and the output, which may be huge, is multiplied with 0.
    public override Scalar Derivative(Scalar x, Scalar y) => Sigmoid(x) + (y * (1 - Sigmoid(x)));
}
