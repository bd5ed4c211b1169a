using NnGenerator.Formulas;

namespace NnGenerator.Losses;

/// <summary>(y − t)².</summary>
internal sealed record MeanSquaredErrorLoss() : PointwiseLoss("MeanSquaredError")
{
    public override Scalar Value(Scalar y, Scalar t) => (y - t) * (y - t);

    public override Scalar Derivative(Scalar y, Scalar t) => 2 * (y - t);
}
