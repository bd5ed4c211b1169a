using NnGenerator.Formulas;
using static NnGenerator.Formulas.Scalar;

namespace NnGenerator.Losses;

/// <summary>|y − t|, with derivative 0 where they are equal.</summary>
internal sealed record MeanAbsoluteErrorLoss() : PointwiseLoss("MeanAbsoluteError")
{
    public override Scalar Value(Scalar y, Scalar t) => Abs(y - t);

    // The last term is 0, and NaN where an output or a target is not finite, which a comparison alone would hide; halves do not overflow.
    public override Scalar Derivative(Scalar y, Scalar t) => WherePositive(y - t, 1, 0) - WherePositive(t - y, 1, 0) + (0 * ((0.5 * y) - (0.5 * t)));
}
