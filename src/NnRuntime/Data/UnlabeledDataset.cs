namespace NnGen.Data;

/// <summary>Samples without targets, in memory: what a network is asked about. <see cref="CsvFile.LoadInputs"/> reads them from a file.</summary>
public sealed class UnlabeledDataset : ISchemaProvider
{
    private readonly float[] _inputs;

    /// <summary>Wraps an array; it is not copied.</summary>
    /// <param name="inputs">The samples one after the other.</param>
    /// <param name="inputLength">Floats of one sample, at least 1.</param>
    /// <exception cref="ArgumentException">The inputs are not a whole number of samples.</exception>
    public UnlabeledDataset(float[] inputs, int inputLength)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputLength);
        if (inputs.Length % inputLength != 0)
        {
            throw new ArgumentException($"{inputs.Length} inputs are not a whole number of samples of {inputLength} floats.", nameof(inputs));
        }
        (_inputs, InputLength) = (inputs, inputLength);
    }

    /// <summary>Number of samples.</summary>
    public int Count => _inputs.Length / InputLength;

    /// <summary>Floats of one sample.</summary>
    public int InputLength { get; }

    /// <summary>All samples one after the other, as <c>Forward</c> and <c>Classify</c> take them.</summary>
    public ReadOnlySpan<float> Inputs => _inputs;

    /// <summary>Names of the inputs; of the classes too if the data they were read like have classes.</summary>
    public DataSchema Schema { get; init; } = DataSchema.Empty;

    /// <summary>Inputs as doubles where floats are too coarse; null if there are none.</summary>
    internal ExactColumns? ExactInputs { get; init; }

    /// <summary>One sample.</summary>
    /// <param name="sample">Its number, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public ReadOnlySpan<float> Input(int sample) => (uint)sample < (uint)Count
        ? Inputs.Slice(sample * InputLength, InputLength)
        : throw new ArgumentOutOfRangeException(nameof(sample), sample, $"There is no sample {sample}; the samples are 0 to {Count - 1}.");
}
