namespace NnRuntime;

/// <summary>Makes a partial class a network: NnGen compiles the layers below this attribute, top to bottom and left to right.</summary>
/// <param name="inputShape">The shape of one sample: (features), or (channels, height, width) for images, which lie channel by channel and row by row.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NetworkAttribute(params int[] inputShape) : Attribute
{
    /// <summary>The shape of one sample.</summary>
    public IReadOnlyList<int> InputShape { get; } = inputShape;

    /// <summary>Emit no training code: no ITrainable, Loss, Backward or BackwardFromOutput.</summary>
    public bool Inference { get; set; }
}
