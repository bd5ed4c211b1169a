using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace NnRuntime.Data;

/// <summary>What can be done with any source of batches.</summary>
public static class BatchSources
{
    /// <summary>The source, read ahead on a thread of its own for each reader: the next batches are ready while one is being used.</summary>
    /// <param name="source">The source.</param>
    /// <param name="batches">The most batches that are ready, at least 1; the thread waits then.</param>
    /// <returns>A source of the same batches, bit by bit. What goes wrong on the thread is thrown by MoveNext, behind the batches before it; Dispose ends the thread.</returns>
    public static IBatchSource<TTarget> Prefetch<TTarget>(this IBatchSource<TTarget> source, int batches = 4)
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batches);
        return new Prefetched<TTarget>(source, batches);
    }

    private sealed class Prefetched<TTarget>(IBatchSource<TTarget> source, int batches) : IBatchSource<TTarget>, IExactSource<TTarget>
        where TTarget : unmanaged
    {
        public long Count => source.Count;

        public int InputLength => source.InputLength;

        public int TargetLength => source.TargetLength;

        public IReadOnlyList<string> ClassNames => source.ClassNames;

        public DataSchema Schema => source.Schema;

        public IBatchReader<TTarget> Read(in Epoch epoch, CancellationToken cancellationToken = default)
        {
            epoch.Check();
            return new Reader<TTarget>(source, epoch, batches, cancellationToken);
        }

        public override string? ToString() => source.ToString();

        void IExactSource<TTarget>.AddInputs(ColumnStatistics statistics) => statistics.AddInputs(source);

        IBatchSource<TTarget>? IExactSource<TTarget>.Normalize(Normalization normalization) => (source as IExactSource<TTarget>)?.Normalize(normalization)?.Prefetch(batches);
    }

    private sealed class Reader<TTarget> : IBatchReader<TTarget>
        where TTarget : unmanaged
    {
        private readonly CancellationTokenSource _stop;
        private readonly BlockingCollection<Slot> _free = [], _ready = [];
        private readonly Thread _thread;
        private Slot? _current;
        private ExceptionDispatchInfo? _failure;
        private bool _disposed;

        public Reader(IBatchSource<TTarget> source, Epoch epoch, int batches, CancellationToken cancellationToken)
        {
            _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            for (int i = 0; i <= batches; i++)
            {
                _free.Add(new Slot(), CancellationToken.None);   // one more: the batch that is being used
            }
            _thread = new Thread(() => Fill(source, epoch)) { IsBackground = true, Name = "NnGen batches" };
            _thread.Start();
        }

        public Batch<TTarget> Current => _current is { } slot ? new(slot.Inputs.AsSpan(0, slot.InputCount), slot.Targets.AsSpan(0, slot.TargetCount), slot.Count) : default;

        public ReadOnlySpan<long> Samples => _current is { } slot ? slot.Samples.AsSpan(0, slot.Count) : default;

        public bool MoveNext()
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_current is not null)
            {
                _free.Add(_current);
                _current = null;
            }
            if (_ready.TryTake(out _current, Timeout.Infinite, _stop.Token))
            {
                return true;
            }
            _failure?.Throw();
            return false;
        }

        public void Dispose()
        {
            if (_disposed)
            {
                return;
            }
            _disposed = true;
            _stop.Cancel();
            _thread.Join();
            _stop.Dispose();
            _free.Dispose();
            _ready.Dispose();
        }

        private void Fill(IBatchSource<TTarget> source, Epoch epoch)
        {
            try
            {
                using IBatchReader<TTarget> reader = source.Read(epoch, _stop.Token);
                while (reader.MoveNext())
                {
                    Slot slot = _free.Take(_stop.Token);
                    slot.Take(reader.Current, reader.Samples);
                    _ready.Add(slot, _stop.Token);
                }
            }
            catch (Exception exception)
            {
                _failure = ExceptionDispatchInfo.Capture(exception);
            }
            finally
            {
                _ready.CompleteAdding();
            }
        }

        private sealed class Slot
        {
            public float[] Inputs = [];
            public TTarget[] Targets = [];
            public long[] Samples = [];
            public int Count, InputCount, TargetCount;

            public void Take(Batch<TTarget> batch, ReadOnlySpan<long> samples)
            {
                (Count, InputCount, TargetCount) = (batch.Count, batch.Inputs.Length, batch.Targets.Length);
                if (Samples.Length < Count)
                {
                    (Inputs, Targets, Samples) = (new float[InputCount], new TTarget[TargetCount], new long[Count]);
                }
                batch.Inputs.CopyTo(Inputs);
                batch.Targets.CopyTo(Targets);
                samples.CopyTo(Samples);
            }
        }
    }
}
