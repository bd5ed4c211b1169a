using static System.FormattableString;

namespace NnGen.Training;

/// <summary>Ends a training when a result has not improved for some epochs, and restores the parameters and the state of the best epoch, also when
/// all epochs were trained.</summary>
/// <remarks>The best epoch is the one with the best result, by however little. <see cref="MinDelta"/> only decides whether the
/// training continues.</remarks>
public sealed record EarlyStopping
{
    /// <summary>Number of epochs in a row without an improvement that end the training. At least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int Patience { get; init => field = SettingRange.AtLeast(value, 1); } = 5;

    /// <summary>An improvement is a result better by more than this than that of the last improvement, or of the first epoch; at least 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 0 or not finite.</exception>
    public double MinDelta { get; init => field = SettingRange.AtLeast(value, 0); }

    /// <summary>Judges by the validation accuracy instead of the validation loss. Fit needs validation data then, and a network that classifies.
    /// Otherwise the validation loss decides, or the training loss where there is no validation data.</summary>
    public bool ByAccuracy { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Invariant($"EarlyStopping(patience: {Patience}, minDelta: {MinDelta}, byAccuracy: {ByAccuracy})");

    /// <summary>The result of an epoch, less is better.</summary>
    internal double Judge(TrainingEpoch epoch) => ByAccuracy ? -epoch.ValidationAccuracy!.Value : epoch.ValidationLoss ?? epoch.Loss;

    /// <summary>Says what keeps the rule from judging epochs; null if nothing does.</summary>
    /// <param name="network">The name of the network.</param>
    /// <param name="hasValidation">Whether there is validation data.</param>
    /// <param name="hasAccuracy">Whether the network has an accuracy on it.</param>
    internal string? Obstacle(string network, bool hasValidation, bool hasAccuracy) => !ByAccuracy || hasAccuracy ? null
        : hasValidation ? $"EarlyStopping.ByAccuracy is true, but {network} has no accuracy on the validation data, whose targets are not classes. Leave ByAccuracy false to stop by the validation loss."
        : "EarlyStopping.ByAccuracy is true, but there is no validation data to measure the accuracy on. Give Fit validation data, or leave ByAccuracy false to stop by the training loss.";
}
