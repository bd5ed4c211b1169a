using static System.FormattableString;

namespace NnGen.Training;

/// <summary>Ends a training when a result has not improved for some epochs, and restores the parameters and the state of the best epoch, also when
/// all epochs were trained.</summary>
/// <remarks>The best epoch is the one with the best result, by however little. <see cref="MinDelta"/> only decides whether the
/// training continues.</remarks>
public sealed record EarlyStopping
{
    /// <summary>Number of epochs in a row without an improvement that end the training. At least 1.</summary>
    public int Patience { get; init; } = 5;

    /// <summary>An improvement is a result better by more than this than that of the last improvement, or of the first epoch; at least 0.</summary>
    public double MinDelta { get; init; }

    /// <summary>Judges by the accuracy instead of the loss: of the validation data, or where there are none, the training loss after all.</summary>
    public bool ByAccuracy { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Invariant($"EarlyStopping(patience: {Patience}, minDelta: {MinDelta}, byAccuracy: {ByAccuracy})");

    /// <summary>The result of an epoch, less is better.</summary>
    internal double Judge(TrainingEpoch epoch) => ByAccuracy && epoch.ValidationAccuracy is { } accuracy ? -accuracy : epoch.ValidationLoss ?? epoch.Loss;

    internal void Check()
    {
        if (Patience < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(Patience), Patience, $"The patience is {Patience} epochs, but it must be at least 1.");
        }
        if (!(MinDelta >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(MinDelta), MinDelta, $"The least change is {MinDelta}, but it must be at least 0.");
        }
    }
}
