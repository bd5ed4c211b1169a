namespace NnGen.Data;

/// <content>Relates the samples of a part to the original data.</content>
public sealed partial class Dataset<TTarget>
{
    private int[]? _sampleNumbers;
    private int _originalCount;

    /// <summary>Gets the numbers of the samples within the original data, regardless of how often the data were split; 0, 1, 2, … if this dataset is not a part of another.</summary>
    public ReadOnlySpan<int> SampleNumbers => _sampleNumbers ??= [.. Enumerable.Range(0, Count)];

    /// <summary>Gets the number of samples of the original data.</summary>
    internal int OriginalCount => _originalCount;

    /// <summary>Returns the values of this part's samples from a list with one value for each sample of the original data, such as weights or identifiers.</summary>
    /// <param name="values">One value for each sample of the original data.</param>
    /// <returns>One value for each sample of this part, in the order of the samples.</returns>
    /// <exception cref="ArgumentException">The number of values differs from the number of samples in the original data.</exception>
    public T[] Gather<T>(IReadOnlyList<T> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count != _originalCount)
        {
            throw new ArgumentException($"There are {values.Count} values, but the original data have {_originalCount} samples; pass one value for each.", nameof(values));
        }
        T[] result = new T[Count];
        ReadOnlySpan<int> numbers = SampleNumbers;
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = values[numbers[i]];
        }
        return result;
    }

    /// <summary>Returns the same samples with other inputs or targets, such as normalized ones, and with the same names and sample numbers.</summary>
    internal Dataset<TOther> With<TOther>(float[] inputs, TOther[] targets, DataScale scale, ExactColumns? exactInputs = null, ExactColumns? exactTargets = null)
        where TOther : unmanaged => new(inputs, targets, InputLength, TargetLength)
        {
            _schema = _schema,
            _sampleNumbers = _sampleNumbers,
            _originalCount = _originalCount,
            Scale = scale,
            ExactInputs = exactInputs,
            ExactTargets = exactTargets,
            TargetOverlap = TargetOverlap,
        };

    /// <summary>Gets whether the targets are class numbers as another type.</summary>
    internal bool HasConvertedClasses { get; private set; }

    /// <summary>Returns the same samples with their class numbers as another type; the inputs are not copied.</summary>
    internal Dataset<TOther> WithConvertedClasses<TOther>(TOther[] targets)
        where TOther : unmanaged
    {
        Dataset<TOther> data = With(_inputs, targets, new DataScale(Scale.Inputs, null), ExactInputs);
        data.HasConvertedClasses = true;
        return data;
    }

    private Dataset<TTarget> Part(float[] inputs, TTarget[] targets, ReadOnlySpan<int> samples)
    {
        int[] numbers = new int[samples.Length];
        ReadOnlySpan<int> own = SampleNumbers;
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = own[samples[i]];
        }
        return new Dataset<TTarget>(inputs, targets, InputLength, TargetLength)
        {
            _schema = _schema,
            _sampleNumbers = numbers,
            _originalCount = _originalCount,
            Scale = Scale,
            ExactInputs = ExactInputs?.Subset(samples),
            ExactTargets = ExactTargets?.Subset(samples),
            TargetOverlap = TargetOverlap,
        };
    }
}
