using NnGenerator.Formulas;
using static NnGenerator.Formulas.Scalar;

namespace NnGenerator.Activations;

/// <summary>x·tanh(softplus(x)) (Misra, 2019).</summary>
internal sealed record MishActivation() : Activation("Mish")
{
    // tanh(log(1 + u)) = (u² + 2u) / (u² + 2u + 2) with u = exp(x); above x = 20 it is 1 in single precision. Below −87 the value is less than
    // 1e-35 in size, and the exponential soon shrinks no more, so that x must stop too.
    public override Scalar Value(Scalar x) => Max(-87, x) * (Odds(Power(x)) / (Odds(Power(x)) + 2));

    // tanh + x·σ·(1 − tanh²) with σ = u / (1 + u) and 1 − tanh² = 4·(1 + u)² / (u² + 2u + 2)², so that nothing cancels.
    public override Scalar Derivative(Scalar x, Scalar y)
    {
        Scalar u = Power(x), part = 1 / (Odds(u) + 2);
        return (Odds(u) * part) + (4 * Min(20, Max(-87, x)) * (u * part) * ((1 + u) * part));
    }

    private static Scalar Odds(Scalar u) => u * (u + 2);

    private static Scalar Power(Scalar x) => Exp(Min(20, x));
}
