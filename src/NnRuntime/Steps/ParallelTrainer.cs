using NnGen.CompilerServices;
using NnGen.Data;
using NnGen.Optimizers;

namespace NnGen.Training;

/// <summary>Takes training steps of one network on several threads. A step splits the batch into shards. If the network supports it, the threads then compute
/// the gradients by ranges of the parameters; otherwise each shard has its own gradients, which are summed in order. The optimizer also works on
/// ranges.</summary>
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
    private const int MinPart = 16_384;

    // The same if there is a single shard of gradients, which other threads must fetch from the caches of the calling thread.
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

    // How the current batch is split; reused if the previous batch had the same number of samples.
    private Shards _shards;
    private int _samples, _slabsUsed, _weightsEach;
    private bool _inRanges;

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
    private readonly Action<int, int>? _clip;

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

        // Large batches compute gradients in shards even if the network supports ranges.
        _ranges = network as IPartitionedGradients<TTarget>;
        int inRanges = _ranges is null ? 0 : Math.Min(maxBatchSize, Shards.MostSamplesInRanges);
        int slabs = inRanges == maxBatchSize ? 1 : Shards.Of(maxBatchSize, _info).Count, shards = Math.Max(slabs, inRanges == 0 ? 1 : Shards.InRanges(inRanges, _info).Count);
        int longest = inRanges == maxBatchSize ? 1 : Shards.Longest(maxBatchSize, _info);
        int parts = Math.Clamp(parameters / (shards > 1 ? MinPart : MinPartAlone), 1, ThreadTeam.MaxItems);
        _team = new ThreadTeam(Math.Min(threads, shards > 1 ? shards : parts));

        // With one shard, the other threads only update parameters and need no workspace.
        _workspaces = [.. Enumerable.Range(0, Math.Min(threads, shards)).Select(_ => TSelf.CreateWorkspace(longest))];
        _batch = inRanges == 0 ? null : TSelf.CreateWorkspace(inRanges);
        _losses = new float[shards];

        // Slabs begin on cache lines whose numbers differ in the low bits, so that data that are read together do not compete for the same cache sets.
        _stride = checked(((parameters + 1023) / 1024 * 1024) + (5 * CacheLine));
        _slabs = new AlignedMemory(checked(_stride * slabs));

        // One part per thread, always the same, so that the optimizer's state stays in the cache of that thread.
        _parts = Math.Min(parts, _team.Threads);
        (_backward, _gradients, _update) = (Backward, Gradients, Update);
        (_clipping, _guard, _clip) = (clipping, guard, clipping is null ? null : Clip);
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
        int samples = Arguments.Targets(inputs, _info.InputLength, targets, TSelf.TargetLength, 1);
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
        Step(inputs, targets, weights, step, targets.Length / TSelf.TargetLength);

    /// <summary>Takes one step on samples of a dataset, which each shard gathers for itself.</summary>
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
