namespace NnGen.IntegrationTests;

/// <summary>Measures what code allocates on the calling thread.</summary>
internal static class Allocation
{
    /// <summary>Returns the bytes that the code allocates each time: the least of several runs, since the runtime allocates once on the thread that first
    /// calls code which it has compiled again.</summary>
    public static long Of(Action code)
    {
        long least = long.MaxValue;
        for (int run = 0; run < 5; run++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            code();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }
}
