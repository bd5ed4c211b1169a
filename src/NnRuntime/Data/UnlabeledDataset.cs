namespace NnGen.Data;

/// <summary>Represents samples without targets, in memory, for prediction. <see cref="CsvFile.LoadInputs"/> reads them from a file.</summary>
public sealed class UnlabeledDataset : ISchemaProvider, IScaledData
{
    private readonly float[] _inputs;

    /// <summary>Creates a dataset from an array, without copying it.</summary>
    /// <param name="inputs">The inputs of all samples, one sample after the other.</param>
    /// <param name="inputLength">Number of floats in one sample, at least 1.</param>
    /// <exception cref="ArgumentException">The inputs are not a whole number of samples.</exception>
    public UnlabeledDataset(float[] inputs, int inputLength)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        SettingRange.AtLeast(inputLength, 1, nameof(inputLength));
        if (inputs.Length % inputLength != 0)
        {
            throw new ArgumentException($"{inputs.Length} inputs are not a whole number of samples of {inputLength} floats.", nameof(inputs));
        }
        (_inputs, InputLength) = (inputs, inputLength);
    }

    /// <summary>Gets the number of samples.</summary>
    public int Count => _inputs.Length / InputLength;

    /// <summary>Gets the number of floats in one sample.</summary>
    public int InputLength { get; }

    /// <summary>Gets the inputs of all samples, one sample after the other, as <c>Forward</c> and <c>Classify</c> take them.</summary>
    public ReadOnlySpan<float> Inputs => _inputs;

    /// <summary>Gets the names of the inputs, and of the classes if the data that the file was matched to have classes.</summary>
    public DataSchema Schema { get; init; } = DataSchema.Empty;

    /// <summary>Gets the inputs kept as doubles because floats are too coarse; null if there are none.</summary>
    internal ExactColumns? ExactInputs { get; init; }

    /// <summary>Gets the normalizations that were applied to the inputs.</summary>
    internal DataScale Scale { get; init; }

    DataScale? IScaledData.Scale => Scale;

    /// <summary>Returns the inputs of one sample.</summary>
    /// <param name="sample">Number of the sample, from 0.</param>
    /// <remarks>Numbers of files and records that floats would round, such as times in seconds since 1970, are rounded here; pass the dataset to Predict instead.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public ReadOnlySpan<float> Input(int sample) => (uint)sample < (uint)Count
        ? Inputs.Slice(sample * InputLength, InputLength)
        : throw new ArgumentOutOfRangeException(nameof(sample), sample, $"There is no sample {sample}; the samples are 0 to {Count - 1}.");
}
