using NnGenerator.Formulas;
using static NnGenerator.Formulas.Scalar;

namespace NnGenerator.Activations;

/// <summary>The tanh approximation of GELU (Hendrycks and Gimpel, 2016).</summary>
internal sealed record GeluTanhActivation() : Activation("GeluTanh")
{
    private static readonly double s_root = Math.Sqrt(2 / Math.PI);

    // x/2·(1 + tanh u) = x·σ(2u), without the sum, which would cancel where tanh is near −1. Below −10 the value is less than 1e-36 in size,
    // and the exponential soon grows no more, so that x must stop too.
    public override Scalar Value(Scalar x) => Max(-10, x) * Sigmoid(Inner(x));

    // σ + x·σ′·(inner)′ with σ′ = σ·(σ·exp(−inner)), which is exact at either end. All is 0 or 1 beyond ±10.
    public override Scalar Derivative(Scalar x, Scalar y)
    {
        Scalar near = Min(10, Max(-10, x)), power = Exp(-Inner(near)), logistic = 1 / (1 + power);
        return logistic * (1 + (near * ((2 * s_root) + (6 * 0.044715 * s_root * near * near)) * (logistic * power)));
    }

    // 2·√(2/π)·(x + 0.044715·x³)
    private static Scalar Inner(Scalar x) => x * ((2 * s_root) + (2 * 0.044715 * s_root * x * x));
}
