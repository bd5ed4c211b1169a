using NnGen.Training;

namespace NnGen.Report;

/// <summary>Summarizes the steps of a run in a bounded number of points, regardless of its length. Each point is the mean over the same number of steps; if there
/// are too many points, they are merged in pairs.</summary>
internal sealed class StepCurve
{
    /// <summary>The maximum number of points; a chart is not much wider in pixels.</summary>
    public const int Most = 400;

    private readonly List<StepPoint> _points = new(Most);
    private long _steps = 1;
    private StepPoint _open;
    private long _inOpen;

    /// <summary>Gets the points in order.</summary>
    public IReadOnlyList<StepPoint> Points => _points;

    /// <summary>Adds a step.</summary>
    public void Add(in TrainingProgress at)
    {
        _open = new(_open.Epoch + at.Epoch - 1 + ((double)at.Step / at.Steps), _open.Loss + at.StepLoss, _open.LearningRate + at.LearningRate);
        if (++_inOpen < _steps)
        {
            return;
        }
        _points.Add(new(_open.Epoch / _inOpen, _open.Loss / _inOpen, _open.LearningRate / _inOpen));
        (_open, _inOpen) = (default, 0);
        if (_points.Count == Most)
        {
            for (int i = 0; i < Most / 2; i++)
            {
                StepPoint a = _points[2 * i], b = _points[(2 * i) + 1];
                _points[i] = new((a.Epoch + b.Epoch) / 2, (a.Loss + b.Loss) / 2, (a.LearningRate + b.LearningRate) / 2);
            }
            _points.RemoveRange(Most / 2, Most / 2);
            _steps *= 2;
        }
    }
}

/// <summary>Represents the mean over consecutive steps.</summary>
/// <param name="Epoch">Position of the steps, in epochs from 0.</param>
/// <param name="Loss">Mean loss of the steps.</param>
/// <param name="LearningRate">Mean learning rate of the steps.</param>
internal readonly record struct StepPoint(double Epoch, double Loss, double LearningRate);
