using System.Runtime.InteropServices;

namespace NnGen.Training;

/// <summary>Counts of samples by actual and predicted class, as scikit-learn's confusion_matrix.</summary>
/// <remarks>Only nonzero counts use memory, so the memory is bounded by the number of samples even with thousands of classes.</remarks>
public sealed class ConfusionMatrix
{
    private readonly Dictionary<(int Actual, int Predicted), int> _counts = [];

    /// <summary>Creates a matrix from the actual and the predicted classes of samples.</summary>
    /// <param name="classes">Number of classes, at least 0.</param>
    /// <param name="actual">Actual class of each sample, from 0.</param>
    /// <param name="predicted">Predicted class of each sample, from 0.</param>
    /// <exception cref="ArgumentException">The number of predictions differs from the number of samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A class is negative or not less than the number of classes.</exception>
    public ConfusionMatrix(int classes, ReadOnlySpan<int> actual, ReadOnlySpan<int> predicted)
        : this(classes)
    {
        if (actual.Length != predicted.Length)
        {
            throw new ArgumentException($"There are {predicted.Length} predictions for {actual.Length} samples; pass one for each.", nameof(predicted));
        }
        for (int i = 0; i < actual.Length; i++)
        {
            Add(Checked(actual[i], i, nameof(actual)), Checked(predicted[i], i, nameof(predicted)), 1);
        }

        int Checked(int value, int sample, string name) => (uint)value < (uint)classes
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"The class of sample {sample} is {value}, but it must be from 0 to {classes - 1}.");
    }

    internal ConfusionMatrix(int classes)
    {
        SettingRange.AtLeast(classes, 0, nameof(classes));
        Classes = classes;
    }

    /// <summary>Gets the number of classes.</summary>
    public int Classes { get; }

    /// <summary>Gets the number of samples.</summary>
    internal long Samples => _counts.Values.Sum(static count => (long)count);

    /// <summary>Gets the number of samples of one class that were predicted as another, or as the same.</summary>
    /// <param name="actual">Actual class, from 0.</param>
    /// <param name="predicted">Predicted class, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A class is negative or not less than the number of classes.</exception>
    public int this[int actual, int predicted]
    {
        get
        {
            int wrong = (uint)actual < (uint)Classes ? predicted : actual;
            if ((uint)wrong >= (uint)Classes)
            {
                throw new ArgumentOutOfRangeException((uint)actual < (uint)Classes ? nameof(predicted) : nameof(actual), wrong, $"There is no class {wrong}; the classes are 0 to {Classes - 1}.");
            }
            return _counts.GetValueOrDefault((actual, predicted));
        }
    }

    /// <summary>Gets the nonzero counts, ordered by actual and then by predicted class.</summary>
    public IEnumerable<(int Actual, int Predicted, int Count)> Counts => _counts.OrderBy(static entry => entry.Key).Select(static entry => (entry.Key.Actual, entry.Key.Predicted, entry.Value));

    /// <summary>Returns the counts as a square table, indexed by the actual and then the predicted class.</summary>
    public int[,] ToArray()
    {
        int[,] table = new int[Classes, Classes];
        foreach (((int actual, int predicted), int count) in _counts)
        {
            table[actual, predicted] = count;
        }
        return table;
    }

    internal void Add(int actual, int predicted, int count) => CollectionsMarshal.GetValueRefOrAddDefault(_counts, (actual, predicted), out _) += count;
}
