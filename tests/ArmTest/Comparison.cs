using System.Globalization;

namespace ArmTest;

/// <summary>Compares the numbers of two machines.</summary>
internal sealed class Comparison(Results arm, Results here)
{
    // Gradients are in units of the largest, which is a harder test than relative to 1. Those of trained networks have a tolerance of their own: with vectors
    // of another width, x64 differs from itself by more than 1e-5 there. A wrong lane or coefficient changes far more than 1e-4.
    private const double Tolerance = 1e-5, TrainedGradientTolerance = 1e-4;

    /// <summary>Prints a line for each network, with the numbers that are furthest apart. Returns whether all agree.</summary>
    public bool Print(TextWriter output)
    {
        output.WriteLine($"{arm.Machine} and {here.Machine}:");
        if (arm.Numbers.Count != here.Numbers.Count)
        {
            output.WriteLine($"not comparable: {arm.Numbers.Count} and {here.Numbers.Count} arrays");
            return false;
        }
        int networks = 0, failed = 0, values = 0;
        double largest = 0;
        foreach (IGrouping<string, int> network in Enumerable.Range(0, here.Numbers.Count).GroupBy(i => here.Numbers[i].Network))
        {
            (double difference, int at) = network.Select(i => (Difference(arm.Numbers[i], here.Numbers[i]), i)).MaxBy(static one => one.Item1);
            bool agrees = network.All(i => Difference(arm.Numbers[i], here.Numbers[i]) <= ToleranceOf(here.Numbers[i]));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(agrees ? "" : "DIFFERS ")}{network.Key}: {difference:0.0e-0} {here.Numbers[at].Name}"));
            (networks, failed, largest) = (networks + 1, failed + (agrees ? 0 : 1), Math.Max(largest, difference));
            values += network.Sum(i => here.Numbers[i].Values.Length);
        }
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{networks} networks, {values} numbers, largest difference {largest:0.0e-0}; {failed} networks differ by more than {Tolerance:0e-0} (gradients of trained networks: {TrainedGradientTolerance:0e-0})"));
        return failed == 0;
    }

    private static double ToleranceOf(Numbers numbers) => numbers.Name.StartsWith("trained gradients", StringComparison.Ordinal) ? TrainedGradientTolerance : Tolerance;

    // Relative to numbers above 1, absolute below; infinite if only one is NaN or infinite.
    private static double Difference(Numbers a, Numbers b)
    {
        if (a.Network != b.Network || a.Name != b.Name || a.Values.Length != b.Values.Length)
        {
            return double.PositiveInfinity;
        }
        double largest = 0;
        for (int i = 0; i < a.Values.Length; i++)
        {
            float x = a.Values[i], y = b.Values[i];
            if (!x.Equals(y))
            {
                double difference = Math.Abs((double)x - y) / Math.Max(1, Math.Abs((double)y));
                largest = Math.Max(largest, float.IsFinite(x) && float.IsFinite(y) ? difference : double.PositiveInfinity);
            }
        }
        return largest;
    }
}
