using System.Reflection;
using System.Runtime.Intrinsics;

namespace NnGen.Benchmarks.Sweep;

/// <summary>The command <c>sweep</c>: every shape of <see cref="Shapes"/>, for one sample and for batches, against plain loops over
/// Vector&lt;float&gt;. No shape may be slower than the faster of them.</summary>
internal static class ShapeSweep
{
    private static readonly int[] s_samples = [1, 8, 64];

    // What is slower than this is called so; less is the clock's doing.
    private const double Slower = 0.98;

    /// <returns>0 when no shape is slower than the plain loop, 1 otherwise, 2 for wrong arguments.</returns>
    public static int Run(string[] arguments)
    {
        int turns = 31;
        if (arguments is ["--quick"])
        {
            turns = 5;
        }
        else if (arguments.Length > 0)
        {
            Console.Error.WriteLine("usage: dotnet run -c Release --project benchmarks/NnGen.Benchmarks -- sweep [--quick]");
            return 2;
        }

        Contest[][] shapes = [.. typeof(Shapes).GetNestedTypes().Select(Contests)];
        Contest[] all = [.. shapes.SelectMany(static shape => shape)];
        for (int pause = 0; pause < 3; pause++)
        {
            Array.ForEach(all, static contest => contest.WarmUp());
            Thread.Sleep(200);
        }
        Array.ForEach(all, contest => contest.Measure(turns));

        // A bad moment of the machine is over by now; a slow layer is still slow.
        for (int again = 0; again < 3; again++)
        {
            Array.ForEach([.. all.Where(static contest => contest.Ratio < Slower)], contest => contest.Measure(2 * turns));
        }

        Write(shapes);
        Contest[] slower = [.. all.Where(static contest => contest.Ratio < Slower)];
        Console.WriteLine($"\n{shapes.Length} shapes, {all.Length} measurements: the emitted layer is slower in {slower.Length}, "
            + $"and {Median(all):F1} times as fast in the median.");
        return slower.Length == 0 ? 0 : 1;
    }

    private static Contest[] Contests(Type network)
    {
        MethodInfo of = typeof(Contest).GetMethod(nameof(Contest.Of))!.MakeGenericMethod(network);
        return [.. s_samples.Select(samples => (Contest)of.Invoke(null, [samples])!)];
    }

    private static void Write(Contest[][] shapes)
    {
        Console.WriteLine($"Dense layers, ns of the emitted layer and of the faster of two plain loops over Vector<float>; {(Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128)}-bit vectors\n");
        Console.WriteLine($"| shape |{string.Concat(s_samples.Select(static n => $" {(n == 1 ? "1 sample" : $"{n} samples")} | plain | ratio |"))}");
        Console.WriteLine($"|---|{string.Concat(s_samples.Select(static _ => "--:|--:|--:|"))}");
        foreach (Contest[] shape in shapes)
        {
            Console.WriteLine($"| {shape[0].Shape} |{string.Concat(shape.Select(static c => $" {c.Emitted:N0} | {c.Plain:N0} | {c.Ratio:F2}{(c.Ratio < Slower ? " slower" : "")} |"))}");
        }
    }

    private static double Median(Contest[] contests) => contests.Select(static contest => contest.Ratio).Order().ElementAt(contests.Length / 2);
}
