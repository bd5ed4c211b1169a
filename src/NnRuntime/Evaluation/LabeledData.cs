using System.Runtime.InteropServices;
using NnGen.Data;

namespace NnGen.Training;

/// <summary>Checks whether samples and targets fit a network before it is trained or evaluated on them.</summary>
internal static class LabeledData
{
    public static void Check<TSelf, TTarget>(IBatchSource<TTarget> data, string name)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged
    {
        if (data.Count < 0)
        {
            throw new ArgumentException($"The source '{data}' declares {data.Count} samples; let Count return how many it has, at least 1.", name);
        }
        if (data.Count == 0)
        {
            throw new ArgumentException("The dataset has no samples; pass data with at least one, and check the file or the split that the data come from.", name);
        }
        if (data.InputLength != TSelf.Info.InputLength || data.TargetLength != TSelf.TargetLength)
        {
            IEnumerable<string> ways = [.. data.InputLength != TSelf.Info.InputLength ? [NetworkSchema.InputAdvice(TSelf.Info, data.InputLength)] : Array.Empty<string>(),
                .. data.TargetLength == TSelf.TargetLength ? Array.Empty<string>() : [typeof(TTarget) == typeof(int) ? "pass one class number per sample" : $"give its last layer {Excerpt.Count(data.TargetLength, "output")}"]];
            throw new ArgumentException($"The dataset has {NetworkSchema.Inputs(data, data.InputLength)} and {Excerpt.Count(data.TargetLength, "target")} per sample, but {TSelf.Info.Name} takes {TSelf.Info.InputLength} and {TSelf.TargetLength}; {string.Join("; ", ways)}.", name);
        }
        if (typeof(TTarget) == typeof(int) || (TSelf.Info.OutputLength == 1 && typeof(IClassifier).IsAssignableFrom(typeof(TSelf))))
        {
            NetworkSchema.CheckClasses(TSelf.Info, data.ClassNames, name);
        }
        if (typeof(TTarget) == typeof(int) && data is Dataset<TTarget> inMemory)
        {
            // Checked here, where the number of the sample is its number in the dataset; in a shuffled batch it differs.
            ReadOnlySpan<int> targets = MemoryMarshal.Cast<TTarget, int>(inMemory.Targets);
            int wrong = targets.IndexOfAnyExceptInRange(0, TSelf.Info.OutputLength - 1);
            if (wrong >= 0)
            {
                throw new ArgumentOutOfRangeException(name, targets[wrong], $"The target of sample {wrong} is {targets[wrong]}, but the classes are 0 to {TSelf.Info.OutputLength - 1}; number the classes from 0, or give the last layer more outputs.");
            }
        }
    }
}
