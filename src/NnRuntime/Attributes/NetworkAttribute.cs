namespace NnGen;

/// <summary>Marks a partial class as a network: NnGen compiles the layers that follow this attribute, from top to bottom and from left to right.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NetworkAttribute : Attribute
{
    /// <summary>Specifies a network on vectors.</summary>
    /// <param name="features">Number of inputs of one sample, at least 1.</param>
    public NetworkAttribute(int features) => InputShape = [features];

    /// <summary>Specifies a network on sequences, which NnGen does not support yet.</summary>
    /// <param name="steps">Number of steps.</param>
    /// <param name="features">Number of inputs of each step.</param>
    public NetworkAttribute(int steps, int features) => InputShape = [steps, features];

    /// <summary>Specifies a network on images, which are stored channel by channel and row by row.</summary>
    /// <param name="channels">Number of channels, at least 1.</param>
    /// <param name="height">Number of rows, at least 1.</param>
    /// <param name="width">Number of columns, at least 1.</param>
    public NetworkAttribute(int channels, int height, int width) => InputShape = [channels, height, width];

    /// <summary>Accepts any other number of sizes, which NnGen reports as an error.</summary>
    /// <param name="inputShape">The shape of one sample.</param>
    public NetworkAttribute(params int[] inputShape) => InputShape = inputShape;

    /// <summary>Gets the shape of one sample.</summary>
    public IReadOnlyList<int> InputShape { get; }

    /// <summary>Gets or sets whether the emitted code is only for inference, without ITrainable, Loss, Backward and BackwardFromOutput.</summary>
    public bool Inference { get; set; }
}
