namespace NnGenerator.Shapes;

/// <summary>A value of a network: one of its inputs, or the output of a node.</summary>
/// <param name="Number">Its number among all values, from 0.</param>
/// <param name="Shape">The shape for one sample.</param>
internal sealed record GraphValue(int Number, Shape Shape);
