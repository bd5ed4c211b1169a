using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace NnGen.Training;

/// <summary>The threads of a <see cref="ThreadTeam"/>, and all that they touch: nothing here refers to the team or, between jobs, to a job, so that a
/// team which nobody holds any more can be collected while its threads wait.</summary>
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

    /// <summary>Prepares the threads, which start with the first job that has work for them.</summary>
    /// <param name="threads">The threads, the caller's own among them, at least 1.</param>
    public WorkerThreads(int threads)
    {
        _workers = new Thread?[threads - 1];

        // Where there are not processors for all, watching would take them away from those who work.
        _patient = threads <= Environment.ProcessorCount;
    }

    /// <summary>The threads, the caller's own among them.</summary>
    public int Threads => _workers.Length + 1;

    /// <summary>Runs all items of a job, more than one, on all threads, as <see cref="ThreadTeam.Run"/> describes it.</summary>
    public void Run(int items, Action<int, int> job)
    {
        Start();
        (_job, _failure) = (job, null);

        // Full fences in Publish and in Sleep: the caller sees that a worker sleeps, or the worker sees the job before it falls asleep.
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

    // The job is read only after a claim: its caller cannot begin another one before the claimed item is done.
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
#pragma warning disable CA1031 // Whatever it is, it belongs to the caller.
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
