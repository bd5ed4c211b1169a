using Benchmarks.Shared;

namespace NnGen.Benchmarks.Timing;

/// <summary>What no pass can be faster than on this machine: its fused multiply-adds, and reading its data once. Both are measured in turns with the passes.</summary>
internal sealed class Limits
{
    // Below, a read costs more than its floats do.
    private const int MinFloats = 4096;

    private readonly List<double> _peaks = [];
    private readonly SortedDictionary<int, TimedLoop> _reads = [];

    /// <summary>Operations a nanosecond (GFLOP/s) of one thread, two for each multiply-add.</summary>
    public double Peak => Median.Of(_peaks);

    /// <summary>The reads that were asked for.</summary>
    public IEnumerable<TimedLoop> Reads => _reads.Values;

    public void MeasurePeak() => _peaks.Add(FmaPeak.Measure(threads: 1));

    /// <summary>Adds the read of so many floats to what is measured.</summary>
    public void Add(int floats)
    {
        int length = Length(floats);
        if (!_reads.ContainsKey(length))
        {
            _reads.Add(length, StreamingRead.Of(length));
        }
    }

    /// <summary>Nanoseconds of reading so many floats once, at the rate of the cache level that they fit in.</summary>
    public double ReadTime(int floats) => _reads[Length(floats)].Nanoseconds / Length(floats) * floats;

    /// <summary>The bound that holds for a pass: the longer of the two times, and what it is spent on.</summary>
    public (double Nanoseconds, string Name) Bound(double flops, int floats)
    {
        double compute = flops / Peak, read = ReadTime(floats);
        return compute >= read ? (compute, "FMA") : (read, CacheLevels.Name(sizeof(float) * (long)floats));
    }

    private static int Length(int floats) => StreamingRead.RoundUp(Math.Max(floats, MinFloats));
}
