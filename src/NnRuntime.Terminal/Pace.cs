using NnGen.Training;

namespace NnGen.Terminal;

/// <summary>How fast a training is. The speed is that of the steps, the time left has the validations in it.</summary>
internal sealed class Pace(TimeProvider clock)
{
    // The part of the newest measurement in the speed: it follows in about a second and does not tremble.
    private const double Newest = 0.3;

    private long _first, _firstAt, _last, _lastAt;
    private bool _begun, _rested;

    /// <summary>Steps a second; 0 while it is not known.</summary>
    public double StepsPerSecond { get; private set; }

    /// <summary>The time to the end; null while it is not known.</summary>
    public TimeSpan? Left { get; private set; }

    /// <summary>A step is done.</summary>
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

    /// <summary>Notes that the time since the last step was not spent on a step.</summary>
    public void Rest() => _rested = true;
}
