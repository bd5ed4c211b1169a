namespace NnGen;

/// <summary>Adds a layer on images that computes the mean of each channel.</summary>
/// <remarks>Shape: [channels, height, width] → [channels].</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GlobalAveragePool2DAttribute : Attribute;
