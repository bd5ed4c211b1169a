using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Versus.Timing;

/// <summary>The fused multiply-adds that this machine does when nothing else is in their way.</summary>
internal static class FmaPeak
{
    private const int Loops = 200_000, Accumulators = 12;

    /// <summary>Operations a nanosecond (GFLOP/s) of so many threads together, two for each multiply-add: the best of some runs at the
    /// better vector width.</summary>
    public static double Measure(int threads)
    {
        double best = 0;
        for (int run = 0; run < 5; run++)
        {
            best = Math.Max(best, Once(threads, Wide512, Vector512<float>.Count, Vector512.IsHardwareAccelerated));
            best = Math.Max(best, Once(threads, Wide256, Vector256<float>.Count, Vector256.IsHardwareAccelerated));
            best = Math.Max(best, Once(threads, Wide128, Vector128<float>.Count, !Vector256.IsHardwareAccelerated));
        }
        return best;
    }

    private static double Once(int threads, Func<float> loop, int lanes, bool applies)
    {
        if (!applies)
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
        return threads * 2.0 * lanes * Accumulators * Loops / nanoseconds.Max();

        void Run(int thread)
        {
            start.SignalAndWait();
            long begin = Stopwatch.GetTimestamp();
            GC.KeepAlive(loop());
            nanoseconds[thread] = Stopwatch.GetElapsedTime(begin).TotalNanoseconds;
        }
    }

    // Twelve chains, since a multiply-add takes four cycles and two may start in each. They tend to 1, far from denormals.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Wide512()
    {
        Vector512<float> m = Vector512.Create(0.999f), p = Vector512.Create(0.001f);
        Vector512<float> a = p, b = p, c = p, d = p, e = p, f = p, g = p, h = p, i = p, j = p, k = p, l = p;
        for (int loop = 0; loop < Loops; loop++)
        {
            a = Vector512.MultiplyAddEstimate(a, m, p);
            b = Vector512.MultiplyAddEstimate(b, m, p);
            c = Vector512.MultiplyAddEstimate(c, m, p);
            d = Vector512.MultiplyAddEstimate(d, m, p);
            e = Vector512.MultiplyAddEstimate(e, m, p);
            f = Vector512.MultiplyAddEstimate(f, m, p);
            g = Vector512.MultiplyAddEstimate(g, m, p);
            h = Vector512.MultiplyAddEstimate(h, m, p);
            i = Vector512.MultiplyAddEstimate(i, m, p);
            j = Vector512.MultiplyAddEstimate(j, m, p);
            k = Vector512.MultiplyAddEstimate(k, m, p);
            l = Vector512.MultiplyAddEstimate(l, m, p);
        }
        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Wide256()
    {
        Vector256<float> m = Vector256.Create(0.999f), p = Vector256.Create(0.001f);
        Vector256<float> a = p, b = p, c = p, d = p, e = p, f = p, g = p, h = p, i = p, j = p, k = p, l = p;
        for (int loop = 0; loop < Loops; loop++)
        {
            a = Vector256.MultiplyAddEstimate(a, m, p);
            b = Vector256.MultiplyAddEstimate(b, m, p);
            c = Vector256.MultiplyAddEstimate(c, m, p);
            d = Vector256.MultiplyAddEstimate(d, m, p);
            e = Vector256.MultiplyAddEstimate(e, m, p);
            f = Vector256.MultiplyAddEstimate(f, m, p);
            g = Vector256.MultiplyAddEstimate(g, m, p);
            h = Vector256.MultiplyAddEstimate(h, m, p);
            i = Vector256.MultiplyAddEstimate(i, m, p);
            j = Vector256.MultiplyAddEstimate(j, m, p);
            k = Vector256.MultiplyAddEstimate(k, m, p);
            l = Vector256.MultiplyAddEstimate(l, m, p);
        }
        return Vector256.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Wide128()
    {
        Vector128<float> m = Vector128.Create(0.999f), p = Vector128.Create(0.001f);
        Vector128<float> a = p, b = p, c = p, d = p, e = p, f = p, g = p, h = p, i = p, j = p, k = p, l = p;
        for (int loop = 0; loop < Loops; loop++)
        {
            a = Vector128.MultiplyAddEstimate(a, m, p);
            b = Vector128.MultiplyAddEstimate(b, m, p);
            c = Vector128.MultiplyAddEstimate(c, m, p);
            d = Vector128.MultiplyAddEstimate(d, m, p);
            e = Vector128.MultiplyAddEstimate(e, m, p);
            f = Vector128.MultiplyAddEstimate(f, m, p);
            g = Vector128.MultiplyAddEstimate(g, m, p);
            h = Vector128.MultiplyAddEstimate(h, m, p);
            i = Vector128.MultiplyAddEstimate(i, m, p);
            j = Vector128.MultiplyAddEstimate(j, m, p);
            k = Vector128.MultiplyAddEstimate(k, m, p);
            l = Vector128.MultiplyAddEstimate(l, m, p);
        }
        return Vector128.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }
}
