using NnGen.Data;

namespace NnGen.Training;

/// <summary>Converts class numbers to targets of a network with one output and binary cross-entropy: 0 and 1, the probability of class 1.</summary>
internal static class BinaryTargets
{
    /// <summary>Returns the data with floats as targets, and with the same inputs, names and sample numbers.</summary>
    /// <exception cref="ArgumentException">There are more than two classes.</exception>
    public static Dataset<float> Of(NetworkInfo network, Dataset<int> data, string parameter)
    {
        ArgumentNullException.ThrowIfNull(data, parameter);
        CheckShape(network, data, parameter);
        float[] targets = new float[data.Count];
        for (int sample = 0; sample < targets.Length; sample++)
        {
            int target = data.Targets[sample];
            targets[sample] = target is 0 or 1 ? target : throw new ArgumentException(NoSuchClass(network, sample, target), parameter);
        }
        return data.WithConvertedClasses(targets);
    }

    /// <summary>Returns the source with floats as targets, which are converted while they are read.</summary>
    /// <exception cref="ArgumentException">There are more than two classes.</exception>
    public static IBatchSource<float> Of(NetworkInfo network, IBatchSource<int> source, string parameter)
    {
        ArgumentNullException.ThrowIfNull(source, parameter);
        CheckShape(network, source, parameter);
        return new Source(network, source);
    }

    private static void CheckShape(NetworkInfo network, IBatchSource<int> data, string parameter)
    {
        if (data.TargetLength != 1)
        {
            throw new ArgumentException($"The dataset has {data.TargetLength} class numbers per sample, but {network.Name} takes 1.", parameter);
        }
        NetworkSchema.CheckClasses(network, data.ClassNames, parameter);
    }

    private static string NoSuchClass(NetworkInfo network, long sample, int target) =>
        $"Sample {sample} is of class {target}, but {network.Name} has one output, for classes 0 and 1; declare a network with one output for each class and Softmax.";

    private sealed class Source(NetworkInfo network, IBatchSource<int> source) : IBatchSource<float>, IScaledData, IFingerprintedData
    {
        public long Count => source.Count;

        public int InputLength => source.InputLength;

        public int TargetLength => 1;

        public IReadOnlyList<string> ClassNames => source.ClassNames;

        public DataSchema Schema => source.Schema;

        public DataScale? Scale => DataScale.Of(source);

        public IBatchReader<float> Read(in BatchReadOptions options, CancellationToken cancellationToken = default) => new Reader(network, source, source.Read(options, cancellationToken));

        public string Fingerprint(CancellationToken cancellationToken) => DataFingerprint.Of(source, cancellationToken);

        public override string? ToString() => source.ToString();
    }

    private sealed class Reader(NetworkInfo network, IBatchSource<int> source, IBatchReader<int> reader) : IBatchReader<float>
    {
        private float[] _targets = [];

        public Batch<float> Current => new(reader.Current.Inputs, _targets.AsSpan(0, reader.Current.Count), reader.Current.Count);

        public ReadOnlySpan<long> Samples => reader.Samples;

        public bool MoveNext()
        {
            if (!reader.MoveNext())
            {
                return false;
            }
            BatchContract.Check(source, reader);
            ReadOnlySpan<int> targets = reader.Current.Targets;
            _targets = _targets.Length >= targets.Length ? _targets : new float[targets.Length];
            for (int i = 0; i < targets.Length; i++)
            {
                _targets[i] = targets[i] is 0 or 1 ? targets[i] : throw new ArgumentException(NoSuchClass(network, reader.Samples[i], targets[i]));
            }
            return true;
        }

        public void Dispose() => reader.Dispose();
    }
}
