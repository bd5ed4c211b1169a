using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Benchmarks.Shared;

/// <summary>The fused multiply-adds that this machine does when nothing else is in their way.</summary>
internal static class FmaPeak
{
    private const int Loops = 200_000, Accumulators = 12;

    /// <summary>Operations a nanosecond (GFLOP/s) of so many threads together, two for each multiply-add: the best of some runs at the
    /// best vector width.</summary>
    public static double Measure(int threads)
    {
        double best = 0;
        for (int run = 0; run < 5; run++)
        {
            best = Math.Max(best, Once<Floats512>(threads));
            best = Math.Max(best, Once<Floats256>(threads));
            best = Math.Max(best, Once<Floats128>(threads));
        }
        return best;
    }

    private static double Once<TVector>(int threads)
        where TVector : struct, IFloats<TVector>
    {
        if (!TVector.IsAccelerated)
        {
            return 0;
        }
        using var start = new Barrier(threads);
        double[] nanoseconds = new double[threads];
        Thread[] others = [.. Enumerable.Range(1, threads - 1).Select(i => new Thread(() => Run(i)))];
        foreach (Thread thread in others)
        {
            thread.Start();
        }
        Run(0);
        foreach (Thread thread in others)
        {
            thread.Join();
        }
        return threads * 2.0 * TVector.Count * Accumulators * Loops / nanoseconds.Max();

        void Run(int thread)
        {
            start.SignalAndWait();
            long begin = Stopwatch.GetTimestamp();
            GC.KeepAlive(Chains<TVector>());
            nanoseconds[thread] = Stopwatch.GetElapsedTime(begin).TotalNanoseconds;
        }
    }

    // Twelve chains, since a multiply-add takes four cycles and two may start in each. They tend to 1, far from denormals.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Chains<TVector>()
        where TVector : struct, IFloats<TVector>
    {
        TVector m = TVector.Repeat(0.999f), p = TVector.Repeat(0.001f);
        TVector a = p, b = p, c = p, d = p, e = p, f = p, g = p, h = p, i = p, j = p, k = p, l = p;
        for (int loop = 0; loop < Loops; loop++)
        {
            a = TVector.MultiplyAdd(a, m, p);
            b = TVector.MultiplyAdd(b, m, p);
            c = TVector.MultiplyAdd(c, m, p);
            d = TVector.MultiplyAdd(d, m, p);
            e = TVector.MultiplyAdd(e, m, p);
            f = TVector.MultiplyAdd(f, m, p);
            g = TVector.MultiplyAdd(g, m, p);
            h = TVector.MultiplyAdd(h, m, p);
            i = TVector.MultiplyAdd(i, m, p);
            j = TVector.MultiplyAdd(j, m, p);
            k = TVector.MultiplyAdd(k, m, p);
            l = TVector.MultiplyAdd(l, m, p);
        }
        return (a + b + c + d + e + f + g + h + i + j + k + l).Sum();
    }
}
