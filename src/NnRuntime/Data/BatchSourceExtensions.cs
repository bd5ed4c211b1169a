using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace NnGen.Data;

/// <summary>What can be done with any source of batches.</summary>
public static class BatchSourceExtensions
{
    /// <summary>Returns the source with its batches read ahead, on a separate thread for each reader: the next batches are prepared while the current one is being used.</summary>
    /// <param name="source">The source.</param>
    /// <param name="batches">Maximum number of batches that are read ahead, at least 1; the thread waits once they are ready.</param>
    /// <returns>A source of the same batches, bit by bit. An exception on the thread is rethrown by MoveNext, after the batches before it. The thread ends when the reader is disposed
    /// or, if it is not disposed, collected.</returns>
    public static IBatchSource<TTarget> Prefetch<TTarget>(this IBatchSource<TTarget> source, int batches = 4)
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(source);
        SettingRange.AtLeast(batches, 1, nameof(batches));
        return new Prefetched<TTarget>(source, batches);
    }

    private sealed class Prefetched<TTarget>(IBatchSource<TTarget> source, int batches) : IBatchSource<TTarget>, IExactSource<TTarget>, IScaledData, IFingerprintedData
        where TTarget : unmanaged
    {
        public long Count => source.Count;

        public int InputLength => source.InputLength;

        public int TargetLength => source.TargetLength;

        public IReadOnlyList<string> ClassNames => source.ClassNames;

        public DataSchema Schema => source.Schema;

        public DataScale? Scale => DataScale.Of(source);

        public IBatchReader<TTarget> Read(in BatchReadOptions options, CancellationToken cancellationToken = default)
        {
            options.Check();
            return new Reader<TTarget>(source, options, batches, cancellationToken);
        }

        public string Fingerprint(CancellationToken cancellationToken) => DataFingerprint.Of(source, cancellationToken);

        public override string? ToString() => source.ToString();

        void IExactSource<TTarget>.AddInputs(ColumnStatistics statistics) => statistics.AddInputs(source);

        IBatchSource<TTarget>? IExactSource<TTarget>.Normalize(Normalization normalization) => (source as IExactSource<TTarget>)?.Normalize(normalization)?.Prefetch(batches);
    }

    // The object that the caller holds. The thread does not refer to it, so that the thread ends when a reader that was not disposed is collected.
    private sealed class Reader<TTarget>(IBatchSource<TTarget> source, BatchReadOptions options, int batches, CancellationToken cancellationToken) : IBatchReader<TTarget>
        where TTarget : unmanaged
    {
        private readonly Pump<TTarget> _pump = new(source, options, batches, cancellationToken);
        private Slot<TTarget>? _current;
        private bool _disposed;

        ~Reader() => _pump?.Stop();

        public Batch<TTarget> Current => _current is { } slot ? new(slot.Inputs.AsSpan(0, slot.InputCount), slot.Targets.AsSpan(0, slot.TargetCount), slot.Count) : default;

        public ReadOnlySpan<long> Samples => _current is { } slot ? slot.Samples.AsSpan(0, slot.Count) : default;

        public bool MoveNext()
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            bool isNext = _pump.TryExchange(ref _current);
            GC.KeepAlive(this);
            return isNext;
        }

        public void Dispose()
        {
            if (_disposed)
            {
                return;
            }
            _disposed = true;
            _pump.Stop();
            _pump.Join();
            GC.SuppressFinalize(this);
        }
    }

    // The thread that reads ahead, and the batches exchanged between it and the caller.
    private sealed class Pump<TTarget>
        where TTarget : unmanaged
    {
        // How long to wait for a source that ignores its token after a cancellation.
        private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

        private readonly CancellationToken _cancellationToken;
        private readonly CancellationTokenSource _stop;
        private readonly BlockingCollection<Slot<TTarget>> _free = [], _ready = [];
        private readonly Thread _thread;
        private ExceptionDispatchInfo? _failure;

        public Pump(IBatchSource<TTarget> source, BatchReadOptions options, int batches, CancellationToken cancellationToken)
        {
            _cancellationToken = cancellationToken;
            _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            for (int i = 0; i <= batches; i++)
            {
                _free.Add(new Slot<TTarget>(), CancellationToken.None);   // one more for the batch that is being used
            }
            _thread = new Thread(() => Fill(source, options)) { IsBackground = true, Name = "NnGen batches" };
            _thread.Start();
        }

        /// <summary>Returns the used batch and takes the next one.</summary>
        public bool TryExchange(ref Slot<TTarget>? current)
        {
            if (current is not null)
            {
                _free.Add(current);
                current = null;
            }
            if (_ready.TryTake(out current, Timeout.Infinite, _stop.Token))
            {
                return true;
            }
            _failure?.Throw();
            return false;
        }

        /// <summary>Signals the thread to end.</summary>
        public void Stop() => _stop.Cancel();

        /// <summary>Waits until the thread has ended. After a cancellation, a source that ignores its token is left to the thread, which ends with the batch that
        /// it is reading.</summary>
        public void Join()
        {
            if (_cancellationToken.IsCancellationRequested)
            {
                if (!_thread.Join(s_patience))
                {
                    return;
                }
            }
            else
            {
                _thread.Join();
            }
            _stop.Dispose();
            _free.Dispose();
            _ready.Dispose();
        }

        private void Fill(IBatchSource<TTarget> source, BatchReadOptions options)
        {
            try
            {
                using IBatchReader<TTarget> reader = source.Read(options, _stop.Token);
                while (reader.MoveNext())
                {
                    _stop.Token.ThrowIfCancellationRequested();
                    BatchContract.Check(source, reader);
                    Slot<TTarget> slot = _free.Take(_stop.Token);
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
    }

    private sealed class Slot<TTarget>
        where TTarget : unmanaged
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
