namespace NnGen.Data;

/// <content>Reads a dataset as a source of batches.</content>
public sealed partial class Dataset<TTarget> : IBatchSource<TTarget>, IFingerprintedData
{
    long IBatchSource<TTarget>.Count => Count;

    string IFingerprintedData.Fingerprint(CancellationToken cancellationToken) => DataFingerprint.Of(this);

    /// <summary>Reads one epoch in the batches that Fit uses.</summary>
    /// <param name="options">The epoch to read, and how it is divided into batches.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    public IBatchReader<TTarget> Read(in BatchReadOptions options, CancellationToken cancellationToken = default)
    {
        options.Check();
        return new Reader(this, options, cancellationToken);
    }

    private sealed class Reader : IBatchReader<TTarget>
    {
        private readonly Dataset<TTarget> _data;
        private readonly int[] _order;
        private readonly float[] _inputs;
        private readonly TTarget[] _targets;
        private readonly long[] _samples;
        private readonly CancellationToken _cancellationToken;
        private int _next, _count;

        public Reader(Dataset<TTarget> data, in BatchReadOptions options, CancellationToken cancellationToken)
        {
            int size = Math.Min(options.BatchSize, data.Count);
            (_data, _order, _cancellationToken) = (data, options.Shuffle ? data.Order(options.OrderSeed) : [.. Enumerable.Range(0, data.Count)], cancellationToken);
            (_inputs, _targets, _samples) = (
                new float[ArrayLength.Of(size, data.InputLength, "samples of a batch", "floats")], new TTarget[ArrayLength.Of(size, data.TargetLength, "samples of a batch", "targets")], new long[size]);
        }

        public Batch<TTarget> Current => new(_inputs.AsSpan(0, _count * _data.InputLength), _targets.AsSpan(0, _count * _data.TargetLength), _count);

        public ReadOnlySpan<long> Samples => _samples.AsSpan(0, _count);

        public bool MoveNext()
        {
            _cancellationToken.ThrowIfCancellationRequested();
            _count = Math.Min(_samples.Length, _data.Count - _next);
            for (int i = 0; i < _count; i++)
            {
                _samples[i] = _order[_next + i];
            }
            _data.Gather(_order.AsSpan(_next, _count), _inputs.AsSpan(0, _count * _data.InputLength), _targets.AsSpan(0, _count * _data.TargetLength));
            _next += _count;
            return _count > 0;
        }

        public void Dispose()
        {
        }
    }
}
