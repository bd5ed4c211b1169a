using System.Runtime.CompilerServices;

namespace NnGen.Training;

/// <summary>Threads that stay, and work through jobs together with the caller. A job has up to 64 items; whoever is free takes the next, so
/// that a thread which the machine holds up delays no more than the item it has.</summary>
/// <remarks>A job is handed over through one word of memory that idle threads watch; that takes about a microsecond. Who finds nothing to do
/// for half a millisecond sleeps until the next job. One caller at a time. The threads of a team that is not disposed end when it is collected.</remarks>
internal sealed class ThreadTeam : IDisposable
{
    /// <summary>The most items of a job.</summary>
    public const int MaxItems = WorkItems.Most;

    private readonly WorkerThreads _workers;
    private bool _disposed;

    /// <summary>Makes the team; its threads start with the first job that has work for them.</summary>
    /// <param name="threads">The threads, the caller's own among them, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is less than 1.</exception>
    public ThreadTeam(int threads)
    {
        Check(threads);
        _workers = new WorkerThreads(threads);
    }

    /// <summary>Ends the threads of a team that nobody disposed, without waiting for them.</summary>
    ~ThreadTeam() => _workers?.Stop();

    /// <summary>The threads, the caller's own among them.</summary>
    public int Threads => _workers.Threads;

    /// <summary>Refuses numbers of threads that there cannot be.</summary>
    public static void Check(int threads, [CallerArgumentExpression(nameof(threads))] string name = "")
    {
        if (threads < 1)
        {
            throw new ArgumentOutOfRangeException(name, threads, $"There cannot be {threads} threads; 1 is the calling thread alone, and {Environment.ProcessorCount} as many as there are processors.");
        }
    }

    /// <summary>Refuses to dispose what is running.</summary>
    public static void ThrowIfRunning(bool isRunning, string what)
    {
        if (isRunning)
        {
            throw new InvalidOperationException($"A {what} is running, on another thread or further up on this one. Call Dispose after it has returned.");
        }
    }

    /// <summary>Runs all items of a job, and returns when all are done.</summary>
    /// <param name="items">How many, at most <see cref="MaxItems"/>.</param>
    /// <param name="job">Called with the number of the item and that of the thread, both from 0; the caller is thread 0.</param>
    /// <remarks>The first exception of a job is thrown to the caller when no thread is at work any more; items that nobody had begun are left out.</remarks>
    public void Run(int items, Action<int, int> job)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(items, MaxItems);
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (items <= 1 || Threads == 1)
        {
            for (int item = 0; item < items; item++)
            {
                job(item, 0);
            }
            return;
        }
        _workers.Run(items, job);
        GC.KeepAlive(this);
    }

    /// <summary>Ends the threads and waits until they have ended.</summary>
    public void Dispose()
    {
        _disposed = true;
        _workers.Stop();
        _workers.Join();
        GC.SuppressFinalize(this);
    }
}
