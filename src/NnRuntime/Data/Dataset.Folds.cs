using NnGen.CompilerServices;

namespace NnGen.Data;

/// <content>Parts for training and for measuring.</content>
public sealed partial class Dataset<TTarget>
{
    /// <summary>Two parts in which every class has its share: of its samples the given fraction is in the first, to within one sample.</summary>
    /// <param name="fraction">Between 0 and 1.</param>
    /// <param name="seed">The same seed gives the same parts.</param>
    /// <remarks>Classes are the values of the targets, class numbers or the 0 and 1 of a single output.</remarks>
    /// <exception cref="InvalidOperationException">The samples have more than one target.</exception>
    public (Dataset<TTarget> First, Dataset<TTarget> Second) StratifiedSplit(double fraction, int seed)
    {
        CheckFraction(fraction);
        int[] order = [.. Classes(seed).SelectMany(static samples => samples)];

        // Where the multiples of the fraction pass a half, so that any run of samples, such as those of a class, has its share.
        bool IsFirst(int at) => Math.Floor(((at + 1) * fraction) + 0.5) > Math.Floor((at * fraction) + 0.5);

        int[] first = [.. order.Where((_, at) => IsFirst(at))], second = [.. order.Where((_, at) => !IsFirst(at))];
        Xoshiro256 random = new(seed, stream: 1);
        random.Shuffle(first);
        random.Shuffle(second);
        return (Subset(first), Subset(second));
    }

    /// <summary>Cross-validation: k pairs of a training and a validation part. Every sample is in exactly one validation part; these are of one size, to within one sample.</summary>
    /// <param name="k">The number of pairs, from 2 to the number of samples.</param>
    /// <param name="seed">The same seed gives the same parts.</param>
    /// <returns>The pairs; each is copied together when the enumeration comes to it.</returns>
    public IEnumerable<(Dataset<TTarget> Train, Dataset<TTarget> Validation)> KFold(int k, int seed)
    {
        CheckFolds(k);
        return Folds(Order(seed), k);
    }

    /// <summary>Cross-validation as <see cref="KFold"/>, where moreover every class is shared out evenly over the validation parts, to within one sample.</summary>
    /// <param name="k">The number of pairs, from 2 to the number of samples.</param>
    /// <param name="seed">The same seed gives the same parts.</param>
    /// <returns>The pairs; each is copied together when the enumeration comes to it.</returns>
    /// <remarks>Classes are the values of the targets, class numbers or the 0 and 1 of a single output. One with fewer than k samples is missing in some validation parts.</remarks>
    /// <exception cref="InvalidOperationException">The samples have more than one target, or no class has k samples, as with targets of a regression.</exception>
    public IEnumerable<(Dataset<TTarget> Train, Dataset<TTarget> Validation)> StratifiedKFold(int k, int seed)
    {
        CheckFolds(k);
        List<int[]> classes = Classes(seed);
        int largest = classes.Max(static samples => samples.Length);
        return largest >= k
            ? Folds([.. classes.SelectMany(static samples => samples)], k)
            : throw new InvalidOperationException($"The largest of {classes.Count} classes has {largest} samples, too few for {k} folds; if the targets are no classes, use KFold.");
    }

    // Dealt out like cards. What lies together, such as a class, then falls on all folds evenly.
    private IEnumerable<(Dataset<TTarget> Train, Dataset<TTarget> Validation)> Folds(int[] order, int k)
    {
        for (int fold = 0; fold < k; fold++)
        {
            int[] train = [.. order.Where((_, at) => at % k != fold).Order()], validation = [.. order.Where((_, at) => at % k == fold).Order()];
            yield return (Subset(train), Subset(validation));
        }
    }

    // The samples of each class in random order.
    private List<int[]> Classes(int seed)
    {
        if (TargetLength != 1)
        {
            throw new InvalidOperationException($"Each sample has {TargetLength} targets, but classes need one; use Split or KFold.");
        }
        List<int[]> classes = [.. Enumerable.Range(0, Count).GroupBy(sample => _targets[sample]).OrderBy(static group => group.Key, Comparer<TTarget>.Default).Select(static group => group.ToArray())];
        Xoshiro256 random = new(seed);
        foreach (int[] samples in classes)
        {
            random.Shuffle(samples);
        }
        return classes;
    }

    private void CheckFolds(int k)
    {
        if (k < 2 || k > Count)
        {
            throw new ArgumentOutOfRangeException(nameof(k), k, $"{Count} samples cannot make {k} folds; there must be from 2 up to as many as there are samples.");
        }
    }

    private static void CheckFraction(double fraction)
    {
        if (!(fraction is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, $"The fraction is {fraction}, but it must be between 0 and 1.");
        }
    }
}
