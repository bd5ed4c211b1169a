using System.Runtime.ExceptionServices;

namespace NnGen.Training;

/// <summary>The threads of a <see cref="ThreadTeam"/> and everything that they access. Nothing here refers to the team or, between jobs, to a job, so that an
/// unreferenced team can be collected while its threads wait.</summary>
internal sealed class WorkerThreads
{
    private readonly Thread?[] _workers;
    private readonly object _workersGate = new(), _callerGate = new();
    private readonly bool _patient;
    private WorkItems _items;
    private Action<int, int>? _job;
    private ExceptionDispatchInfo? _failure;
    private int _sleepers;
    private bool _started;
    private volatile bool _stopping, _callerSleeps;

    /// <summary>Creates the threads, which start with the first job that has work for them.</summary>
    /// <param name="threads">Number of threads, including the calling thread, at least 1.</param>
    public WorkerThreads(int threads)
    {
        _workers = new Thread?[threads - 1];

        // If there are more threads than processors, polling would take processor time from working threads.
        _patient = threads <= Environment.ProcessorCount;
    }

    /// <summary>Gets the number of threads, including the calling thread.</summary>
    public int Threads => _workers.Length + 1;

    /// <summary>Runs all items of a job with at least two items on all threads, as described by <see cref="ThreadTeam.Run"/>.</summary>
    public void Run(int items, Action<int, int> job)
    {
        Start();
        (_job, _failure) = (job, null);

        // Publish and Sleep have full fences: either the caller sees that a worker sleeps, or the worker sees the job before it falls asleep.
        _items.Publish(items);
        if (Volatile.Read(ref _sleepers) > 0)
        {
            Wake(items - 1);
        }
        Work(0);
        AwaitTheOthers();
        ExceptionDispatchInfo? failure = _failure;
        (_job, _failure) = (null, null);
        failure?.Throw();
    }

    /// <summary>Tells the threads to end.</summary>
    public void Stop()
    {
        lock (_workersGate)
        {
            _stopping = true;
            Monitor.PulseAll(_workersGate);
        }
    }

    /// <summary>Waits until the threads have ended.</summary>
    public void Join()
    {
        foreach (Thread? worker in _workers)
        {
            worker?.Join();
        }
    }

    private void Start()
    {
        for (int i = 0; !_started && i < _workers.Length; i++)
        {
            int thread = i + 1;
            Thread worker = new(() => Serve(thread)) { IsBackground = true, Name = $"NnGen worker {thread}" };
            worker.UnsafeStart();
            _workers[i] = worker;
        }
        _started = true;
    }

    private void Serve(int thread)
    {
        while (AwaitWork())
        {
            Work(thread);
        }
    }

    // The job is read only after an item is taken: the caller cannot start another job before that item is done.
    private void Work(int thread)
    {
        while (_items.TryTake(thread, Threads, out int item))
        {
            try
            {
                if (Volatile.Read(ref _failure) is null)
                {
                    _job!(item, thread);
                }
            }
#pragma warning disable CA1031 // Any exception is rethrown to the caller.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(exception), null);
            }
            if (_items.Finish() && _callerSleeps)
            {
                lock (_callerGate)
                {
                    Monitor.Pulse(_callerGate);
                }
            }
        }
    }

    // False when the team has been disposed.
    private bool AwaitWork()
    {
        Watch watch = new(_patient);
        while (!_stopping && !_items.AnyLeft)
        {
            if (!watch.Pause())
            {
                Sleep();
                watch = new Watch(_patient);
            }
        }
        return !_stopping;
    }

    private void Sleep()
    {
        lock (_workersGate)
        {
            Interlocked.Increment(ref _sleepers);
            while (!_stopping && !_items.AnyLeft)
            {
                Monitor.Wait(_workersGate);
            }
            Interlocked.Decrement(ref _sleepers);
        }
    }

    private void Wake(int most)
    {
        lock (_workersGate)
        {
            for (int i = Math.Min(most, Volatile.Read(ref _sleepers)); i > 0; i--)
            {
                Monitor.Pulse(_workersGate);
            }
        }
    }

    private void AwaitTheOthers()
    {
        Watch watch = new(_patient);
        while (!_items.AllDone)
        {
            if (watch.Pause())
            {
                continue;
            }
            lock (_callerGate)
            {
                _callerSleeps = true;
                Interlocked.MemoryBarrier();
                while (!_items.AllDone)
                {
                    Monitor.Wait(_callerGate);
                }
                _callerSleeps = false;
            }
        }
    }
}
