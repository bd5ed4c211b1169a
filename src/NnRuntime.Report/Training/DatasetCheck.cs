using NnGen.Data;

namespace NnGen.Training;

/// <summary>Rejects data that do not match a network.</summary>
internal static class DatasetCheck
{
    public static void ThrowIfMismatched<TSelf, TTarget>(Dataset<TTarget> data)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Count == 0)
        {
            throw new ArgumentException("The dataset has no samples; pass at least one.", nameof(data));
        }
        if (data.InputLength != TSelf.Info.InputLength || data.TargetLength != TSelf.TargetLength)
        {
            throw new ArgumentException($"The dataset has {data.InputLength} inputs and {data.TargetLength} targets per sample, but {TSelf.Info.Name} expects {TSelf.Info.InputLength} and {TSelf.TargetLength}.", nameof(data));
        }
    }
}
