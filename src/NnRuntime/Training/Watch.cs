using System.Diagnostics;

namespace NnGen.Training;

/// <summary>The pauses between looks at memory that another thread will write: some dozen nanoseconds at first, then calls that leave the
/// processor to whoever wants it, until it is time to sleep.</summary>
internal struct Watch
{
    // Longer than what lies between two jobs of a training loop, and short against the time slices of the machine.
    private const int SpinMicroseconds = 50, PatienceMicroseconds = 500;

    // The clock takes as long as a pause, so most pauses do without it.
    private const int PausesPerClock = 16;

    private readonly long _yieldFrom, _sleepFrom;
    private bool _yields;
    private int _pauses;

    /// <summary>Starts to watch.</summary>
    /// <param name="patient">Whether to pause at all before it is time to sleep.</param>
    public Watch(bool patient)
    {
        if (patient)
        {
            long now = Stopwatch.GetTimestamp();
            _yieldFrom = now + (SpinMicroseconds * Stopwatch.Frequency / 1_000_000);
            _sleepFrom = now + (PatienceMicroseconds * Stopwatch.Frequency / 1_000_000);
        }
    }

    /// <summary>Waits a moment.</summary>
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
