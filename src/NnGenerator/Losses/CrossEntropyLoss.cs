using NnGenerator.Activations;
using NnGenerator.Diagnostics;
using NnGenerator.Ir;
using NnGenerator.Layers;
using NnGenerator.Operations;
using NnGenerator.Shapes;
using NnGenerator.Text;

namespace NnGenerator.Losses;

/// <summary>−log softmax(z)[target] of the logits z, one class index a sample.</summary>
internal sealed record CrossEntropyLoss(double LabelSmoothing = 0) : Loss("CrossEntropy")
{
    public override string Description => LabelSmoothing == 0 ? Title : $"{Title} with label smoothing {CSharpLiteral.Number(LabelSmoothing)}";

    public override bool TargetsAreClasses => true;

    public override double Smoothing => LabelSmoothing;

    public override string Head => "Softmax";

    public override string LinearModel => "softmax regression";

    public override bool TakesIn(Layer last) => last is SoftmaxLayer;

    public override bool Classifies(Shape output) => true;

    public override void Check(Layer last, Shape? output, bool isDeclared, FindingSink findings)
    {
        if (LabelSmoothing is not (>= 0 and < 1))
        {
            findings.Add(Descriptors.ArgumentOutOfRange, "LabelSmoothing", CSharpLiteral.Number(LabelSmoothing), "a value of at least 0 and less than 1");
        }
        if (output is { Rank: > 1 })
        {
            findings.Add(Descriptors.LossDoesNotFit, Fix.InsertBefore("Flatten"), Title, $"{last.Title}, whose output is the image {output}", "insert [Flatten] or [GlobalAveragePool2D] before it, since it takes one logit per class");
        }
        else if (last is ActivationLayer { Activation: SigmoidActivation })
        {
            findings.Add(Descriptors.LossDoesNotFit, Fix.Replace("BinaryCrossEntropy"), Title, "Sigmoid", "use [Softmax] as the last layer, or [BinaryCrossEntropy] as the loss");
        }
        else if (isDeclared && output is { Length: 1 })
        {
            findings.Add(Descriptors.OneClass, Fix.Replace("BinaryCrossEntropy"));
        }
    }

    public override Operation Lower(int layer, Tensor outputs, Tensor? gradient) => new CrossEntropyOperation(layer, outputs, gradient, LabelSmoothing);
}
