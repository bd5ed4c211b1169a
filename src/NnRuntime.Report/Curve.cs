namespace NnGen.Report;

/// <summary>Represents a line of a chart.</summary>
/// <param name="Name">Name of the line in the legend.</param>
/// <param name="Points">Points of the line, which has a gap where a value is not finite.</param>
/// <param name="IsFaint">Whether the line is drawn below the next one in the same color, as steps are below epochs.</param>
internal sealed record Curve(string Name, IReadOnlyList<(double X, double Y)> Points, bool IsFaint = false);
