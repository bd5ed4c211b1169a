using NnGenerator.Text;

namespace NnGenerator.Losses;

/// <summary>−log softmax(z)[target] of the logits z, one class index a sample.</summary>
internal sealed record CrossEntropyLoss(double LabelSmoothing = 0) : Loss("CrossEntropy")
{
    public override string Description => LabelSmoothing == 0 ? Title : $"{Title} with label smoothing {CSharpLiteral.Number(LabelSmoothing)}";
}
