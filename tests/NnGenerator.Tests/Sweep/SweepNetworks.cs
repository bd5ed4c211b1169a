using System.Globalization;
using System.Reflection;
using NnGenerator.Tests.Support;
using NnRuntime;

namespace NnGenerator.Tests.Sweep;

/// <summary>Small networks that hand their inputs through unchanged to the one formula under test, compiled and loaded.</summary>
internal static class SweepNetworks
{
    /// <summary>Compiles declarations, each with the name of its class.</summary>
    public static LoadedProgram Compile(IEnumerable<(string Name, string Attributes)> networks) => GeneratorRun.Of(
        "using NnRuntime; namespace Sweep;\n" + string.Join("\n", networks.Select(static network => $"/// <summary>Swept.</summary>\n{network.Attributes} public sealed partial class {network.Name};")),
        new CompilerSettings { RunsAnalyzers = false }).Emit();

    /// <summary>Calls a generic method of a test class with a network of the program as its type argument.</summary>
    public static void Run(LoadedProgram program, string network, Type tests, string method, params object[] arguments) =>
        tests.GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(program.Assembly.GetType("Sweep." + network, throwOnError: true)!)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, CultureInfo.InvariantCulture);

    /// <summary>The network with identities as weights (each output of a layer is its input of the same number) and no bias.</summary>
    public static T Identity<T>()
        where T : class, INetwork<T>
    {
        T network = T.Create(1);
        network.Parameters.Clear();
        foreach (BlockInfo block in T.Info.Parameters.Where(static block => block.Name.EndsWith(".weight", StringComparison.Ordinal)))
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

    public static void Check(double right, float actual, string what, double x)
    {
        double slack = Bound * Math.Max(1, Math.Abs(right));
        bool holds = Math.Abs(right) - slack > float.MaxValue ? actual == (right > 0 ? float.PositiveInfinity : float.NegativeInfinity)
            : Math.Abs(right) + slack > float.MaxValue ? Math.Abs(actual) > 3.4e38 && Math.Sign(actual) == Math.Sign(right)
            : Math.Abs(actual - right) <= slack;
        if (!holds)
        {
            Assert.Fail($"{what} at {x:R}, {Machine.Width} bits: {actual:R} instead of {right:R}");
        }
    }
}
