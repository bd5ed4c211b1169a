using NnGenerator.Formulas;
using static NnGenerator.Formulas.Scalar;

namespace NnGenerator.Activations;

/// <summary>Gaussian error linear unit, x·Φ(x) with the exact normal distribution (Hendrycks and Gimpel, 2016).</summary>
internal sealed record GeluActivation() : Activation("Gelu")
{
    private static readonly double s_halfRoot = Math.Sqrt(0.5), s_density = 1 / Math.Sqrt(2 * Math.PI);

    public override Scalar Value(Scalar x) => x * (0.5 + (0.5 * Erf(s_halfRoot * x)));

    // Φ(x) + x·φ(x), where x·φ(x) is less than 1e-35 beyond ±13 and a larger x would multiply the smallest exponential.
    public override Scalar Derivative(Scalar x, Scalar y) => 0.5 + (0.5 * Erf(s_halfRoot * x)) + (s_density * Near(x) * Exp(-0.5 * Near(x) * Near(x)));

    private static Scalar Near(Scalar x) => Min(13, Max(-13, x));
}
