using System.Diagnostics;

namespace NnGen.Training;

/// <summary>Waits between polls of memory that another thread will write: first a few dozen nanoseconds at a time, then by yielding the processor, until it
/// is time to sleep.</summary>
internal struct Watch
{
    // Longer than the time between two jobs of a training loop, and short compared with the time slices of the scheduler.
    private const int SpinMicroseconds = 50, PatienceMicroseconds = 500;

    // Reading the clock takes as long as a pause, so most pauses skip it.
    private const int PausesPerClock = 16;

    private readonly long _yieldFrom, _sleepFrom;
    private bool _yields;
    private int _pauses;

    /// <summary>Starts waiting.</summary>
    /// <param name="patient">Whether to poll before sleeping.</param>
    public Watch(bool patient)
    {
        if (patient)
        {
            long now = Stopwatch.GetTimestamp();
            _yieldFrom = now + (SpinMicroseconds * Stopwatch.Frequency / 1_000_000);
            _sleepFrom = now + (PatienceMicroseconds * Stopwatch.Frequency / 1_000_000);
        }
    }

    /// <summary>Waits briefly.</summary>
    /// <returns>False when it is time to sleep.</returns>
    public bool Pause()
    {
        if (_sleepFrom == 0)
        {
            return false;
        }
        if (!_yields && ++_pauses % PausesPerClock != 0)
        {
            Thread.SpinWait(1);
            return true;
        }
        long now = Stopwatch.GetTimestamp();
        _yields = now >= _yieldFrom;
        if (_yields)
        {
            Thread.Yield();
        }
        return now < _sleepFrom;
    }
}
