using NnGenerator.Expressions;
using static NnGenerator.Expressions.Scalar;

namespace NnGenerator.Activations;

/// <summary>x·tanh(softplus(x)) (Misra, 2019).</summary>
internal sealed record MishActivation() : Activation("Mish")
{
    public override bool IsRectifier => true;

    // tanh(log(1 + u)) = (u² + 2u) / (u² + 2u + 2) with u = exp(x); above x = 20 it is 1 in single precision.
    public override Scalar Value(Scalar x) => x * Gate(x);

    public override Scalar Slope(Scalar x, Scalar y) => Gate(x) + (x * Logistic(x) * (1 - (Gate(x) * Gate(x))));

    private static Scalar Gate(Scalar x) => Odds(x) / (Odds(x) + 2);

    private static Scalar Odds(Scalar x) => Exp(Min(20, x)) * (Exp(Min(20, x)) + 2);
}
