using NnRuntime.Data;

namespace NnRuntime.Training;

/// <summary>The training loop over sources that do not lie in memory.</summary>
public static class SourceTrainer
{
    /// <summary>Trains the network on a source, whose batches are read ahead on another thread: the same seed and machine give the same bits, whatever the number of threads.</summary>
    /// <param name="network">The network; its parameters change.</param>
    /// <param name="train">The training data, such as <see cref="CsvFile.StreamClassification"/> or an augmented dataset.</param>
    /// <param name="options">How to train; null means the defaults.</param>
    /// <param name="validation">Data to evaluate after each epoch; null for none.</param>
    /// <returns>Loss and accuracy of every epoch; the training accuracy is measured on the first samples of the source.</returns>
    /// <remarks>To go on from a checkpoint within an epoch, or to take the last steps back when the training diverges, the epoch is read from its beginning.</remarks>
    /// <exception cref="ArgumentException">The data or the weights do not fit the network, or there are no data.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range, or a target is no class of the network.</exception>
    /// <exception cref="TrainingDivergedException">The loss, or a parameter, is no longer a finite number.</exception>
    /// <exception cref="InvalidDataException">The source is damaged, with the line and the column, or the checkpoint; the parameters are those of the last whole step.</exception>
    /// <exception cref="IOException">The source cannot be read, or a checkpoint cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled; the parameters are those of the last whole step.</exception>
    /// <exception cref="InvalidOperationException">Another call is training this network, or writing this checkpoint.</exception>
    public static TrainingHistory Fit<TSelf, TTarget>(this ITrainable<TSelf, TTarget> network, IBatchSource<TTarget> train, FitOptions? options = null, Dataset<TTarget>? validation = null)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(train);
        return Trainer.Fit(network, train, options, validation, static (source, options) => new SourceSteps<TSelf, TTarget>(source, options));
    }
}
