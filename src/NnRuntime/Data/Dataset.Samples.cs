namespace NnGen.Data;

/// <content>Which samples of the original data a part has.</content>
public sealed partial class Dataset<TTarget>
{
    private int[]? _sampleNumbers;
    private int _originalCount;

    /// <summary>Numbers of the samples in the data that this is a part of, however often it was split; 0, 1, 2, … where it is not a part.</summary>
    public ReadOnlySpan<int> SampleNumbers => _sampleNumbers ??= [.. Enumerable.Range(0, Count)];

    /// <summary>Takes the values of this part's samples from a list that has one for each sample of the original data, such as weights or identifiers.</summary>
    /// <param name="values">One value for each sample of the data that this is a part of.</param>
    /// <returns>One value for each sample of this part, in its order.</returns>
    /// <exception cref="ArgumentException">There is not one value for each sample of the original data.</exception>
    public T[] Gather<T>(IReadOnlyList<T> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count != _originalCount)
        {
            throw new ArgumentException($"There are {values.Count} values, but the data that these samples come from have {_originalCount} samples; pass one value for each.", nameof(values));
        }
        T[] result = new T[Count];
        ReadOnlySpan<int> numbers = SampleNumbers;
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = values[numbers[i]];
        }
        return result;
    }

    /// <summary>The same samples with other inputs or targets, such as normalized ones; they keep their names and numbers.</summary>
    internal Dataset<TOther> With<TOther>(float[] inputs, TOther[] targets, ExactColumns? exactInputs = null, ExactColumns? exactTargets = null)
        where TOther : unmanaged => new(inputs, targets, InputLength, TargetLength)
        {
            _schema = _schema,
            _sampleNumbers = _sampleNumbers,
            _originalCount = _originalCount,
            ExactInputs = exactInputs,
            ExactTargets = exactTargets,
        };

    /// <summary>The same samples and inputs, which are not copied, with other targets.</summary>
    internal Dataset<TOther> WithTargets<TOther>(TOther[] targets)
        where TOther : unmanaged => With(_inputs, targets, ExactInputs);

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
            ExactInputs = ExactInputs?.Subset(samples),
            ExactTargets = ExactTargets?.Subset(samples),
        };
    }
}
