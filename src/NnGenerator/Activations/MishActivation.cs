using NnGenerator.Expressions;
using static NnGenerator.Expressions.Scalar;

namespace NnGenerator.Activations;

/// <summary>x·tanh(softplus(x)) (Misra, 2019).</summary>
internal sealed record MishActivation() : Activation("Mish")
{
    public override bool IsRectifier => true;

    // tanh(log(1 + u)) = (u² + 2u) / (u² + 2u + 2) with u = exp(x); above x = 20 it is 1 in single precision, and below −87 the value is less
    // than 1e-35 in size, where a greater x would multiply the least exponential.
    public override Scalar Value(Scalar x) => Max(-87, x) * (Odds(x) / (Odds(x) + 2));

    // tanh + x·σ·(1 − tanh²) with σ = u / (1 + u) and 1 − tanh² = 4·(1 + u)² / (u² + 2u + 2)², so that nothing cancels.
    public override Scalar Slope(Scalar x, Scalar y)
    {
        Scalar u = Power(x), part = 1 / (Odds(x) + 2);
        return (Odds(x) * part) + (4 * Near(x) * (u * part) * ((1 + u) * part));
    }

    private static Scalar Odds(Scalar x) => Power(x) * (Power(x) + 2);

    private static Scalar Power(Scalar x) => Exp(Near(x));

    private static Scalar Near(Scalar x) => Min(20, Max(-87, x));
}
