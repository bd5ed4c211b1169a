namespace NnGen;

/// <summary>A layer on images: the mean of each channel.</summary>
/// <remarks>Shape: [channels, height, width] → [channels].</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GlobalAveragePool2DAttribute : Attribute;
