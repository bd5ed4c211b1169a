using System.Globalization;
using System.Reflection;
using Benchmarks.Shared;
using NnGen.Benchmarks.Timing;

namespace NnGen.Benchmarks.Sweep;

/// <summary>The command <c>sweep</c>: every shape of <see cref="Shapes"/>, for one sample and for batches, compared with plain loops at every vector width
/// and with what the machine can do. No shape may be slower than the fastest of the loops.</summary>
internal static class ShapeSweep
{
    private static readonly int[] s_samples = [1, 8, 64];

    // What is slower than this is called so; less is the clock's doing.
    private const double Slower = 0.98;

    /// <returns>0 when no shape is slower than the plain loops, 1 otherwise, 2 for wrong arguments.</returns>
    public static int Run(string[] arguments)
    {
        int rounds = 31;
        if (arguments is ["--quick"])
        {
            rounds = 5;
        }
        else if (arguments.Length > 0)
        {
            Console.Error.WriteLine("usage: dotnet run -c Release --project benchmarks/NnGen.Benchmarks -- sweep [--quick]");
            return 2;
        }

        var limits = new Limits();
        Contest[][] shapes = [.. typeof(Shapes).GetNestedTypes().Select(network => Contests(network, limits))];
        Contest[] all = [.. shapes.SelectMany(static shape => shape)];
        TimedLoop[] loops = [.. all.SelectMany(static contest => contest.Loops), .. limits.Reads];
        Turns.WarmUp(loops);
        Turns.Measure(loops, rounds, limits);

        // A bad moment of the machine is over by now; a slow layer is still slow.
        for (int again = 0; again < 3; again++)
        {
            Turns.Measure([.. all.Where(static contest => contest.Ratio < Slower).SelectMany(static contest => contest.Loops)], 2 * rounds);
        }

        Write(shapes, limits);
        Contest[] slower = [.. all.Where(static contest => contest.Ratio < Slower)];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{shapes.Length} shapes, {all.Length} measurements: the emitted layer is slower in {slower.Length}, "
            + $"and {Median.Of(all.Select(static contest => contest.Ratio)):F1} times as fast in the median."));
        return slower.Length == 0 ? 0 : 1;
    }

    private static Contest[] Contests(Type network, Limits limits)
    {
        MethodInfo of = typeof(Contest).GetMethod(nameof(Contest.Of))!.MakeGenericMethod(network);
        return [.. s_samples.Select(samples => (Contest)of.Invoke(null, [samples, limits])!)];
    }

    private static void Write(Contest[][] shapes, Limits limits)
    {
        Console.WriteLine($"{Machine.Describe()}; {CacheLevels.Describe()}; the FMA peak is {limits.Peak.ToString("F0", CultureInfo.InvariantCulture)} GFLOP/s.\n");
        Console.WriteLine("Dense layers: ns of the emitted layer, how many times longer the fastest plain loop takes, and the share of the bound\n");
        Console.WriteLine($"| shape |{string.Concat(s_samples.Select(static n => $" {(n == 1 ? "1 sample" : $"{n} samples")} | ratio | bound |"))}");
        Console.WriteLine($"|---|{string.Concat(s_samples.Select(static _ => "--:|--:|--:|"))}");
        foreach (Contest[] shape in shapes)
        {
            Console.WriteLine($"| {shape[0].Shape} |{string.Concat(shape.Select(Cells))}");
        }
    }

    private static string Cells(Contest contest)
    {
        (double share, string bound) = contest.Share;
        string nanoseconds = contest.Emitted.ToString(contest.Emitted < 100 ? "F1" : "N0", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture,
            $" {nanoseconds} | {contest.Ratio:F2}{(contest.Ratio < Slower ? " slower" : "")} | {100 * share:F0} % {bound} |");
    }
}
