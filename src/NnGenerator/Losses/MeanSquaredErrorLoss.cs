using NnGenerator.Diagnostics;
using NnGenerator.Formulas;
using NnGenerator.Layers;

namespace NnGenerator.Losses;

/// <summary>(y − t)².</summary>
internal sealed record MeanSquaredErrorLoss() : PointwiseLoss("MeanSquaredError")
{
    public override void Advise(Layer last, Loss? lossOfHead, FindingSink findings)
    {
        if (lossOfHead is { Title: var fused })
        {
            findings.Add(Descriptors.SquaredProbabilities, Fix.Replace(fused), last.Title, last is SoftmaxLayer { Logarithm: true }
                ? "compares logarithms of probabilities with targets, which is rarely intended"
                : $"learns slowly where the network is confidently wrong, since its gradient is multiplied by the derivative of {last.Title}, which is near 0 there", fused);
        }
    }

    public override Scalar Value(Scalar y, Scalar t) => (y - t) * (y - t);

    public override Scalar Derivative(Scalar y, Scalar t) => 2 * (y - t);
}
