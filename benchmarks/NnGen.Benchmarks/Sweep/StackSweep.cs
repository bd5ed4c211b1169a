using System.Globalization;
using System.Reflection;
using Benchmarks.Shared;
using NnGen;
using NnGen.Benchmarks.Timing;

namespace NnGen.Benchmarks.Sweep;

/// <summary>The command <c>stacks</c>: one sample of networks of two to eight layers, compared with calls of their layers one by one. What is compiled together
/// must not be slower than that.</summary>
internal static class StackSweep
{
    private const double MaxRatio = 1.3;
    private const int Rounds = 31, MostRepetitions = 2;

    /// <returns>0 if no network takes more than 1.3 times as long as its layers one by one, 1 otherwise, 2 for wrong arguments.</returns>
    public static int Run(string[] arguments)
    {
        if (arguments.Length > 0)
        {
            Console.Error.WriteLine("usage: dotnet run -c Release --project benchmarks/NnGen.Benchmarks -- stacks");
            return 2;
        }
        Dictionary<string, TimedLoop> layers = typeof(StackLayers).GetNestedTypes().ToDictionary(static type => type.Name, static type => (TimedLoop)Create(nameof(Loop), type));
        Stack[] stacks = [.. typeof(Stacks).GetNestedTypes().Select(type => (Stack)Create(nameof(Of), type, layers))];
        TimedLoop[] loops = [.. layers.Values, .. stacks.Select(static stack => stack.Together)];
        Turns.WarmUp(loops);
        Turns.Measure(loops, Rounds);
        for (int times = 0; times < MostRepetitions && stacks.Max(static stack => stack.Ratio) > MaxRatio; times++)
        {
            Console.Error.WriteLine("A network took too long; measuring again, since another program may have run.");
            Turns.Measure(loops, Rounds);
        }

        Console.WriteLine($"{Machine.Describe()}\n\nOne sample, ns of the network and of its layers one by one\n");
        Console.WriteLine("| network | together | one by one | ratio |\n|---|--:|--:|--:|");
        foreach (Stack stack in stacks)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {stack.Name} | {stack.Together.Nanoseconds:F1} | {stack.OneByOne:F1} | {stack.Ratio:F2} |"));
        }
        Stack slowest = stacks.MaxBy(static stack => stack.Ratio)!;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"\nThe largest ratio of {stacks.Length} networks is {slowest.Ratio:F2}, of {slowest.Name}; {MaxRatio} is allowed. The median is {Median.Of(stacks.Select(static stack => stack.Ratio)):F2}."));
        return slowest.Ratio > MaxRatio ? 1 : 0;
    }

    private static object Create(string method, Type network, params object[] arguments) =>
        typeof(StackSweep).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(network).Invoke(null, arguments)!;

    private static TimedLoop Loop<TNet>()
        where TNet : class, INetwork<TNet> => TimedLoop.OfForward(TNet.Create(1), samples: 1);

    private static Stack Of<TNet>(Dictionary<string, TimedLoop> layers)
        where TNet : class, INetwork<TNet>
    {
        // Each weight is the matrix of a layer.
        int[] widths = [TNet.Info.InputLength, .. TNet.Info.Parameters.Where(static block => block.Shape.Count == 2).Select(static block => block.Shape[1])];
        IEnumerable<string> names = Enumerable.Range(1, widths.Length - 1).Select(i => $"{(i == widths.Length - 1 ? "Last" : "Hidden")}{widths[i - 1]}x{widths[i]}");
        return new Stack(string.Join('-', widths), Loop<TNet>(), [.. names.Select(name => layers[name])]);
    }

    private sealed record Stack(string Name, TimedLoop Together, TimedLoop[] Layers)
    {
        public double OneByOne => Layers.Sum(static layer => layer.Nanoseconds);

        public double Ratio => Together.Nanoseconds / OneByOne;
    }
}
