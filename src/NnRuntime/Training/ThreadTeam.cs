using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace NnRuntime.Training;

/// <summary>Threads that stay, and work through jobs together with the caller. A job has up to 64 items; whoever is free takes the next, so
/// that a thread which the machine holds up delays no more than the item it has.</summary>
/// <remarks>A job is handed over through one word of memory that idle threads watch; that takes about a microsecond. Who finds nothing to do
/// for half a millisecond sleeps until the next job. One caller at a time.</remarks>
internal sealed class ThreadTeam : IDisposable
{
    /// <summary>The most items of a job.</summary>
    public const int MaxItems = WorkItems.Most;

    private readonly Thread?[] _workers;
    private readonly object _workersGate = new(), _callerGate = new();
    private readonly bool _patient;
    private WorkItems _items;
    private Action<int, int>? _job;
    private ExceptionDispatchInfo? _failure;
    private int _sleepers;
    private bool _started;
    private volatile bool _stopping, _callerSleeps;

    /// <summary>Makes the team; its threads start with the first job that has work for them.</summary>
    /// <param name="threads">The threads, the caller's own among them, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is less than 1.</exception>
    public ThreadTeam(int threads)
    {
        Check(threads);
        _workers = new Thread?[threads - 1];

        // Where there are not processors for all, watching would take them away from those who work.
        _patient = threads <= Environment.ProcessorCount;
    }

    /// <summary>The threads, the caller's own among them.</summary>
    public int Threads => _workers.Length + 1;

    /// <summary>Refuses numbers of threads that there cannot be.</summary>
    public static void Check(int threads, [CallerArgumentExpression(nameof(threads))] string name = "")
    {
        if (threads < 1)
        {
            throw new ArgumentOutOfRangeException(name, threads, $"There cannot be {threads} threads; 1 is the calling thread alone, and {Environment.ProcessorCount} as many as there are processors.");
        }
    }

    /// <summary>Runs all items of a job, and returns when all are done.</summary>
    /// <param name="items">How many, at most <see cref="MaxItems"/>.</param>
    /// <param name="job">Called with the number of the item and that of the thread, both from 0; the caller is thread 0.</param>
    /// <remarks>The first exception of a job is thrown to the caller when no thread is at work any more; items that nobody had begun are left out.</remarks>
    public void Run(int items, Action<int, int> job)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(items, MaxItems);
        ObjectDisposedException.ThrowIf(_stopping, this);
        if (items <= 1 || _workers.Length == 0)
        {
            for (int item = 0; item < items; item++)
            {
                job(item, 0);
            }
            return;
        }
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
        _failure?.Throw();
    }

    /// <summary>Ends the threads and waits until they have ended.</summary>
    public void Dispose()
    {
        lock (_workersGate)
        {
            _stopping = true;
            Monitor.PulseAll(_workersGate);
        }
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

    // The job is read behind a claim only: its caller cannot go on to another one before the claimed item is done.
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
