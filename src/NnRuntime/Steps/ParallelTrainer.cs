using NnGen.CompilerServices;
using NnGen.Data;
using NnGen.Optimizers;

namespace NnGen.Training;

/// <summary>Takes training steps of one network on several threads. A step is a list of phases: the threads share the items of a phase, which are shards of the
/// batch or ranges of the parameters, and wait for each other before the next. Networks with many parameters compute their gradients by ranges; in others each
/// shard has its own gradients, which are summed in order. The optimizer also works on ranges.</summary>
/// <typeparam name="TSelf">The class of the network.</typeparam>
/// <typeparam name="TTarget">The type of the targets.</typeparam>
/// <remarks>The shards depend only on the batch and the network, so any number of threads gives the same bits. A batch with too little work for two threads
/// stays on the calling thread; if there are many parameters, the other threads still update their part. Threads spin for half a millisecond while waiting
/// for the next step, and then sleep. <see cref="Dispose"/> ends them; if the trainer is not disposed, they end when it is collected. Only one call can train
/// a network at a time; others throw. While a step runs, the parameters must not be read or written. Steps after the first do not allocate.</remarks>
public sealed unsafe partial class ParallelTrainer<TSelf, TTarget> : IDisposable
    where TSelf : class, ITrainable<TSelf, TTarget>
    where TTarget : unmanaged
{
    // Minimum number of parameters for a thread to update, a few microseconds of work.
    private const int MinRange = 16_384;

    // The same if there is a single shard of gradients, which other threads must fetch from the caches of the calling thread.
    private const int MinRangeAlone = 50_000;

    private readonly ITrainable<TSelf, TTarget> _network;
    private readonly NetworkAttachments _attachments;
    private readonly IOptimizer _optimizer;
    private readonly Optimizer? _rule;
    private readonly NetworkInfo _info = TSelf.Info;
    private readonly int _maxBatchSize, _mostPhased, _targetLength = TSelf.TargetLength;
    private readonly ThreadTeam _team;
    private readonly Workspace _batch;
    private readonly Workspace[] _workspaces;
    private readonly GradientSlabs _gradients;
    private readonly float[] _losses;

    // The first parameter of each range and the number of parameters; the first sample of each shard and the number of samples.
    private readonly int[] _ranges, _starts;

    // The phases of a step: of the training pass, for batches in which each shard takes all of it and for others, and of the update.
    private readonly StepPhase[] _whole, _phased, _updates;

    // How the current batch is split; reused if the previous batch had the same number of samples.
    private StepPhase[] _pass;
    private int _samples, _shards, _summands, _weightsEach;

    // The current step.
    private TrainingStep _step;
    private float* _inputs;
    private TTarget* _targets;
    private float* _weights;
    private GatheredBatch<TTarget>? _gathered;
    private bool _gathers, _disposed;
    private volatile bool _isStepping;

    // Added to a step by Fit.
    private readonly StepGuard? _guard;
    private readonly GradientClipping? _clipping;

    /// <summary>Creates a trainer. The threads start with the first step that needs them.</summary>
    /// <param name="network">The network; its parameters change.</param>
    /// <param name="optimizer">The optimizer. Those of NnGen step on all threads, others on the calling thread.</param>
    /// <param name="maxBatchSize">Maximum number of samples of a step, at least 1.</param>
    /// <param name="threads">Maximum number of threads, including the calling thread, at least 1.</param>
    /// <exception cref="ArgumentException">The optimizer has state for a different number of parameters.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxBatchSize"/> or <paramref name="threads"/> is less than 1.</exception>
    public ParallelTrainer(ITrainable<TSelf, TTarget> network, IOptimizer optimizer, int maxBatchSize, int threads)
        : this(network, optimizer, maxBatchSize, threads, null, null)
    {
    }

    internal ParallelTrainer(ITrainable<TSelf, TTarget> network, IOptimizer optimizer, int maxBatchSize, int threads, GradientClipping? clipping, StepGuard? guard)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(optimizer);
        SettingRange.AtLeast(maxBatchSize, 1, nameof(maxBatchSize));
        ThreadTeam.Check(threads);
        int parameters = network.Parameters.Length;
        optimizer.Prepare(parameters);
        _network = network;
        _attachments = NetworkAttachments.Of(network);
        _optimizer = optimizer;
        _maxBatchSize = maxBatchSize;

        // A pass with one phase over samples can also be taken by each shard alone, and is in large batches.
        IBackwardPhases<TTarget>? phased = network as IBackwardPhases<TTarget>;
        _mostPhased = phased is null ? 0 : phased.Phases.Count(PhaseAxis.Samples) > 1 ? maxBatchSize : Math.Min(maxBatchSize, Shards.MostSamplesInRanges);
        int slabs = _mostPhased == maxBatchSize ? 1 : Shards.Of(maxBatchSize, _info).Count, shards = Math.Max(slabs, phased is null ? 1 : Shards.InRanges(_mostPhased, _info).Count);
        int longest = _mostPhased == maxBatchSize ? 1 : Shards.Longest(maxBatchSize, _info);
        int ranges = Math.Clamp(parameters / (shards > 1 ? MinRange : MinRangeAlone), 1, ThreadTeam.MaxItems);
        _team = new ThreadTeam(Math.Min(threads, shards > 1 ? shards : ranges));

        // With one shard, the other threads only update parameters and need no workspace.
        _workspaces = [.. Enumerable.Range(0, Math.Min(threads, shards)).Select(_ => TSelf.CreateWorkspace(longest))];
        _batch = phased is null ? new Workspace(0) : TSelf.CreateWorkspace(_mostPhased);
        (_losses, _starts) = (new float[shards], new int[shards + 1]);
        _gradients = new GradientSlabs(parameters, slabs);

        // One range per thread, always the same, so that the optimizer's state stays in the cache of that thread. Ranges end on whole vectors of any width.
        ranges = Math.Min(ranges, _team.Threads);
        long lines = (parameters + GradientSlabs.CacheLine - 1) / GradientSlabs.CacheLine;
        _ranges = [.. Enumerable.Range(0, ranges + 1).Select(range => Math.Min(parameters, (int)(lines * range / ranges) * GradientSlabs.CacheLine))];
        (_clipping, _guard, _rule) = (clipping, guard, optimizer as Optimizer);
        _whole = PhasesOf(new WholePass<TSelf, TTarget>(network, _gradients));
        _phased = phased is null ? _whole : PhasesOf(phased);
        StepPhase update = new(Update) { Items = ranges };
        _updates = clipping is null ? [update] : [new(Clip) { Items = clipping.Blocks }, update];
        _pass = _whole;
    }

    /// <summary>Takes one step on a batch.</summary>
    /// <param name="inputs">At least one sample; consecutive samples of InputLength floats each.</param>
    /// <param name="targets">TargetLength targets for each sample.</param>
    /// <param name="seed">Seed of the run, for dropout.</param>
    /// <param name="step">Number of the step within the run, for dropout.</param>
    /// <returns>The mean loss of the batch before the step.</returns>
    /// <exception cref="ArgumentException">A length does not match, or the inputs or targets overlap the parameters. Nothing was changed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A target is not valid for the network. The parameters were not changed.</exception>
    /// <exception cref="InvalidOperationException">Another call is training the network.</exception>
    /// <exception cref="ObjectDisposedException">The trainer was disposed.</exception>
    public float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, int seed, long step)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        int samples = Arguments.Targets(inputs, _info.InputLength, targets, _targetLength, 1);
        if (samples > _maxBatchSize)
        {
            throw new ArgumentException($"The batch has {samples} samples, but this trainer was created for at most {_maxBatchSize}; create it with a larger maxBatchSize.", nameof(inputs));
        }
        Arguments.Samples(inputs, targets, _network.Parameters);
        _attachments.BeginTraining(_info.Name);
        _isStepping = true;
        try
        {
            return Step(inputs, targets, default, new TrainingStep(seed, step, 0, 1f / samples), samples);
        }
        finally
        {
            _isStepping = false;
            _attachments.EndTraining();
        }
    }

    /// <summary>Takes one step on consecutive samples, with a weight for each, or none for equal weights.</summary>
    internal float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, ReadOnlySpan<float> weights, in TrainingStep step) =>
        Step(inputs, targets, weights, step, targets.Length / _targetLength);

    /// <summary>Takes one step on samples of a dataset, which each shard gathers for itself.</summary>
    internal float Step(Dataset<TTarget> data, ReadOnlyMemory<int> samples, ReadOnlySpan<float> weights, in TrainingStep step)
    {
        GatheredBatch<TTarget> batch = _gathered ??= new GatheredBatch<TTarget>(_maxBatchSize, _info.InputLength, _targetLength);
        batch.Choose(data, samples);
        _gathers = true;
        try
        {
            return Step(batch.Inputs, batch.Targets, weights, step, samples.Length);
        }
        finally
        {
            _gathers = false;
        }
    }

    /// <summary>Ends the threads.</summary>
    /// <exception cref="InvalidOperationException">A step is running; nothing was disposed.</exception>
    public void Dispose()
    {
        ThreadTeam.ThrowIfRunning(_isStepping, "step");
        _disposed = true;
        _team.Dispose();
    }
}
