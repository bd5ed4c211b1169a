using NnGen.Training;

namespace NnGen.Terminal;

/// <summary>Measures the speed of training. The speed only includes steps, and the remaining time also includes validation.</summary>
internal sealed class Pace(TimeProvider clock)
{
    // Weight of the latest measurement in the speed, which adapts within about a second and does not flicker.
    private const double Newest = 0.3;

    private long _first, _firstAt, _last, _lastAt;
    private bool _begun, _rested;

    /// <summary>Gets the steps per second; 0 if unknown.</summary>
    public double StepsPerSecond { get; private set; }

    /// <summary>Gets the remaining time; null if unknown.</summary>
    public TimeSpan? Left { get; private set; }

    /// <summary>Records a step.</summary>
    public void Mark(in TrainingProgress at)
    {
        long step = ((at.Epoch - 1L) * at.Steps) + at.Step, total = (long)at.Epochs * at.Steps, now = clock.GetTimestamp();
        if (!_begun)
        {
            (_begun, _first, _firstAt, _last, _lastAt) = (true, step, now, step, now);
            return;
        }
        double seconds = clock.GetElapsedTime(_lastAt, now).TotalSeconds;
        if (seconds > 0 && step > _last && !_rested)
        {
            double speed = (step - _last) / seconds;
            StepsPerSecond = StepsPerSecond == 0 ? speed : StepsPerSecond + (Newest * (speed - StepsPerSecond));
        }
        if (step > _first)
        {
            Left = clock.GetElapsedTime(_firstAt, now) * ((double)(total - step) / (step - _first));
        }
        (_last, _lastAt, _rested) = (step, now, false);
    }

    /// <summary>Records that the time since the last step was not spent on a step.</summary>
    public void Rest() => _rested = true;
}
