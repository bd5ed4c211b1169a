namespace NnGen;

/// <summary>The loss of a classifier: −log softmax(z)[class], the mean over the batch.</summary>
/// <remarks>Works on the logits z of the last linear layer; Softmax or LogSoftmax as the last layer only decides what Forward writes. Targets: one class index a sample.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class CrossEntropyAttribute : Attribute
{
    /// <summary>The part of each target that is spread evenly over all classes: at least 0 and less than 1.</summary>
    /// <remarks>With class weights the loss is that of torch.nn.CrossEntropyLoss(weight, label_smoothing): each class weighs its own part of a target.</remarks>
    public double LabelSmoothing { get; set; }
}
