namespace NnGen.Training;

/// <summary>A training went astray: its loss, or a parameter, is no longer a finite number. The network and the optimizer are as they
/// were before the step that led there: with the last parameters that gave a finite loss.</summary>
public sealed class TrainingDivergedException : ArithmeticException
{
    internal TrainingDivergedException(int epoch, long step, float loss, string? layer, string message)
        : base(message) => (Epoch, Step, Loss, Layer) = (epoch, step, loss, layer);

    /// <summary>Number of the epoch within the call of Fit, from 1.</summary>
    public int Epoch { get; }

    /// <summary>Number of the step within the call of Fit, from 1.</summary>
    public long Step { get; }

    /// <summary>The loss, NaN or infinite; or the last finite one, if its step left parameters that are not.</summary>
    public float Loss { get; }

    /// <summary>The first layer whose parameters or outputs are not finite, by its number and title, such as "layer 3 (Dense 10)"; null where
    /// all of them are, so that the inputs, the targets or the loss itself are the cause.</summary>
    public string? Layer { get; }
}
