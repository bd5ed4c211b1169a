using NnRuntime.Initialization;
using static System.FormattableString;

namespace NnRuntime.Data;

/// <summary>Writes the targets of a row.</summary>
internal delegate void RowTargets<TTarget>(CsvRowReader row, Span<TTarget> targets);

/// <summary>The rows of a CSV file as samples, read anew in every epoch, in bounded memory.</summary>
/// <typeparam name="TTarget"><see cref="int"/> class indices, or <see cref="float"/> values.</typeparam>
/// <remarks>A shuffled epoch draws each sample at random from a window of the file, and the next row takes its place (<see cref="CsvOptions.ShuffleWindow"/>).
/// A file that is sorted, by class for instance, should be shuffled once as a whole beforehand, unless the window holds all of it.</remarks>
public sealed class StreamedCsv<TTarget> : IBatchSource<TTarget>
    where TTarget : unmanaged
{
    private const int WindowBytes = 32 << 20;

    private readonly string _path;
    private readonly CsvOptions _options;
    private readonly long _bytes;
    private readonly int _window;
    private readonly RowTargets<TTarget> _readTargets;

    internal StreamedCsv(string path, CsvOptions options, CsvRowReader rows, long count, IReadOnlyList<string> classNames, RowTargets<TTarget> readTargets)
    {
        if (options.ShuffleWindow < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.ShuffleWindow, $"The shuffle window is {options.ShuffleWindow}, but it must hold at least 1 sample.");
        }
        (_path, _options, _readTargets, _bytes) = (path, options, readTargets, new FileInfo(path).Length);
        (Count, InputLength, TargetLength, ClassNames) = (count, rows.InputLength, rows.TargetLength, classNames);
        _window = (int)Math.Min(count, options.ShuffleWindow ?? Math.Max(1, WindowBytes / (sizeof(float) * ((long)InputLength + TargetLength))));
    }

    /// <inheritdoc/>
    public long Count { get; }

    /// <inheritdoc/>
    public int InputLength { get; }

    /// <inheritdoc/>
    public int TargetLength { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Reads an epoch on the calling thread; <see cref="BatchSources.Prefetch"/> reads ahead on another, and so does Fit.</summary>
    /// <param name="epoch">Which one, and how it is cut into batches.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="FileNotFoundException">The file is gone.</exception>
    public IBatchReader<TTarget> Read(in Epoch epoch, CancellationToken cancellationToken = default)
    {
        epoch.Check();
        return new Reader(this, epoch, cancellationToken);
    }

    /// <summary>The file, its length, and what it holds.</summary>
    public override string ToString() => Invariant($"{Path.GetFileName(_path)}, {_bytes} bytes, {Count} samples of {InputLength} inputs and {TargetLength} targets, window {_window}");

    private sealed class Reader : IBatchReader<TTarget>
    {
        private readonly StreamedCsv<TTarget> _stream;
        private readonly CsvRowReader _rows;
        private readonly Xoshiro256 _random;
        private readonly CancellationToken _cancellationToken;
        private readonly float[] _inputs, _windowInputs;
        private readonly TTarget[] _targets, _windowTargets;
        private readonly long[] _samples, _windowSamples;
        private int _count, _inWindow;
        private long _read, _given;

        public Reader(StreamedCsv<TTarget> stream, in Epoch epoch, CancellationToken cancellationToken)
        {
            // In their own order, the samples go through a window of one.
            int size = (int)Math.Min(epoch.BatchSize, stream.Count), window = epoch.Shuffle ? stream._window : (int)Math.Min(1, stream.Count);
            (_stream, _cancellationToken, _random) = (stream, cancellationToken, new Xoshiro256(epoch.OrderSeed));
            (_inputs, _targets, _samples) = (
                new float[ArrayLength.Of(size, stream.InputLength, "samples of a batch", "floats")], new TTarget[ArrayLength.Of(size, stream.TargetLength, "samples of a batch", "targets")], new long[size]);
            (_windowInputs, _windowTargets, _windowSamples) = (
                new float[ArrayLength.Of(window, stream.InputLength, "samples of a shuffle window", "floats")], new TTarget[ArrayLength.Of(window, stream.TargetLength, "samples of a shuffle window", "targets")], new long[window]);
            _rows = new CsvRowReader(stream._path, stream._options);
        }

        public Batch<TTarget> Current => new(_inputs.AsSpan(0, _count * _stream.InputLength), _targets.AsSpan(0, _count * _stream.TargetLength), _count);

        public ReadOnlySpan<long> Samples => _samples.AsSpan(0, _count);

        public bool MoveNext()
        {
            while (_inWindow < _windowSamples.Length && TryRead(_inWindow))
            {
                _inWindow++;
            }
            for (_count = 0; _count < _samples.Length && _inWindow > 0; _count++)
            {
                int drawn = _random.NextInt(_inWindow);
                Move(_windowInputs, drawn, _inputs, _count, _stream.InputLength);
                Move(_windowTargets, drawn, _targets, _count, _stream.TargetLength);
                _samples[_count] = _windowSamples[drawn];
                if (!TryRead(drawn))
                {
                    _inWindow--;
                    Move(_windowInputs, _inWindow, _windowInputs, drawn, _stream.InputLength);
                    Move(_windowTargets, _inWindow, _windowTargets, drawn, _stream.TargetLength);
                    _windowSamples[drawn] = _windowSamples[_inWindow];
                }
            }
            _given += _count;
            return _count == _samples.Length || _given == _stream.Count ? _count > 0 : throw Changed($"{_given}");
        }

        public void Dispose() => _rows.Dispose();

        private bool TryRead(int place)
        {
            if (_read % 256 == 0)
            {
                _cancellationToken.ThrowIfCancellationRequested();
            }
            if (!_rows.Read())
            {
                return false;
            }
            if (_read == _stream.Count)
            {
                throw Changed("more");
            }
            _rows.ReadInputs(_windowInputs.AsSpan(place * _stream.InputLength, _stream.InputLength));
            _stream._readTargets(_rows, _windowTargets.AsSpan(place * _stream.TargetLength, _stream.TargetLength));
            _windowSamples[place] = _read++;
            return true;
        }

        private InvalidDataException Changed(string rows) => new($"{_stream._path} has changed since it was opened: it had {_stream.Count} rows, and now it has {rows}.");

        private static void Move<T>(T[] from, int source, T[] to, int destination, int length) => from.AsSpan(source * length, length).CopyTo(to.AsSpan(destination * length));
    }
}
