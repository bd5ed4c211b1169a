using NnGen.Data;
using NnGen.CompilerServices;
using NnGen.Optimizers;

namespace NnGen.Training;

/// <summary>Takes training steps of one network on several threads. A step cuts the batch into shards; where the network can, the threads then
/// share its gradients by ranges of the parameters, otherwise each shard has its own and they are added up in their order; the optimizer
/// follows by ranges too.</summary>
/// <typeparam name="TSelf">The network's own class.</typeparam>
/// <typeparam name="TTarget">The kind of its targets.</typeparam>
/// <remarks>The shards depend on the batch and the network alone: any number of threads gives the same bits. A batch that is too little work
/// for two stays with the caller; of many parameters the others update a part all the same. Threads wait for the next step awake for half a
/// millisecond and then asleep; <see cref="Dispose"/> ends them. The threads of a trainer that is
/// not disposed end when it is collected. One call trains a network at a time, and others are refused; while a step runs nobody else may read or
/// write the parameters. A step allocates nothing once the first has run.</remarks>
public sealed unsafe partial class ParallelTrainer<TSelf, TTarget> : IDisposable
    where TSelf : class, ITrainable<TSelf, TTarget>
    where TTarget : unmanaged
{
    // The fewest parameters for a thread to update, a few microseconds of work.
    private const int MinPart = 16_384;

    // The same where the gradients are one shard, all in the caches of the caller, from which other threads have to get them.
    private const int MinPartAlone = 50_000;

    private const int CacheLine = 16;

    private readonly ITrainable<TSelf, TTarget> _network;
    private readonly NetworkAttachments _attachments;
    private readonly IOptimizer _optimizer;
    private readonly NetworkInfo _info = TSelf.Info;
    private readonly int _maxBatchSize, _stride, _parts;
    private readonly ThreadTeam _team;
    private readonly Action<int, int> _backward, _gradients, _update;
    private readonly IPartitionedGradients<TTarget>? _ranges;
    private readonly Workspace? _batch;
    private readonly AlignedMemory _slabs;
    private readonly Workspace[] _workspaces;
    private readonly float[] _losses;

    // How its batch is cut, as that of the last step was if it had as many samples.
    private Shards _shards;
    private int _samples, _slabsUsed, _weightsEach;
    private bool _inRanges;

    // The step that runs.
    private TrainingStep _step;
    private float* _inputs;
    private TTarget* _targets;
    private float* _weights;
    private GatheredBatch<TTarget>? _gathered;
    private bool _gathers, _disposed;
    private volatile bool _isStepping;

    // What Fit adds to a step.
    private readonly StepGuard? _guard;
    private readonly GradientClipping? _clipping;
    private readonly Action<int, int>? _clip;

    /// <summary>Prepares for steps; the threads start with the first one that needs them.</summary>
    /// <param name="network">The network; its parameters change.</param>
    /// <param name="optimizer">The update rule. Those of NnGen step on all threads, others on the caller's.</param>
    /// <param name="maxBatchSize">The most samples of a step, at least 1.</param>
    /// <param name="threads">The most threads that work, the caller's own among them, at least 1.</param>
    /// <exception cref="ArgumentException">The optimizer has state for another number of parameters.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxBatchSize"/> or <paramref name="threads"/> is less than 1.</exception>
    public ParallelTrainer(ITrainable<TSelf, TTarget> network, IOptimizer optimizer, int maxBatchSize, int threads)
        : this(network, optimizer, maxBatchSize, threads, null, null)
    {
    }

    internal ParallelTrainer(ITrainable<TSelf, TTarget> network, IOptimizer optimizer, int maxBatchSize, int threads, GradientClipping? clipping, StepGuard? guard)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxBatchSize);
        ThreadTeam.Check(threads);
        int parameters = network.Parameters.Length;
        optimizer.Prepare(parameters);
        _network = network;
        _attachments = NetworkAttachments.Of(network);
        _optimizer = optimizer;
        _maxBatchSize = maxBatchSize;

        // Large batches have gradients in shards even where they could be had in ranges.
        _ranges = network as IPartitionedGradients<TTarget>;
        int inRanges = _ranges is null ? 0 : Math.Min(maxBatchSize, Shards.MostSamplesInRanges);
        int slabs = inRanges == maxBatchSize ? 1 : Shards.Of(maxBatchSize, _info).Count, shards = Math.Max(slabs, inRanges == 0 ? 1 : Shards.InRanges(inRanges, _info).Count);
        int longest = inRanges == maxBatchSize ? 1 : Shards.Longest(maxBatchSize, _info);
        int parts = Math.Clamp(parameters / (shards > 1 ? MinPart : MinPartAlone), 1, ThreadTeam.MaxItems);
        _team = new ThreadTeam(Math.Min(threads, shards > 1 ? shards : parts));

        // Where there is one shard the others only update, and need no workspace.
        _workspaces = [.. Enumerable.Range(0, Math.Min(threads, shards)).Select(_ => TSelf.CreateWorkspace(longest))];
        _batch = inRanges == 0 ? null : TSelf.CreateWorkspace(inRanges);
        _losses = new float[shards];

        // Slabs begin on cache lines whose numbers differ in the low bits: what is read together does not compete for the same places of a cache.
        _stride = checked(((parameters + 1023) / 1024 * 1024) + (5 * CacheLine));
        _slabs = new AlignedMemory(checked(_stride * slabs));

        // One part for a thread, always the same: the state of the optimizer then stays in the cache of that thread.
        _parts = Math.Min(parts, _team.Threads);
        (_backward, _gradients, _update) = (Backward, Gradients, Update);
        (_clipping, _guard, _clip) = (clipping, guard, clipping is null ? null : Clip);
    }

    /// <summary>Takes one step on a batch.</summary>
    /// <param name="inputs">The samples one after the other, InputLength floats each; at least one.</param>
    /// <param name="targets">TargetLength targets for each sample.</param>
    /// <param name="seed">The seed of the run, for dropout.</param>
    /// <param name="step">The number of the step within the run, for dropout.</param>
    /// <returns>The mean loss of the batch, before the step.</returns>
    /// <exception cref="ArgumentException">A length does not fit, or the inputs or targets overlap the parameters; nothing was changed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A target is none of the network's; the parameters were not changed.</exception>
    /// <exception cref="InvalidOperationException">Another call is training the network.</exception>
    /// <exception cref="ObjectDisposedException">The trainer was disposed.</exception>
    public float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, int seed, long step)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        int samples = Arguments.Targets(inputs, _info.InputLength, targets, TSelf.TargetLength, 1);
        if (samples > _maxBatchSize)
        {
            throw new ArgumentException($"The batch has {samples} samples, but this trainer was made for at most {_maxBatchSize}.", nameof(inputs));
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

    /// <summary>Takes one step on samples that lie one after the other, with a weight for each, or none for ones.</summary>
    internal float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, ReadOnlySpan<float> weights, in TrainingStep step) =>
        Step(inputs, targets, weights, step, targets.Length / TSelf.TargetLength);

    /// <summary>Takes one step on samples of a dataset, which the shards gather, each its own.</summary>
    internal float Step(Dataset<TTarget> data, ReadOnlyMemory<int> samples, ReadOnlySpan<float> weights, in TrainingStep step)
    {
        GatheredBatch<TTarget> batch = _gathered ??= new GatheredBatch<TTarget>(_maxBatchSize, _info.InputLength, TSelf.TargetLength);
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
