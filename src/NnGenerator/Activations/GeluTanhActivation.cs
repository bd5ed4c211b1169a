using NnGenerator.Expressions;
using static NnGenerator.Expressions.Scalar;

namespace NnGenerator.Activations;

/// <summary>The tanh approximation of GELU (Hendrycks and Gimpel, 2016).</summary>
internal sealed record GeluTanhActivation() : Activation("GeluTanh")
{
    private static readonly double s_root = Math.Sqrt(2 / Math.PI);

    public override bool IsRectifier => true;

    // x/2·(1 + tanh u) = x·σ(2u), without the sum, which would cancel where tanh is near −1.
    public override Scalar Value(Scalar x) => From(x) * Logistic(Inner(From(x)));

    // σ + x·σ′·(inner)′ with σ′ = σ·(σ·exp(−inner)), which is exact at either end. All is 0 or 1 beyond ±10.
    public override Scalar Slope(Scalar x, Scalar y)
    {
        Scalar near = Min(10, From(x)), logistic = Logistic(Inner(near));
        return logistic * (1 + (near * ((2 * s_root) + (6 * 0.044715 * s_root * near * near)) * (logistic * Exp(-Inner(near)))));
    }

    // Further down the value is less than 1e-36 in size, and a greater x would multiply the least exponential.
    private static Scalar From(Scalar x) => Max(-10, x);

    private static Scalar Inner(Scalar x) => x * ((2 * s_root) + (2 * 0.044715 * s_root * x * x));
}
