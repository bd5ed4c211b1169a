namespace NnGen;

/// <summary>A layer: the same numbers as one vector, channel by channel and row by row.</summary>
/// <remarks>Shape: [channels, height, width] → [channels·height·width].</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class FlattenAttribute : Attribute;
