namespace NnGen.Data;

/// <summary>Represents the samples of one training step. The memory is reused for the next batch.</summary>
/// <typeparam name="TTarget">Type of the targets.</typeparam>
/// <param name="inputs">The inputs of the samples, one sample after the other, with as many floats for each as the source declares (<see cref="IBatchSource{TTarget}.InputLength"/>).</param>
/// <param name="targets">The targets of the samples, one sample after the other, with as many for each as the source declares (<see cref="IBatchSource{TTarget}.TargetLength"/>).</param>
/// <param name="count">Number of samples. The lengths are not compared with it here, but by <c>Fit</c>.</param>
public readonly ref struct Batch<TTarget>(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, int count)
    where TTarget : unmanaged
{
    /// <summary>Gets the inputs of the samples, one sample after the other.</summary>
    public ReadOnlySpan<float> Inputs { get; } = inputs;

    /// <summary>Gets the targets of the samples, one sample after the other.</summary>
    public ReadOnlySpan<TTarget> Targets { get; } = targets;

    /// <summary>Gets the number of samples.</summary>
    public int Count { get; } = count;
}

/// <summary>Enumerates the batches of a dataset with foreach. Every batch is gathered into the same buffer.</summary>
/// <typeparam name="TTarget">Type of the targets.</typeparam>
public sealed class Batches<TTarget>
    where TTarget : unmanaged
{
    private readonly Dataset<TTarget> _data;
    private readonly int[]? _order;
    private readonly int _size;

    internal Batches(Dataset<TTarget> data, int size, int[]? order)
    {
        SettingRange.AtLeast(size, 1, nameof(size));
        (_data, _size, _order) = (data, size, order);
    }

    /// <summary>Gets the number of batches.</summary>
    public int Count => (int)(((long)_data.Count + _size - 1) / _size);

    /// <summary>Returns an enumerator that starts before the first batch.</summary>
    public Enumerator GetEnumerator() => new(_data, _size, _order);

    /// <summary>Enumerates the batches.</summary>
    public ref struct Enumerator
    {
        private readonly Dataset<TTarget> _data;
        private readonly int[]? _order;
        private readonly int _size;
        private readonly float[] _inputs;
        private readonly TTarget[] _targets;
        private int _next, _count;

        internal Enumerator(Dataset<TTarget> data, int size, int[]? order)
        {
            (_data, _size, _order) = (data, Math.Min(size, Math.Max(1, data.Count)), order);
            _inputs = order is null ? [] : new float[ArrayLength.Of(_size, data.InputLength, "samples of a batch", "floats")];
            _targets = order is null ? [] : new TTarget[ArrayLength.Of(_size, data.TargetLength, "samples of a batch", "targets")];
        }

        /// <summary>Gets the current batch; its memory is reused for the next batch.</summary>
        public readonly Batch<TTarget> Current => _order is null
            ? new(_data.Inputs.Slice((_next - _count) * _data.InputLength, _count * _data.InputLength), _data.Targets.Slice((_next - _count) * _data.TargetLength, _count * _data.TargetLength), _count)
            : new(_inputs.AsSpan(0, _count * _data.InputLength), _targets.AsSpan(0, _count * _data.TargetLength), _count);

        /// <summary>Gathers the next batch; returns false after the last one.</summary>
        public bool MoveNext()
        {
            _count = Math.Min(_size, _data.Count - _next);
            if (_order is not null)
            {
                _data.Gather(_order.AsSpan(_next, _count), _inputs.AsSpan(0, _count * _data.InputLength), _targets.AsSpan(0, _count * _data.TargetLength));
            }
            _next += _count;
            return _count > 0;
        }
    }
}
