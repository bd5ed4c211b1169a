namespace NnGen;

/// <summary>Makes a partial class a network: NnGen compiles the layers below this attribute, top to bottom and left to right.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NetworkAttribute : Attribute
{
    /// <summary>A network on vectors.</summary>
    /// <param name="features">The number of inputs of one sample, at least 1.</param>
    public NetworkAttribute(int features) => InputShape = [features];

    /// <summary>A network on sequences, which NnGen does not support yet.</summary>
    /// <param name="steps">The number of steps.</param>
    /// <param name="features">The number of inputs of each step.</param>
    public NetworkAttribute(int steps, int features) => InputShape = [steps, features];

    /// <summary>A network on images, which are stored channel by channel and row by row.</summary>
    /// <param name="channels">The number of channels, at least 1.</param>
    /// <param name="height">The number of rows, at least 1.</param>
    /// <param name="width">The number of columns, at least 1.</param>
    public NetworkAttribute(int channels, int height, int width) => InputShape = [channels, height, width];

    /// <summary>Takes any other number of sizes, which is an error.</summary>
    /// <param name="inputShape">The shape of one sample.</param>
    public NetworkAttribute(params int[] inputShape) => InputShape = inputShape;

    /// <summary>Gets the shape of one sample.</summary>
    public IReadOnlyList<int> InputShape { get; }

    /// <summary>Emit no training code: no ITrainable, Loss, Backward or BackwardFromOutput.</summary>
    public bool Inference { get; set; }
}
