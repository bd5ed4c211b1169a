using NnGen.Data;
using NnGen.Training;

namespace NnGen.Report;

/// <summary>Records what a history does not contain: loss and learning rate within epochs, and after each epoch the norms of parameters and gradients by
/// layer.</summary>
/// <remarks>Memory does not grow with the number of steps. The gradients are computed on a few samples that are set aside, in one pass on a copy of the network, since
/// the gradients of a step are no longer available after it. Training has the same bits with and without a recorder.</remarks>
public sealed class TrainingRecorder
{
    private readonly LayerNorms _layers;
    private readonly StepCurve _curve = new();
    private readonly List<EpochNorms> _norms = [];

    private TrainingRecorder(LayerNorms layers) => _layers = layers;

    /// <summary>Gets the layers with parameters, named as in saved files: "dense1".</summary>
    public IReadOnlyList<string> LayerNames => _layers.Names;

    /// <summary>Gets the norms after each epoch that was recorded.</summary>
    public IReadOnlyList<EpochNorms> Norms => _norms;

    internal IReadOnlyList<StepPoint> Steps => _curve.Points;

    /// <summary>Creates a recorder for training a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">The training data, from which at most 256 samples for the gradients are taken, spread evenly.</param>
    /// <exception cref="ArgumentException">The data do not match the network, or there are none.</exception>
    public static TrainingRecorder Create<TSelf, TTarget>(ITrainable<TSelf, TTarget> network, Dataset<TTarget> data)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged
        => new(LayerNorms.Create(network, data));

    /// <summary>Returns options with this recorder added to the existing callbacks for steps and epochs.</summary>
    /// <param name="options">The options without the recorder.</param>
    public FitOptions Watch(FitOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options with { OnStep = options.OnStep + RecordStep, OnEpoch = options.OnEpoch + RecordEpoch };
    }

    /// <summary>Records a step.</summary>
    /// <param name="progress">Progress of training.</param>
    public void RecordStep(TrainingProgress progress) => _curve.Add(progress);

    /// <summary>Records an epoch, and measures the norms.</summary>
    /// <param name="epoch">Results of the epoch.</param>
    public void RecordEpoch(TrainingEpoch epoch)
    {
        ArgumentNullException.ThrowIfNull(epoch);
        (double[] parameters, double[] gradients) = _layers.Measure();
        _norms.Add(new EpochNorms { Epoch = epoch.Number, Parameters = parameters, Gradients = gradients });
    }
}
