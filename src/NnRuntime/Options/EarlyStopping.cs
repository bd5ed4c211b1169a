using static System.FormattableString;

namespace NnGen.Training;

/// <summary>Ends training when a result has stopped improving, and restores the parameters and the state of the best epoch, even if all epochs were
/// trained.</summary>
/// <remarks>The best epoch is the one with the best result, by any margin. <see cref="MinDelta"/> only determines when training ends.</remarks>
public sealed record EarlyStopping
{
    /// <summary>Gets the number of consecutive epochs without an improvement after which training ends, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int Patience { get; init => field = SettingRange.AtLeast(value, 1); } = 5;

    /// <summary>Gets the minimum change that counts as an improvement, at least 0: a result must be better by more than this than that of the last
    /// improvement, or of the first epoch.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 0 or not finite.</exception>
    public double MinDelta { get; init => field = SettingRange.AtLeast(value, 0); }

    /// <summary>Gets whether to monitor the validation accuracy, which requires validation data and a network that classifies. Otherwise the validation loss
    /// is monitored, or the training loss if there is no validation data.</summary>
    public bool ByAccuracy { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Invariant($"EarlyStopping(patience: {Patience}, minDelta: {MinDelta}, byAccuracy: {ByAccuracy})");

    /// <summary>Returns the result of an epoch; lower is better.</summary>
    internal double Judge(TrainingEpoch epoch) => ByAccuracy ? -epoch.ValidationAccuracy!.Value : epoch.ValidationLoss ?? epoch.Loss;

    /// <summary>Returns a message about why epochs cannot be judged; null if they can.</summary>
    /// <param name="network">Name of the network.</param>
    /// <param name="hasValidation">Whether there is validation data.</param>
    /// <param name="hasAccuracy">Whether the network has an accuracy on the validation data.</param>
    internal string? Obstacle(string network, bool hasValidation, bool hasAccuracy) => !ByAccuracy || hasAccuracy ? null
        : hasValidation ? $"EarlyStopping.ByAccuracy is true, but {network} has no accuracy on the validation data, whose targets are not classes. Leave ByAccuracy false to stop by the validation loss."
        : "EarlyStopping.ByAccuracy is true, but there is no validation data to measure the accuracy on. Pass validation data to Fit, or leave ByAccuracy false to stop by the training loss.";
}
