namespace NnGen.Data;

/// <summary>Changes the inputs of a batch in place.</summary>
/// <param name="inputs">The samples, one after the other.</param>
/// <param name="samples">Their numbers within the source.</param>
/// <param name="options">The options.</param>
internal delegate void InputChange(Span<float> inputs, ReadOnlySpan<long> samples, in BatchReadOptions options);

/// <summary>Represents a source whose inputs are changed as they are read, on the thread that reads them.</summary>
internal sealed class ChangedSource<TTarget>(IBatchSource<TTarget> source, InputChange change, string description, DataScale? scale) : IBatchSource<TTarget>, IScaledData, IFingerprintedData
    where TTarget : unmanaged
{
    public long Count => source.Count;

    public int InputLength => source.InputLength;

    public int TargetLength => source.TargetLength;

    public IReadOnlyList<string> ClassNames => source.ClassNames;

    public DataSchema Schema => source.Schema;

    public DataScale? Scale => scale;

    public IBatchReader<TTarget> Read(in BatchReadOptions options, CancellationToken cancellationToken = default) => new Reader(source, source.Read(options, cancellationToken), change, options);

    public string Fingerprint(CancellationToken cancellationToken) => $"{DataFingerprint.Of(source, cancellationToken)}, {description}";

    public override string ToString() => $"{source}, {description}";

    private sealed class Reader(IBatchSource<TTarget> source, IBatchReader<TTarget> reader, InputChange change, BatchReadOptions options) : IBatchReader<TTarget>
    {
        private float[] _inputs = [];

        public Batch<TTarget> Current => new(_inputs.AsSpan(0, reader.Current.Inputs.Length), reader.Current.Targets, reader.Current.Count);

        public ReadOnlySpan<long> Samples => reader.Samples;

        public bool MoveNext()
        {
            if (!reader.MoveNext())
            {
                return false;
            }
            BatchContract.Check(source, reader);
            ReadOnlySpan<float> inputs = reader.Current.Inputs;
            _inputs = _inputs.Length >= inputs.Length ? _inputs : new float[inputs.Length];
            inputs.CopyTo(_inputs);
            change(_inputs.AsSpan(0, inputs.Length), reader.Samples, options);
            return true;
        }

        public void Dispose() => reader.Dispose();
    }
}
