namespace NnGen.Training;

/// <summary>The exception that is thrown when training diverges: the loss, the validation loss or a parameter is no longer finite. The network and the
/// optimizer are restored to their state before the step that diverged, with the last parameters that gave a finite loss. If the validation loss is not
/// finite, they keep the state of the last step.</summary>
public sealed class TrainingDivergedException : ArithmeticException
{
    internal TrainingDivergedException(int epoch, long step, float loss, string? layer, string message)
        : base(message) => (Epoch, Step, Loss, Layer) = (epoch, step, loss, layer);

    /// <summary>Gets the number of the epoch within the call of Fit, from 1.</summary>
    public int Epoch { get; }

    /// <summary>Gets the number of the step within the call of Fit, from 1.</summary>
    public long Step { get; }

    /// <summary>Gets the loss or validation loss, which is NaN or infinite; or the last finite loss, if its step left parameters that are not finite.</summary>
    public float Loss { get; }

    /// <summary>Gets the number and the title of the first layer whose parameters or outputs are not finite, such as "layer 3 (Dense 10)"; null if all are
    /// finite, so that the cause is in the inputs, the targets or the loss itself.</summary>
    public string? Layer { get; }
}
