using System.Globalization;
using System.Reflection;
using Benchmarks.Shared;
using NnGen;
using NnGen.Benchmarks.Networks;
using NnGen.Benchmarks.Timing;

namespace NnGen.Benchmarks.Convolutions;

/// <summary>The command <c>convolutions</c>: the speed of networks of one convolution, ReLU and a global average, forward and with gradients. Converting images to groups of samples is included.</summary>
internal static class ConvolutionsCommand
{
    private const int Rounds = 31;

    private static readonly int[] s_samples = [1, 10, 16];

    /// <returns>0, or 2 for wrong arguments.</returns>
    public static int Run(string[] arguments)
    {
        if (arguments.Length > 0)
        {
            Console.Error.WriteLine("usage: dotnet run -c Release --project benchmarks/NnGen.Benchmarks -- convolutions");
            return 2;
        }
        Times[] layers = [.. typeof(ImageLayers).GetNestedTypes().Select(static type => (Times)typeof(ConvolutionsCommand)
            .GetMethod(nameof(Of), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type).Invoke(null, null)!)];
        TimedLoop[] loops = [.. layers.SelectMany(static layer => layer.Forward.Append(layer.Gradients))];
        var limits = new Limits();
        Turns.WarmUp(loops);
        Turns.Measure(loops, Rounds, limits);

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Machine.Describe()}; the FMA peak is {limits.Peak:F0} GFLOP/s.\n\nOperations of the sum over the taps, GFLOP/s; convolutions in tiles need fewer\n"));
        Console.WriteLine($"| convolution | {string.Join(" | ", s_samples.Select(static samples => $"forward {samples}"))} | gradients 16 |\n|---|{string.Concat(s_samples.Select(static _ => "--:|"))}--:|");
        foreach (Times layer in layers)
        {
            // Gradients need the forward pass and one product as large; nobody asks for those of the inputs.
            IEnumerable<double> rates = [.. layer.Forward.Zip(s_samples, (loop, samples) => layer.Flops * samples / loop.Nanoseconds), 2.0 * layer.Flops * 16 / layer.Gradients.Nanoseconds];
            Console.WriteLine($"| {layer.Name} | {string.Join(" | ", rates.Select(static rate => rate.ToString("F0", CultureInfo.InvariantCulture)))} |");
        }
        return 0;
    }

    private static Times Of<TNet>()
        where TNet : class, ITrainable<TNet, float>
    {
        const int training = 16;
        TNet net = TNet.Create(1);
        int inputs = TNet.Info.InputLength, outputs = TNet.Info.OutputLength;
        return new Times(
            $"{TNet.Info.InputShape[0]} → {outputs} on {TNet.Info.InputShape[1]}×{TNet.Info.InputShape[2]}", TNet.Info.Layers[0].Flops,
            [.. s_samples.Select(samples => TimedLoop.OfForward(net, samples))],
            TimedLoop.Of(net.Backward, Draw.Floats(training * inputs, 3), Draw.Floats(training * outputs, 4), new float[TNet.Info.ParameterCount], TNet.CreateWorkspace(training)));
    }

    private sealed record Times(string Name, long Flops, TimedLoop[] Forward, TimedLoop Gradients);
}
