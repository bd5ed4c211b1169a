using NnGen.Data;
using NnGen.Training;

namespace NnGen.Report;

/// <summary>Records what a history does not contain: loss and learning rate within epochs, and after each epoch the norms of parameters and gradients by
/// layer. If there is a <see cref="TensorBoardLog"/>, everything is also written to it.</summary>
/// <remarks>Memory does not grow with the number of steps. The gradients are computed on a few samples that are set aside, in one pass on a copy of the network, since
/// the gradients of a step are no longer available after it. Training has the same bits with and without a recorder.</remarks>
public sealed class TrainingRecorder
{
    // Enough samples for stable norms, and few compared with an epoch.
    private const int MostProbed = 256;

    private readonly Func<(double[] Parameters, double[] Gradients)> _measure;
    private readonly TensorBoardLog? _log;
    private readonly StepCurve _curve = new();
    private readonly List<EpochNorms> _norms = [];
    private long _step, _logged = -1;

    private TrainingRecorder(string[] layers, Func<(double[] Parameters, double[] Gradients)> measure, TensorBoardLog? log) =>
        (LayerNames, _measure, _log) = (layers, measure, log);

    /// <summary>Gets the layers with parameters, named as in saved files: "dense1".</summary>
    public IReadOnlyList<string> LayerNames { get; }

    /// <summary>Gets the norms after each epoch that was recorded.</summary>
    public IReadOnlyList<EpochNorms> Norms => _norms;

    /// <summary>Gets the reason why the log ended before training did, such as a full disk; null if it did not. A log that fails does not end training.</summary>
    public Exception? LogFailure { get; private set; }

    internal IReadOnlyList<StepPoint> Steps => _curve.Points;

    /// <summary>Creates a recorder for training a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">The training data, from which at most 256 samples for the gradients are taken, spread evenly.</param>
    /// <param name="log">The log to which everything is written as well; null if there is none. The caller disposes it.</param>
    /// <exception cref="ArgumentException">The data do not match the network, or there are none.</exception>
    public static TrainingRecorder Create<TSelf, TTarget>(ITrainable<TSelf, TTarget> network, Dataset<TTarget> data, TensorBoardLog? log = null)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(network);
        ReportData.Check<TSelf, TTarget>(data);
        data = network.Normalize(data);
        int count = Math.Min(data.Count, MostProbed);
        Dataset<TTarget> probe = data.Subset([.. Enumerable.Range(0, count).Select(i => (int)((long)i * data.Count / count))]);
        TSelf copy = TSelf.Create(0);
        float[] gradients = new float[network.Parameters.Length];
        return new TrainingRecorder(EpochNorms.Layers(TSelf.Info), Measure, log);

        (double[], double[]) Measure()
        {
            network.Parameters.CopyTo(copy.Parameters);
            network.State.CopyTo(copy.State);
            copy.Backward(probe.Inputs, probe.Targets, default, gradients, TSelf.CreateWorkspace(count), new TrainingStep(0, 0, 0, 1f / count));
            return (EpochNorms.Of(TSelf.Info, copy.Parameters), EpochNorms.Of(TSelf.Info, gradients));
        }
    }

    /// <summary>Returns options with this recorder added to the existing callbacks for steps and epochs.</summary>
    /// <param name="options">The options without the recorder.</param>
    public FitOptions Watch(FitOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options with { OnStep = options.OnStep + RecordStep, OnEpoch = options.OnEpoch + RecordEpoch };
    }

    /// <summary>Records a step.</summary>
    /// <param name="progress">Progress of training.</param>
    public void RecordStep(TrainingProgress progress)
    {
        _step = ((progress.Epoch - 1L) * progress.Steps) + progress.Step;
        _curve.Add(progress);
        if (_log is not null && LogFailure is null && (_logged < 0 || _step - _logged >= _log.EverySteps))
        {
            _logged = _step;
            Log([("loss/step", progress.StepLoss), ("learning rate", progress.LearningRate)]);
        }
    }

    /// <summary>Records an epoch, and measures the norms.</summary>
    /// <param name="epoch">Results of the epoch.</param>
    public void RecordEpoch(TrainingEpoch epoch)
    {
        ArgumentNullException.ThrowIfNull(epoch);
        (double[] parameters, double[] gradients) = _measure();
        _norms.Add(new EpochNorms { Epoch = epoch.Number, Parameters = parameters, Gradients = gradients });
        if (_log is null || LogFailure is not null)
        {
            return;
        }
        List<(string, float)> scalars = [("loss/train", epoch.Loss), ("seconds per epoch", (float)epoch.Duration.TotalSeconds)];
        Add("loss/validation", epoch.ValidationLoss);
        Add("accuracy/train", (float?)epoch.Accuracy);
        Add("accuracy/validation", (float?)epoch.ValidationAccuracy);
        for (int i = 0; i < parameters.Length; i++)
        {
            scalars.Add(($"norm of parameters/{LayerNames[i]}", (float)parameters[i]));
            scalars.Add(($"norm of gradients/{LayerNames[i]}", (float)gradients[i]));
        }
        Log(scalars);

        void Add(string tag, float? value)
        {
            if (value is { } number)
            {
                scalars.Add((tag, number));
            }
        }
    }

    private void Log(IEnumerable<(string Tag, float Value)> scalars)
    {
        try
        {
            _log!.Scalars(_step, scalars);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            LogFailure = exception;
        }
    }
}
