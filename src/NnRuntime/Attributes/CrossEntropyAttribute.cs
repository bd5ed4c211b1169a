namespace NnGen;

/// <summary>Specifies the loss of a classifier: −log softmax(z)[class], averaged over the batch.</summary>
/// <remarks>The loss is computed from the logits z of the last linear layer; Softmax or LogSoftmax as the last layer only determines what Forward writes. Targets: one class index per sample.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class CrossEntropyAttribute : Attribute
{
    /// <summary>Gets or sets the fraction of each target that is spread evenly over all classes: at least 0 and less than 1.</summary>
    /// <remarks>With class weights, the loss is that of torch.nn.CrossEntropyLoss(weight, label_smoothing): each class weights its own share of a target.</remarks>
    public double LabelSmoothing { get; set; }
}
