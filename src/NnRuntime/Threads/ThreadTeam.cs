using System.Runtime.CompilerServices;

namespace NnGen.Training;

/// <summary>A pool of persistent threads that run jobs together with the caller. A job has up to 64 items. Any free thread takes the next item, so that a
/// preempted thread delays only its current item.</summary>
/// <remarks>A job is handed over through one word of memory that idle threads watch, which takes about a microsecond. A thread that has been idle for half a
/// millisecond sleeps until the next job. Only one caller may run a job at a time. If the team is not disposed, its threads end when it is
/// collected.</remarks>
internal sealed class ThreadTeam : IDisposable
{
    /// <summary>Maximum number of items of a job.</summary>
    public const int MaxItems = WorkItems.Most;

    private readonly WorkerThreads _workers;
    private bool _disposed;

    /// <summary>Creates a team. Its threads start with the first job that has work for them.</summary>
    /// <param name="threads">Number of threads, including the calling thread, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is less than 1.</exception>
    public ThreadTeam(int threads)
    {
        Check(threads);
        _workers = new WorkerThreads(threads);
    }

    /// <summary>Ends the threads of a team that was not disposed, without waiting for them.</summary>
    ~ThreadTeam() => _workers?.Stop();

    /// <summary>Gets the number of threads, including the calling thread.</summary>
    public int Threads => _workers.Threads;

    /// <summary>Throws if a number of threads is invalid.</summary>
    public static void Check(int threads, [CallerArgumentExpression(nameof(threads))] string name = "")
    {
        if (threads < 1)
        {
            throw new ArgumentOutOfRangeException(name, threads, $"The number of threads is {threads}, but it must be at least 1; pass 1 for the calling thread alone{(Environment.ProcessorCount > 1 ? $", or {Environment.ProcessorCount} for all processors" : "")}.");
        }
    }

    /// <summary>Throws if a call is still running.</summary>
    public static void ThrowIfRunning(bool isRunning, string what)
    {
        if (isRunning)
        {
            throw new InvalidOperationException($"A {what} is running, on another thread or further up on this one. Call Dispose after it has returned.");
        }
    }

    /// <summary>Runs all items of a job, and returns after all are done.</summary>
    /// <param name="items">Number of items, at most <see cref="MaxItems"/>.</param>
    /// <param name="job">Called with the index of the item and the index of the thread, both from 0; the caller is thread 0.</param>
    /// <remarks>The first exception of a job is rethrown to the caller after all threads have stopped. Items that had not been started are skipped.</remarks>
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
