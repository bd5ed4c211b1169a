using NnGen.Data;
using NnGen.Training;

namespace NnGen.Report;

/// <summary>Notes what a history does not say: loss and learning rate within epochs, and after each epoch the norms of parameters and gradients by
/// layer. Passes all of it on to a <see cref="TensorBoardLog"/> if there is one.</summary>
/// <remarks>Memory does not grow with the steps. Gradients are those of a few samples that are set aside, of one pass on a copy of the network, since
/// those of a step are gone when it is over: the training has the same bits with and without a recorder.</remarks>
public sealed class TrainingRecorder
{
    // Enough for norms that do not tremble, and few against an epoch.
    private const int MostProbed = 256;

    private readonly Func<(double[] Parameters, double[] Gradients)> _measure;
    private readonly TensorBoardLog? _log;
    private readonly StepCurve _curve = new();
    private readonly List<LayerNorms> _norms = [];
    private long _step, _logged = -1;

    private TrainingRecorder(string[] layers, Func<(double[] Parameters, double[] Gradients)> measure, TensorBoardLog? log) =>
        (LayerNames, _measure, _log) = (layers, measure, log);

    /// <summary>The layers with parameters, named as in saved files: "dense1".</summary>
    public IReadOnlyList<string> LayerNames { get; }

    /// <summary>The norms after each epoch that was heard of.</summary>
    public IReadOnlyList<LayerNorms> Norms => _norms;

    /// <summary>Why the log ended before the training did, such as a full disk; null where it did not. A log that fails does not end the training.</summary>
    public Exception? LogFailure { get; private set; }

    internal IReadOnlyList<StepPoint> Steps => _curve.Points;

    /// <summary>Makes a recorder for the training of a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">Where the samples for the gradients come from, at most 256, spread evenly: the training data.</param>
    /// <param name="log">Where everything is written as well; null for nowhere. It stays the caller's to dispose.</param>
    /// <exception cref="ArgumentException">The data do not fit the network, or there are none.</exception>
    public static TrainingRecorder Of<TSelf, TTarget>(ITrainable<TSelf, TTarget> network, Dataset<TTarget> data, TensorBoardLog? log = null)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(network);
        ReportData.Check<TSelf, TTarget>(data);
        int count = Math.Min(data.Count, MostProbed);
        Dataset<TTarget> probe = data.Subset([.. Enumerable.Range(0, count).Select(i => (int)((long)i * data.Count / count))]);
        TSelf copy = TSelf.Create(0);
        float[] gradients = new float[network.Parameters.Length];
        return new TrainingRecorder(LayerNorms.Layers(TSelf.Info), Measure, log);

        (double[], double[]) Measure()
        {
            network.Parameters.CopyTo(copy.Parameters);
            network.State.CopyTo(copy.State);
            copy.Backward(probe.Inputs, probe.Targets, default, gradients, TSelf.CreateWorkspace(count), new TrainingStep(0, 0, 0, 1f / count));
            return (LayerNorms.Of(TSelf.Info, copy.Parameters), LayerNorms.Of(TSelf.Info, gradients));
        }
    }

    /// <summary>The same training with this recorder: adds it to what already listens to steps and epochs.</summary>
    /// <param name="options">How the training would be without it.</param>
    public FitOptions Watch(FitOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options with { OnStep = options.OnStep + RecordStep, OnEpoch = options.OnEpoch + RecordEpoch };
    }

    /// <summary>Notes a step.</summary>
    /// <param name="at">Where the training is.</param>
    public void RecordStep(TrainingProgress at)
    {
        _step = ((at.Epoch - 1L) * at.Steps) + at.Step;
        _curve.Add(at);
        if (_log is not null && LogFailure is null && (_logged < 0 || _step - _logged >= _log.EverySteps))
        {
            _logged = _step;
            Log([("loss/step", at.StepLoss), ("learning rate", at.LearningRate)]);
        }
    }

    /// <summary>Notes an epoch, and measures the norms.</summary>
    /// <param name="epoch">What was measured.</param>
    public void RecordEpoch(TrainingEpoch epoch)
    {
        ArgumentNullException.ThrowIfNull(epoch);
        (double[] parameters, double[] gradients) = _measure();
        _norms.Add(new LayerNorms { Epoch = epoch.Number, Parameters = parameters, Gradients = gradients });
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
