using System.Globalization;
using System.Reflection;
using NnGen;
using NnGenerator.Tests.Support;
using ParameterInfo = NnGen.ParameterInfo;

namespace NnGenerator.Tests.Formulas;

/// <summary>Small networks that hand their inputs through unchanged to the one formula under test, compiled and loaded.</summary>
internal static class SweepNetworks
{
    private static readonly SharedImage s_image = new("sweep", static () => GeneratorRun.Of(
        "using NnGen; namespace Sweep;\n" + string.Join("\n", SweepTests.Networks.Select(static network => $"{network.Attributes} public sealed partial class {network.Name};")),
        new CompilerSettings { RunsAnalyzers = false }));

    /// <summary>All networks of <see cref="SweepTests"/>.</summary>
    public static LoadedProgram Program => s_image.Program;

    /// <summary>Calls a generic method of a test class with one of the networks as its type argument.</summary>
    public static void Run(string network, Type tests, string method, params object[] arguments) =>
        tests.GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(Program.Assembly.GetType("Sweep." + network, throwOnError: true)!)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, CultureInfo.InvariantCulture);

    /// <summary>The network with identities as weights (each output of a layer is its input of the same number) and no bias.</summary>
    public static T Identity<T>()
        where T : class, INetwork<T>
    {
        T network = T.Create(1);
        network.Parameters.Clear();
        foreach (ParameterInfo block in T.Info.Parameters.Where(static block => block.Name.EndsWith(".weight", StringComparison.Ordinal)))
        {
            int rows = block.Shape[0];
            for (int i = 0; i < rows; i++)
            {
                network.Parameters[block.Offset + (i * block.Length / rows) + (block.Length == rows ? 0 : i)] = 1;
            }
        }
        return network;
    }

    /// <summary>The gradient of the biases, which for one sample is that of the outputs.</summary>
    public static ReadOnlySpan<float> BiasGradient(NetworkInfo info, ReadOnlySpan<float> gradients) =>
        info.Parameters.Single(static block => block.Name.EndsWith(".bias", StringComparison.Ordinal)) is var bias ? gradients.Slice(bias.Offset, bias.Length) : default;
}

/// <summary>The bound of the sweep: 2e-6 of max(1, |right|), infinity where a float cannot hold the right value, and never NaN.</summary>
internal static class SweepBound
{
    private const double Bound = 2e-6;

    public static bool Holds(double right, float actual)
    {
        double tolerance = Bound * Math.Max(1, Math.Abs(right));
        return Math.Abs(right) - tolerance > float.MaxValue ? actual == (right > 0 ? float.PositiveInfinity : float.NegativeInfinity)
            : Math.Abs(right) + tolerance > float.MaxValue ? Math.Abs(actual) > 3.4e38 && Math.Sign(actual) == Math.Sign(right)
            : Math.Abs(actual - right) <= tolerance;
    }

    public static string Describe(double right, float actual, double x) => $" at {x:R}, {Machine.Width} bits: {actual:R} instead of {right:R}";
}
