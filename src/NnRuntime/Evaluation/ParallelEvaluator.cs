using NnGen.CompilerServices;

namespace NnGen.Training;

/// <summary>Evaluates one network on several threads if there are enough samples. The results have the same bits as those of the network's own
/// members.</summary>
/// <typeparam name="TSelf">The class of the network.</typeparam>
/// <remarks>Threads spin for half a millisecond while waiting for the next call, and then sleep. <see cref="Dispose"/> ends them; if the evaluator is not
/// disposed, they end when it is collected. Only one call can run at a time; others throw. While a call runs, the parameters must not be written. Calls after
/// the first do not allocate.</remarks>
public sealed unsafe class ParallelEvaluator<TSelf> : IDisposable
    where TSelf : class, INetwork<TSelf>
{
    private const int Block = EvaluationPass.Block;

    // Handing over work takes about a microsecond; this many operations take about five.
    private const double MinFlops = 1_000_000;

    private readonly INetwork<TSelf> _network;
    private readonly IClassifier? _classifier;
    private readonly ThreadTeam _team;
    private readonly Workspace[] _workspaces;
    private readonly Action<int, int> _forward, _classify;

    // The current call.
    private float* _inputs, _outputs;
    private int* _classes;
    private int _samples, _blocks, _items;
    private bool _disposed;
    private int _isRunning;

    /// <summary>Creates an evaluator. The threads start with the first call that needs them.</summary>
    /// <param name="network">The network.</param>
    /// <param name="threads">Maximum number of threads, including the calling thread, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is less than 1.</exception>
    public ParallelEvaluator(INetwork<TSelf> network, int threads)
    {
        ArgumentNullException.ThrowIfNull(network);
        _network = network;
        _classifier = network as IClassifier;
        ThreadTeam.Check(threads);
        _team = new ThreadTeam(Math.Min(threads, ThreadTeam.MaxItems));
        _workspaces = [.. Enumerable.Range(0, _team.Threads).Select(static _ => TSelf.CreateWorkspace(1))];
        (_forward, _classify) = (Forward, Classify);
    }

    /// <summary>Evaluates the network, as <see cref="INetwork{TSelf}.Forward"/>.</summary>
    /// <param name="inputs">Consecutive samples of InputLength floats each.</param>
    /// <param name="outputs">Receives OutputLength floats for each sample; must not overlap <paramref name="inputs"/> or the parameters.</param>
    /// <exception cref="ArgumentException">A length does not match, or the spans overlap. Nothing was written.</exception>
    /// <exception cref="InvalidOperationException">Another call of this evaluator is running.</exception>
    /// <exception cref="ObjectDisposedException">The evaluator was disposed.</exception>
    public void Forward(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        int samples = Arguments.Forward(inputs, TSelf.Info.InputLength, outputs, TSelf.Info.OutputLength, _network.Parameters);
        Begin();
        try
        {
            fixed (float* x = inputs, y = outputs)
            {
                _inputs = x;
                _outputs = y;
                Run(samples, _forward);
            }
        }
        finally
        {
            Volatile.Write(ref _isRunning, 0);
        }
    }

    /// <summary>Determines the most probable class of every sample, as
    /// <see cref="IClassifier.Classify(ReadOnlySpan{float}, Span{int}, Workspace?)"/>.</summary>
    /// <param name="inputs">Consecutive samples of InputLength floats each.</param>
    /// <param name="classes">Receives one class for each sample; must not overlap <paramref name="inputs"/> or the parameters.</param>
    /// <exception cref="ArgumentException">A length does not match, or the spans overlap. Nothing was written.</exception>
    /// <exception cref="InvalidOperationException">The network is not a classifier, or another call of this evaluator is running.</exception>
    /// <exception cref="ObjectDisposedException">The evaluator was disposed.</exception>
    public void Classify(ReadOnlySpan<float> inputs, Span<int> classes)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_classifier is null)
        {
            throw new InvalidOperationException($"{TSelf.Info.Name} is not a classifier; call Forward for its outputs.");
        }
        Arguments.Classify(inputs, TSelf.Info.InputLength, classes, _network.Parameters);
        Begin();
        try
        {
            fixed (float* x = inputs)
            {
                fixed (int* labels = classes)
                {
                    _inputs = x;
                    _classes = labels;
                    Run(classes.Length, _classify);
                }
            }
        }
        finally
        {
            Volatile.Write(ref _isRunning, 0);
        }
    }

    /// <summary>Ends the threads.</summary>
    /// <exception cref="InvalidOperationException">A call is running; nothing was disposed.</exception>
    public void Dispose()
    {
        ThreadTeam.ThrowIfRunning(Volatile.Read(ref _isRunning) != 0, "call");
        _disposed = true;
        _team.Dispose();
    }

    private void Begin()
    {
        if (Interlocked.CompareExchange(ref _isRunning, 1, 0) != 0)
        {
            throw new InvalidOperationException($"This ParallelEvaluator of {TSelf.Info.Name} is already running another call. Wait until it returns, or create an evaluator for each thread.");
        }
    }

    private void Run(int samples, Action<int, int> job)
    {
        _samples = samples;
        _blocks = (int)(((long)samples + Block - 1) / Block);
        double flops = (double)TSelf.Info.Flops * samples;
        _items = Math.Min(_blocks, (int)Math.Clamp(flops / MinFlops, 1, ThreadTeam.MaxItems));
        _team.Run(_items, job);
    }

    private void Forward(int item, int thread)
    {
        (int first, int count) = Piece(item);
        (int input, int output) = (TSelf.Info.InputLength, TSelf.Info.OutputLength);
        _network.Forward(new ReadOnlySpan<float>(_inputs + ((nint)first * input), count * input), new Span<float>(_outputs + ((nint)first * output), count * output), _workspaces[thread]);
    }

    private void Classify(int item, int thread)
    {
        (int first, int count) = Piece(item);
        int input = TSelf.Info.InputLength;
        _classifier!.Classify(new ReadOnlySpan<float>(_inputs + ((nint)first * input), count * input), new Span<int>(_classes + first, count), _workspaces[thread]);
    }

    private (int First, int Count) Piece(int item)
    {
        long first = (long)_blocks * item / _items * Block, end = (long)_blocks * (item + 1) / _items * Block;
        return ((int)first, (int)(Math.Min(end, _samples) - first));
    }
}
