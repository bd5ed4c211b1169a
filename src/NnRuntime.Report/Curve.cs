namespace NnGen.Report;

/// <summary>A line of a chart.</summary>
/// <param name="Name">What it is, in the legend.</param>
/// <param name="Points">Its points; the line has a gap where one is not finite.</param>
/// <param name="IsFaint">Whether it is drawn under the next one in the same color, as steps are under epochs.</param>
internal sealed record Curve(string Name, IReadOnlyList<(double X, double Y)> Points, bool IsFaint = false);
