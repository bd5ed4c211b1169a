namespace NnGen.Data;

/// <summary>Checks the batches of a user-defined source against the numbers that the source declares, before they are used.</summary>
internal static class BatchContract
{
    /// <summary>Checks the current batch of a reader.</summary>
    /// <exception cref="InvalidOperationException">The batch contradicts the source.</exception>
    public static void Check<TTarget>(IBatchSource<TTarget> source, IBatchReader<TTarget> reader)
        where TTarget : unmanaged
    {
        Batch<TTarget> batch = reader.Current;
        ReadOnlySpan<long> samples = reader.Samples;
        bool fits = batch.Count > 0 && batch.Inputs.Length == (long)batch.Count * source.InputLength && batch.Targets.Length == (long)batch.Count * source.TargetLength && samples.Length == batch.Count;
        if (!fits)
        {
            throw new InvalidOperationException($"The source '{source}' gave a batch of {batch.Count} samples with {batch.Inputs.Length} inputs, {batch.Targets.Length} targets and {samples.Length} sample numbers; "
                + $"give at least one sample, and for each {source.InputLength} inputs, {source.TargetLength} targets and one number, as the source declares.");
        }
        foreach (long sample in samples)
        {
            if ((ulong)sample >= (ulong)source.Count)
            {
                throw new InvalidOperationException($"The source '{source}' gave a sample the number {sample}, but it declares {source.Count} samples; number them from 0 to {source.Count - 1}.");
            }
        }
    }
}
