using static System.FormattableString;

namespace NnGen.Data;

/// <summary>Writes the targets of a row.</summary>
internal delegate void RowTargets<TTarget>(CsvRowReader row, Span<TTarget> targets);

/// <summary>Represents the rows of a CSV file as samples, which are read again in every epoch, in bounded memory.</summary>
/// <typeparam name="TTarget"><see cref="int"/> class indices, or <see cref="float"/> values.</typeparam>
/// <remarks>A shuffled epoch draws each sample at random from a window of the file, in which the next row then replaces it (<see cref="CsvOptions.ShuffleWindow"/>).
/// If the file is sorted, by class for instance, shuffle it once as a whole beforehand, unless the window holds all of it.
/// Before and after every epoch, size and time of the file are compared with those when it was opened; before every epoch, so are the names of its columns.</remarks>
public sealed class StreamedCsv<TTarget> : IBatchSource<TTarget>, IExactSource<TTarget>, IScaledData, IFingerprintedData
    where TTarget : unmanaged
{
    private const int WindowBytes = 32 << 20;

    private readonly CsvTable _table;
    private readonly int _window;
    private readonly RowTargets<TTarget> _readTargets;

    internal StreamedCsv(CsvTable table, CsvOptions options, long count, int targetLength, DataSchema schema, RowTargets<TTarget> readTargets)
    {
        (_table, _readTargets) = (table, readTargets);
        (Count, InputLength, TargetLength, Schema) = (count, table.InputLength, targetLength, schema);
        _window = (int)Math.Min(count, options.ShuffleWindow ?? Math.Max(1, WindowBytes / (sizeof(float) * ((long)InputLength + TargetLength))));
        table.CheckUnchanged();
    }

    /// <inheritdoc/>
    public long Count { get; }

    /// <inheritdoc/>
    public int InputLength { get; }

    /// <inheritdoc/>
    public int TargetLength { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames => Schema.ClassNames;

    /// <inheritdoc/>
    public DataSchema Schema { get; }

    DataScale? IScaledData.Scale => default(DataScale);

    /// <summary>Reads an epoch on the calling thread; <see cref="BatchSourceExtensions.Prefetch"/> and Fit read ahead on another thread.</summary>
    /// <param name="options">The epoch to read, and how it is divided into batches.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <exception cref="FileNotFoundException">The file no longer exists.</exception>
    /// <exception cref="InvalidDataException">The file has changed since it was opened.</exception>
    public IBatchReader<TTarget> Read(in BatchReadOptions options, CancellationToken cancellationToken = default) => Read(options, null, cancellationToken);

    /// <summary>Returns the name of the file, its length, and its contents in numbers.</summary>
    public override string ToString() => Invariant($"{Path.GetFileName(_table.Path)}, {_table.Bytes} bytes, {Excerpt.Count(Count, "sample")} of {Excerpt.Count(InputLength, "input")} and {Excerpt.Count(TargetLength, "target")}, window {_window}");

    string IFingerprintedData.Fingerprint(CancellationToken cancellationToken) => $"{this}, {_table.Fingerprint()}";

    void IExactSource<TTarget>.AddInputs(ColumnStatistics statistics)
    {
        float[] inputs = new float[InputLength];
        double[] exact = new double[InputLength];
        using CsvRowReader rows = _table.Read();
        for (long sample = 0; rows.Read(); sample++)
        {
            rows.ReadInputs(inputs, exact);
            statistics.Add(exact, sample, "input");
        }
        _table.CheckUnchanged();
    }

    IBatchSource<TTarget> IExactSource<TTarget>.Normalize(Normalization normalization) => new Normalized(this, normalization);

    private Reader Read(in BatchReadOptions options, Normalization? normalization, CancellationToken cancellationToken)
    {
        options.Check();
        return new Reader(this, options, normalization, cancellationToken);
    }

    /// <summary>Represents the stream with its inputs normalized as doubles, as parsed from the text.</summary>
    private sealed class Normalized(StreamedCsv<TTarget> stream, Normalization normalization) : IBatchSource<TTarget>, IScaledData, IFingerprintedData
    {
        public long Count => stream.Count;

        public int InputLength => stream.InputLength;

        public int TargetLength => stream.TargetLength;

        public IReadOnlyList<string> ClassNames => stream.ClassNames;

        public DataSchema Schema => stream.Schema;

        public DataScale? Scale => new DataScale(normalization, null);

        public IBatchReader<TTarget> Read(in BatchReadOptions options, CancellationToken cancellationToken = default) => stream.Read(options, normalization, cancellationToken);

        public string Fingerprint(CancellationToken cancellationToken) => $"{((IFingerprintedData)stream).Fingerprint(cancellationToken)}, {normalization.Description}";

        public override string ToString() => $"{stream}, {normalization.Description}";
    }

    private sealed class Reader : IBatchReader<TTarget>
    {
        private readonly StreamedCsv<TTarget> _stream;
        private readonly CsvRowReader _rows;
        private readonly Normalization? _normalization;
        private readonly double[] _exact;
        private readonly Xoshiro256 _random;
        private readonly CancellationToken _cancellationToken;
        private readonly float[] _inputs, _windowInputs;
        private readonly TTarget[] _targets, _windowTargets;
        private readonly long[] _samples, _windowSamples;
        private int _count, _inWindow;
        private long _read, _given;

        public Reader(StreamedCsv<TTarget> stream, in BatchReadOptions options, Normalization? normalization, CancellationToken cancellationToken)
        {
            // In file order, the samples pass through a window of one.
            int size = (int)Math.Min(options.BatchSize, stream.Count), window = options.Shuffle ? stream._window : (int)Math.Min(1, stream.Count);
            (_stream, _cancellationToken, _random) = (stream, cancellationToken, new Xoshiro256(options.OrderSeed));
            (_inputs, _targets, _samples) = (
                new float[ArrayLength.Of(size, stream.InputLength, "samples of a batch", "floats")], new TTarget[ArrayLength.Of(size, stream.TargetLength, "samples of a batch", "targets")], new long[size]);
            (_windowInputs, _windowTargets, _windowSamples) = (
                new float[ArrayLength.Of(window, stream.InputLength, "samples of a shuffle window", "floats")], new TTarget[ArrayLength.Of(window, stream.TargetLength, "samples of a shuffle window", "targets")], new long[window]);
            (_normalization, _exact) = (normalization, normalization is null ? [] : new double[stream.InputLength]);
            _rows = stream._table.Read();
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
            if (_count < _samples.Length && _given != _stream.Count)
            {
                throw Changed($"{_given}");
            }
            if (_count == 0)
            {
                _stream._table.CheckUnchanged();
            }
            return _count > 0;
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
            Span<float> inputs = _windowInputs.AsSpan(place * _stream.InputLength, _stream.InputLength);
            _rows.ReadInputs(inputs, _exact);
            _normalization?.Apply(_exact, inputs, _read);
            _stream._readTargets(_rows, _windowTargets.AsSpan(place * _stream.TargetLength, _stream.TargetLength));
            _windowSamples[place] = _read++;
            return true;
        }

        private InvalidDataException Changed(string rows) => _stream._table.Changed(Invariant($"it had {_stream.Count} rows, and now has {rows}"));

        private static void Move<T>(T[] from, int source, T[] to, int destination, int length) => from.AsSpan(source * length, length).CopyTo(to.AsSpan(destination * length));
    }
}
