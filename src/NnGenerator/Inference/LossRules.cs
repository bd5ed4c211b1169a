using NnGenerator.Activations;
using NnGenerator.Diagnostics;
using NnGenerator.Graph;
using NnGenerator.Layers;
using NnGenerator.Losses;
using NnGenerator.Text;

namespace NnGenerator.Inference;

/// <summary>Which losses can follow which last layers, and which targets they take.</summary>
internal static class LossRules
{
    public static void Check(NetworkDeclaration declaration, IReadOnlyList<LayerNode> nodes, Loss loss, FindingSink findings)
    {
        findings.Site = declaration.Layers.Count + 1;
        CheckArguments(loss, findings);
        Layer last = declaration.Layers[declaration.Layers.Count - 1];
        switch (loss)
        {
            case CrossEntropyLoss when nodes.Count == declaration.Layers.Count && nodes[nodes.Count - 1].Output is { Rank: > 1 } image:
                findings.Add(Descriptors.LossDoesNotFit, Fix.InsertBefore("Flatten"), "CrossEntropy", $"{last.Title}, whose output is the image {image}", "insert [Flatten] or [GlobalAveragePool2D] before it, since it takes one logit per class");
                break;
            case CrossEntropyLoss when last is ActivationLayer { Activation: SigmoidActivation }:
                findings.Add(Descriptors.LossDoesNotFit, Fix.Replace("BinaryCrossEntropy"), "CrossEntropy", "Sigmoid", "use [Softmax] as the last layer, or [BinaryCrossEntropy] as the loss");
                break;
            case CrossEntropyLoss when declaration.Loss is not null && nodes.Count == declaration.Layers.Count && nodes[nodes.Count - 1].Output.Length == 1:
                findings.Add(Descriptors.OneClass, Fix.Replace("BinaryCrossEntropy"));
                break;
            case BinaryCrossEntropyLoss when last is SoftmaxLayer:
                findings.Add(Descriptors.LossDoesNotFit, Fix.Replace("CrossEntropy"), "BinaryCrossEntropy", last.Title, "use [Sigmoid] as the last layer, or [CrossEntropy] as the loss");
                break;
        }
    }

    private static void CheckArguments(Loss loss, FindingSink findings)
    {
        switch (loss)
        {
            case CrossEntropyLoss { LabelSmoothing: not (>= 0 and < 1) } smoothed:
                findings.Add(Descriptors.ArgumentOutOfRange, "LabelSmoothing", CSharpLiteral.Number(smoothed.LabelSmoothing), "a value of at least 0 and less than 1");
                break;
            case HuberLoss { Delta: not (> 0 and < double.PositiveInfinity) } huber:
                findings.Add(Descriptors.ArgumentOutOfRange, "delta", CSharpLiteral.Number(huber.Delta), "a finite value greater than 0");
                break;
            case HuberLoss huber when (float)huber.Delta is 0 or float.PositiveInfinity:   // as the float that is emitted
                findings.Add(Descriptors.ArgumentOutOfRange, "delta", CSharpLiteral.Number(huber.Delta), "a value from 1.4013E-45 to 3.40282E+38, the smallest and the largest float");
                break;
        }
    }
}
