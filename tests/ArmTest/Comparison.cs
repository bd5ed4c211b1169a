using System.Globalization;

namespace ArmTest;

/// <summary>Compares the numbers of two machines, and prints for scale how far those of a third are from the second.</summary>
internal sealed class Comparison(Results arm, Results here, Results narrow)
{
    // Gradients are in units of the largest. They are not continuous: where two inputs of a maximum, or an input of a rectifier and 0, are as close as
    // their rounding, one of thousands of terms is another. A wrong lane or coefficient changes far more.
    private const double Tolerance = 1e-5, GradientTolerance = 1e-4;

    /// <summary>Prints a line for each network; whether all numbers agree.</summary>
    public bool Print(TextWriter output)
    {
        if (!arm.Machine.StartsWith("Arm64", StringComparison.Ordinal) || arm.Numbers.Count != here.Numbers.Count || narrow.Numbers.Count != here.Numbers.Count)
        {
            output.WriteLine($"not comparable: {arm.Numbers.Count} arrays of {arm.Machine}, {here.Numbers.Count} of {here.Machine}, {narrow.Numbers.Count} of {narrow.Machine}");
            return false;
        }
        int networks = 0, failed = 0, values = 0;
        double largest = 0, largestGradient = 0;
        foreach (IGrouping<string, int> network in Enumerable.Range(0, here.Numbers.Count).GroupBy(i => here.Numbers[i].Network))
        {
            (string text, bool numbersAgree, double difference) = Line([.. network.Where(i => !IsGradient(i))], Tolerance);
            (string gradientText, bool gradientsAgree, double gradientDifference) = Line([.. network.Where(IsGradient)], GradientTolerance);
            output.WriteLine($"{(numbersAgree && gradientsAgree ? "" : "DIFFERS ")}{network.Key}: {text}{gradientText}");
            (networks, failed) = (networks + 1, failed + (numbersAgree && gradientsAgree ? 0 : 1));
            (largest, largestGradient) = (Math.Max(largest, difference), Math.Max(largestGradient, gradientDifference));
            values += network.Sum(i => here.Numbers[i].Values.Length);
        }
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{networks} networks, {values} numbers, largest difference {largest:E1} (up to {Tolerance:E0}), of gradients {largestGradient:E1} (up to {GradientTolerance:E0}), {failed} networks differ"));
        return failed == 0;
    }

    private bool IsGradient(int i) => here.Numbers[i].Name.Contains("gradients", StringComparison.Ordinal);

    private (string Text, bool Agrees, double Difference) Line(int[] arrays, double tolerance)
    {
        if (arrays.Length == 0)
        {
            return ("", true, 0);
        }
        (double difference, int i) = arrays.Select(i => (Difference(arm.Numbers[i], here.Numbers[i]), i)).MaxBy(static one => one.Item1);
        double scale = arrays.Max(i => Difference(narrow.Numbers[i], here.Numbers[i]));
        return (string.Create(CultureInfo.InvariantCulture, $"  {difference:E1} ({scale:E1}) {here.Numbers[i].Name}"), difference <= tolerance, difference);
    }

    // Relative to numbers above 1, absolute below; infinite where one is NaN or infinite and the other is not the same.
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
                largest = Math.Max(largest, double.IsFinite(difference) && float.IsFinite(y) ? difference : double.PositiveInfinity);
            }
        }
        return largest;
    }
}
