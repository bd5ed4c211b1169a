using NnGen.Data;

namespace NnGen.Training;

/// <summary>Trains networks.</summary>
public static class TrainerExtensions
{
    /// <summary>Trains the network on the data. The same seed on the same machine gives the same bits, regardless of the number of threads.</summary>
    /// <param name="network">The network; its parameters change.</param>
    /// <param name="train">The training data.</param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <param name="validation">The data to evaluate after each epoch; null for none.</param>
    /// <returns>The loss and the accuracy of every epoch.</returns>
    /// <remarks>After an exception the network is usable, with the parameters of the last completed step, or of the last good one. Another call for the same
    /// network continues where the last one ended: with the optimizer's state, the sample order of the next epoch, and the dropout masks of the next step.
    /// Three calls of one epoch are therefore three epochs. Loading parameters does not reset the count; a new instance starts at 0.</remarks>
    /// <exception cref="ArgumentException">The data are empty; the data or the weights do not match the network; early stopping monitors an accuracy that does not exist; the
    /// names of columns or classes differ between training data, validation data and network; or <see cref="Normalization"/> was applied to only one of the two.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A target is not a class of the network.</exception>
    /// <exception cref="TrainingDivergedException">The loss, the validation loss or a parameter is no longer finite.</exception>
    /// <exception cref="InvalidDataException">The checkpoint to resume from and the previous one are damaged, or the checkpoint belongs to another run. The
    /// network is unchanged.</exception>
    /// <exception cref="IOException">A checkpoint cannot be written, or its folder does not exist. The previous one is unchanged.</exception>
    /// <exception cref="UnauthorizedAccessException">This process may not write the folder of the checkpoint.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled. The parameters are those of the last completed step.</exception>
    /// <exception cref="InvalidOperationException">Another call is training this network or writing this checkpoint.</exception>
    public static TrainingHistory Fit<TSelf, TTarget>(this ITrainable<TSelf, TTarget> network, Dataset<TTarget> train, FitOptions? options = null, Dataset<TTarget>? validation = null)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(train);
        return Fit(network, train, options, validation, static (data, options) => new DatasetSteps<TSelf, TTarget>(data, options));
    }

    /// <summary>Trains a network with one output and binary cross-entropy on class numbers. The output is the probability of class 1, the positive
    /// class.</summary>
    /// <param name="network">The network; its parameters change.</param>
    /// <param name="train">The training data, with two classes.</param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <param name="validation">The data to evaluate after each epoch; null for none.</param>
    /// <returns>The loss and the accuracy of every epoch.</returns>
    /// <exception cref="ArgumentException">There are more than two classes, or the data or the weights do not match the network.</exception>
    /// <inheritdoc cref="Fit{TSelf, TTarget}(ITrainable{TSelf, TTarget}, Dataset{TTarget}, FitOptions?, Dataset{TTarget}?)" path="/exception"/>
    public static TrainingHistory Fit<TSelf>(this ITrainable<TSelf, float> network, Dataset<int> train, FitOptions? options = null, Dataset<int>? validation = null)
        where TSelf : class, ITrainable<TSelf, float>, IClassifier<TSelf>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(train);
        _ = NetworkSchema.Compare((INetwork<TSelf>)network, train, validation);
        Dataset<float> targets = BinaryTargets.Of(TSelf.Info, train, nameof(train));
        return network.Fit(targets, options, validation is null ? null : BinaryTargets.Of(TSelf.Info, validation, nameof(validation)));
    }

    internal static TrainingHistory Fit<TSelf, TTarget, TSource>(ITrainable<TSelf, TTarget> network, TSource train, FitOptions? options, Dataset<TTarget>? validation, Func<TSource, FitOptions, StepData<TSelf, TTarget>> steps)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged
        where TSource : IBatchSource<TTarget>
    {
        ArgumentNullException.ThrowIfNull(network);
        options ??= new FitOptions();
        options = EpochLines.Resolve(options, TSelf.Info.Name, Console.IsOutputRedirected, static () => Console.Out);
        options.Checkpoint?.Check();
        Preprocessing preprocessing = NetworkSchema.Compare((INetwork<TSelf>)network, train, validation);
        LabeledData.Check<TSelf, TTarget>(train, nameof(train));
        if (validation is not null)
        {
            LabeledData.Check<TSelf, TTarget>(validation, nameof(validation));
        }
        if (options.EarlyStopping?.Obstacle(TSelf.Info.Name, validation is not null, validation is not null && EvaluatorExtensions.HasClasses(network, validation)) is { } obstacle)
        {
            throw new ArgumentException(obstacle, nameof(options));
        }
        NetworkScale.Compare((INetwork<TSelf>)network, train, validation);

        NetworkAttachments attachments = NetworkAttachments.Of(network);
        attachments.BeginTraining(TSelf.Info.Name);
        try
        {
            using StepData<TSelf, TTarget> data = steps(train, options);
            using TrainingRun<TSelf, TTarget> run = new(network, data, options, validation);
            return run.Train(() =>
            {
                NetworkSchema.Remember((INetwork<TSelf>)network, preprocessing);
                NetworkScale.Remember((INetwork<TSelf>)network, train);
            });
        }
        finally
        {
            attachments.EndTraining();
        }
    }
}
