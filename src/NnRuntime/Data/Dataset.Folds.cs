namespace NnGen.Data;

/// <content>Splits a dataset for training and validation.</content>
public sealed partial class Dataset<TTarget>
{
    /// <summary>Splits the samples into two parts in random order, where the first part contains the given fraction of each class, to within one sample.</summary>
    /// <param name="fraction">Fraction of the samples in the first part, between 0 and 1.</param>
    /// <param name="seed">Seed of the random order; the same seed gives the same parts.</param>
    /// <remarks>The classes are the distinct values of the targets: class numbers, or the 0 and 1 of a single output.</remarks>
    /// <exception cref="InvalidOperationException">The samples have more than one target.</exception>
    public (Dataset<TTarget> First, Dataset<TTarget> Second) StratifiedSplit(double fraction, int seed)
    {
        CheckFraction(fraction);
        int[] order = [.. Classes(seed).SelectMany(static samples => samples)];

        // A sample is selected where the multiples of the fraction pass a half, so that every contiguous run of samples, such as those of a class, has its share.
        bool IsFirst(int at) => Math.Floor(((at + 1) * fraction) + 0.5) > Math.Floor((at * fraction) + 0.5);

        int[] first = [.. order.Where((_, at) => IsFirst(at))], second = [.. order.Where((_, at) => !IsFirst(at))];
        Xoshiro256 random = new(seed, stream: 1);
        random.Shuffle(first);
        random.Shuffle(second);
        return (Subset(first), Subset(second));
    }

    /// <summary>Splits the samples into k pairs of training and validation data for cross-validation. Every sample is in exactly one validation part, and the sizes of these parts
    /// differ by at most one sample.</summary>
    /// <param name="k">Number of pairs, from 2 to the number of samples.</param>
    /// <param name="seed">Seed of the random order; the same seed gives the same parts.</param>
    /// <returns>The pairs; each is copied when the enumeration reaches it.</returns>
    public IEnumerable<(Dataset<TTarget> Train, Dataset<TTarget> Validation)> KFold(int k, int seed)
    {
        CheckFolds(k);
        return Folds(Order(seed), k);
    }

    /// <summary>Splits the samples for cross-validation like <see cref="KFold"/>, and distributes every class evenly over the validation parts, to within one sample.</summary>
    /// <param name="k">Number of pairs, from 2 to the number of samples.</param>
    /// <param name="seed">Seed of the random order; the same seed gives the same parts.</param>
    /// <returns>The pairs; each is copied when the enumeration reaches it.</returns>
    /// <remarks>The classes are the distinct values of the targets: class numbers, or the 0 and 1 of a single output. A class with fewer than k samples is absent from some validation parts.</remarks>
    /// <exception cref="InvalidOperationException">The samples have more than one target, or no class has k samples, as with the targets of a regression.</exception>
    public IEnumerable<(Dataset<TTarget> Train, Dataset<TTarget> Validation)> StratifiedKFold(int k, int seed)
    {
        CheckFolds(k);
        List<int[]> classes = Classes(seed);
        int largest = classes.Max(static samples => samples.Length);
        return largest >= k
            ? Folds([.. classes.SelectMany(static samples => samples)], k)
            : throw new InvalidOperationException($"The largest of {classes.Count} classes has {largest} samples, too few for {k} folds; if the targets are not classes, use KFold.");
    }

    // Samples are dealt out like cards, so that neighbors in the order, such as the samples of a class, are distributed evenly over the folds.
    private IEnumerable<(Dataset<TTarget> Train, Dataset<TTarget> Validation)> Folds(int[] order, int k)
    {
        for (int fold = 0; fold < k; fold++)
        {
            int[] train = [.. order.Where((_, at) => at % k != fold).Order()], validation = [.. order.Where((_, at) => at % k == fold).Order()];
            yield return (Subset(train), Subset(validation));
        }
    }

    // Returns the samples of each class in random order.
    private List<int[]> Classes(int seed)
    {
        if (TargetLength != 1)
        {
            throw new InvalidOperationException($"Each sample has {TargetLength} targets, but stratification needs exactly one; use Split or KFold.");
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
            throw new ArgumentOutOfRangeException(nameof(k), k, $"{Count} samples cannot be divided into {k} folds; set k to a number from 2 to the number of samples.");
        }
    }

    private static void CheckFraction(double fraction)
    {
        if (!(fraction is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, $"The fraction is {fraction}; set it to a number between 0 and 1.");
        }
    }
}
