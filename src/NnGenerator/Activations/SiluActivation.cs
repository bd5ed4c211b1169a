using NnGenerator.Expressions;
using static NnGenerator.Expressions.Scalar;

namespace NnGenerator.Activations;

/// <summary>Sigmoid-weighted linear unit, also called swish (Elfwing and others, 2017).</summary>
internal sealed record SiluActivation() : Activation("Silu")
{
    public override bool IsRectifier => true;

    public override Scalar Value(Scalar x) => From(x) / (1 + Exp(-From(x)));

    // σ·(1 + x·(1 − σ)) with 1 − σ = σ·exp(−x), which is exact at either end. All is 0 or 1 beyond ±87.
    public override Scalar Slope(Scalar x, Scalar y)
    {
        Scalar near = Min(87, From(x));
        return Logistic(near) * (1 + (near * (Logistic(near) * Exp(-near))));
    }

    // Further down the value is less than 1e-35 in size, and a greater x would multiply the least exponential.
    private static Scalar From(Scalar x) => Max(-87, x);
}
