using System.Runtime.CompilerServices;
using NnGen.Data;

namespace NnGen.Tests;

/// <summary>Readers that read ahead, and are never disposed.</summary>
public class PrefetchTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void The_thread_of_a_reader_that_nobody_disposed_ends(int batches)
    {
        Endless source = new();
        Forget(source, batches);
        Assert.True(SpinWait.SpinUntil(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Thread.Sleep(10);
            return source is { Thread.IsAlive: false, IsDisposed: true };
        }, TimeSpan.FromSeconds(30)));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Forget(Endless source, int batches)
    {
        IBatchReader<float> reader = source.Prefetch(2).Read(new BatchReadOptions { BatchSize = 1 });
        for (int i = 0; i < batches; i++)
        {
            Assert.True(reader.MoveNext());
        }
        Assert.True(SpinWait.SpinUntil(() => source.Thread is not null, TimeSpan.FromSeconds(30)));
    }

    private sealed class Endless : IBatchSource<float>, IBatchReader<float>
    {
        private readonly float[] _sample = [1];

        public Thread? Thread { get; private set; }

        public bool IsDisposed { get; private set; }

        public long Count => long.MaxValue;

        public int InputLength => 1;

        public int TargetLength => 1;

        public IReadOnlyList<string> ClassNames => [];

        public Batch<float> Current => new(_sample, _sample, 1);

        public ReadOnlySpan<long> Samples => new long[1];

        public IBatchReader<float> Read(in BatchReadOptions options, CancellationToken cancellationToken = default)
        {
            Thread = Thread.CurrentThread;
            return this;
        }

        public bool MoveNext() => true;

        public void Dispose() => IsDisposed = true;
    }
}
