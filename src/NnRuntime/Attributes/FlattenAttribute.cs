namespace NnGen;

/// <summary>Adds a layer that reshapes an image to a vector, channel by channel and row by row.</summary>
/// <remarks>Shape: [channels, height, width] → [channels·height·width].</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class FlattenAttribute : Attribute;
