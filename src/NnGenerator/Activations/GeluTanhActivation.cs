using NnGenerator.Expressions;
using static NnGenerator.Expressions.Scalar;

namespace NnGenerator.Activations;

/// <summary>The tanh approximation of GELU (Hendrycks and Gimpel, 2016).</summary>
internal sealed record GeluTanhActivation() : Activation("GeluTanh")
{
    private static readonly double s_root = Math.Sqrt(2 / Math.PI);

    public override bool IsRectifier => true;

    public override Scalar Value(Scalar x) => 0.5 * x * (1 + Inner(x));

    public override Scalar Slope(Scalar x, Scalar y) =>
        (0.5 * (1 + Inner(x))) + (0.5 * x * (1 - (Inner(x) * Inner(x))) * (s_root + (3 * 0.044715 * s_root * x * x)));

    private static Scalar Inner(Scalar x) => Tanh(s_root * x * (1 + (0.044715 * x * x)));
}
