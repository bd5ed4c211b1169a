using NnGen.Data;

namespace NnGen.Training;

/// <summary>Trains networks on sources of batches, which need not fit into memory.</summary>
public static class SourceTrainerExtensions
{
    /// <summary>Trains the network on a source, whose batches are read ahead on another thread. The same seed on the same machine gives the same bits,
    /// regardless of the number of threads.</summary>
    /// <param name="network">The network; its parameters change.</param>
    /// <param name="train">The training data, such as <see cref="CsvFile.StreamClassification"/> or an augmented dataset.</param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <param name="validation">The data to evaluate after each epoch; null for none.</param>
    /// <returns>The loss and the accuracy of every epoch. The training accuracy is measured on the first samples of the source.</returns>
    /// <remarks>To resume from a checkpoint within an epoch, or to revert the last steps when training diverges, the epoch is read from its beginning.</remarks>
    /// <exception cref="ArgumentException">The data are empty; the data or the weights do not match the network; early stopping monitors an accuracy that does not exist; the
    /// names of columns or classes differ between training data, validation data and network; or <see cref="Normalization"/> was applied to only one of the two.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A target is not a class of the network.</exception>
    /// <exception cref="TrainingDivergedException">The loss, the validation loss or a parameter is no longer finite.</exception>
    /// <exception cref="InvalidDataException">The source or the checkpoint is damaged. The message names the line and the column of the source. The
    /// parameters are those of the last completed step.</exception>
    /// <exception cref="IOException">The source cannot be read, or a checkpoint cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled. The parameters are those of the last completed step.</exception>
    /// <exception cref="InvalidOperationException">Another call is training this network or writing this checkpoint.</exception>
    public static TrainingHistory Fit<TSelf, TTarget>(this ITrainable<TSelf, TTarget> network, IBatchSource<TTarget> train, FitOptions? options = null, Dataset<TTarget>? validation = null)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(train);
        return TrainerExtensions.Fit(network, train, options, validation, static (source, options) => new SourceSteps<TSelf, TTarget>(source, options));
    }

    /// <summary>Trains a network with one output and binary cross-entropy on a source of class numbers. The output is the probability of class 1, the
    /// positive class.</summary>
    /// <param name="network">The network; its parameters change.</param>
    /// <param name="train">The training data, with two classes.</param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <param name="validation">The data to evaluate after each epoch; null for none.</param>
    /// <returns>The loss and the accuracy of every epoch. The training accuracy is measured on the first samples of the source.</returns>
    /// <exception cref="ArgumentException">There are more than two classes, or the data or the weights do not match the network.</exception>
    /// <inheritdoc cref="Fit{TSelf, TTarget}(ITrainable{TSelf, TTarget}, IBatchSource{TTarget}, FitOptions?, Dataset{TTarget}?)" path="/exception"/>
    public static TrainingHistory Fit<TSelf>(this ITrainable<TSelf, float> network, IBatchSource<int> train, FitOptions? options = null, Dataset<int>? validation = null)
        where TSelf : class, ITrainable<TSelf, float>, IClassifier<TSelf>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(train);
        _ = NetworkSchema.Compare((INetwork<TSelf>)network, train, validation);
        IBatchSource<float> targets = BinaryTargets.Of(TSelf.Info, train, nameof(train));
        return options?.ClassWeights is null
            ? network.Fit(targets, options, validation is null ? null : BinaryTargets.Of(TSelf.Info, validation, nameof(validation)))
            : throw new ArgumentException("ClassWeights of a network with one output need a dataset in memory; for a stream, pass SampleWeights instead.", nameof(options));
    }
}
