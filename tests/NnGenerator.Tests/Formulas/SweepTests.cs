namespace NnGenerator.Tests.Formulas;

/// <summary>Values and derivatives of every activation, head and loss over ±[1e-38, 1e38], as emitted code computes them, against the formula in
/// double precision. <see cref="SweepWidthTests"/> runs the class again at every narrower vector width.</summary>
public partial class SweepTests
{
    internal static IEnumerable<(string Name, string Attributes)> Networks => [.. ActivationNetworks, .. HeadNetworks, .. LossNetworks];
}
