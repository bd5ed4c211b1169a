namespace Versus.Timing;

/// <summary>How long is measured.</summary>
/// <param name="Rounds">Turns of each contender.</param>
/// <param name="Measurements">Measurements of a turn, for each setting.</param>
/// <param name="Length">What one measurement lasts at least: a hundred thousand times the clock's resolution, and less than the time that a busy
/// system gives a program at a stretch, so that most measurements are not interrupted.</param>
/// <param name="Bursts">Bursts of work before the first measurement, with pauses between them in which the JIT compiles what it saw.</param>
internal sealed record Pace(int Rounds, int Measurements, TimeSpan Length, int Bursts)
{
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    /// <summary>Idle time between two turns: threads that still wait for work by spinning have gone to sleep when the next contender starts.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(30);

    public static Pace Full { get; } = new(9, 40, TimeSpan.FromMilliseconds(2), 5);

    public static Pace Quick { get; } = new(2, 10, TimeSpan.FromMilliseconds(1), 2);
}
