using NnGenerator.Activations;
using NnGenerator.Diagnostics;
using NnGenerator.Formulas;
using NnGenerator.Layers;
using NnGenerator.Shapes;
using static NnGenerator.Formulas.Scalar;

namespace NnGenerator.Losses;

/// <summary>−t·log σ(z) − (1 − t)·log(1 − σ(z)) of the logits z.</summary>
internal sealed record BinaryCrossEntropyLoss() : PointwiseLoss("BinaryCrossEntropy")
{
    public override bool TargetsAreProbabilities => true;

    public override string Head => "Sigmoid";

    public override string LinearModel => "logistic regression";

    public override bool TakesIn(Layer last) => last is ActivationLayer { Activation: SigmoidActivation };

    public override bool Classifies(Shape output) => output.Length == 1;

    public override void Check(Layer last, Shape? output, bool isDeclared, FindingSink findings)
    {
        if (last is SoftmaxLayer)
        {
            findings.Add(Descriptors.LossDoesNotFit, Fix.Replace("CrossEntropy"), Title, last.Title, "use [Sigmoid] as the last layer, or [CrossEntropy] as the loss");
        }
    }

    // The same as the definition, rearranged so that no exponential overflows, no logarithm sees 0 and no large terms cancel.
    public override Scalar Value(Scalar y, Scalar t) => (Abs(y) * WherePositive(y, 1 - t, t)) + Log1p(Exp(-Abs(y)));

    public override Scalar Derivative(Scalar y, Scalar t) => Sigmoid(y) - t;
}
