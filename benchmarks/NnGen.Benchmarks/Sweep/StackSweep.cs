using System.Diagnostics;
using System.Globalization;
using NnGen;
using NnGen.Benchmarks.Networks;

namespace NnGen.Benchmarks.Sweep;

/// <summary>The command <c>stacks</c>: one sample of networks of two and four equal layers, compared with calls of their layers one by one. What is compiled together
/// must not be slower than that.</summary>
internal static class StackSweep
{
    private const double MostRatio = 1.3;
    private const int Turns = 31, CallsOfATurn = 2_000;

    /// <returns>0 if no network takes more than 1.3 times as long as its layers one by one, 1 otherwise, 2 for wrong arguments.</returns>
    public static int Run(string[] arguments)
    {
        if (arguments.Length > 0)
        {
            Console.Error.WriteLine("usage: dotnet run -c Release --project benchmarks/NnGen.Benchmarks -- stacks");
            return 2;
        }
        Dictionary<string, Stack> stacks = typeof(Stacks).GetNestedTypes().ToDictionary(static type => type.Name, Stack.Of);
        for (int pause = 0; pause < 3; pause++)
        {
            foreach (Stack stack in stacks.Values)
            {
                stack.Measure();
            }
            Thread.Sleep(200);
        }
        foreach (Stack stack in stacks.Values)
        {
            stack.Nanoseconds.Clear();
        }
        for (int turn = 0; turn < Turns; turn++)
        {
            foreach (Stack stack in stacks.Values)
            {
                stack.Measure();
            }
        }

        Console.WriteLine("One sample, ns of the network and of its layers one by one\n");
        Console.WriteLine("| width | two layers | one by one | ratio | four layers | one by one | ratio |");
        Console.WriteLine("|--:|--:|--:|--:|--:|--:|--:|");
        double most = 0;
        foreach (string width in stacks.Keys.Where(static name => name.StartsWith("Two", StringComparison.Ordinal)).Select(static name => name[3..]))
        {
            double last = stacks["Last" + width].Median, hidden = stacks["Hidden" + width].Median;
            (double Together, double Apart) two = (stacks["Two" + width].Median, hidden + last), four = (stacks["Four" + width].Median, (3 * hidden) + last);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {width} | {two.Together:F1} | {two.Apart:F1} | {two.Together / two.Apart:F2} | {four.Together:F1} | {four.Apart:F1} | {four.Together / four.Apart:F2} |"));
            most = Math.Max(most, Math.Max(two.Together / two.Apart, four.Together / four.Apart));
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nThe largest ratio is {most:F2}; {MostRatio} is allowed."));
        return most > MostRatio ? 1 : 0;
    }

    private sealed class Stack(Action<int> run)
    {
        public List<double> Nanoseconds { get; } = [];

        public double Median => Nanoseconds.Order().ElementAt(Nanoseconds.Count / 2);

        public static Stack Of(Type network) => (Stack)typeof(Stack).GetMethod(nameof(Create))!.MakeGenericMethod(network).Invoke(null, null)!;

        public static Stack Create<TNet>()
            where TNet : class, INetwork<TNet>
        {
            TNet net = TNet.Create(1);
            Workspace workspace = TNet.CreateWorkspace(1);
            float[] x = Draw.Floats(TNet.Info.InputLength, 3), y = new float[TNet.Info.OutputLength];
            return new Stack(times =>
            {
                for (int i = 0; i < times; i++)
                {
                    net.Forward(x, y, workspace);
                }
            });
        }

        public void Measure()
        {
            long start = Stopwatch.GetTimestamp();
            run(CallsOfATurn);
            Nanoseconds.Add(Stopwatch.GetElapsedTime(start).TotalNanoseconds / CallsOfATurn);
        }
    }
}
