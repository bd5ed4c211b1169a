using NnGen.Optimizers;

namespace NnGen.Training;

/// <summary>The way back for a training that diverges. To keep what was before every step would cost as much as the step of a small network;
/// so it is kept now and then, with the learning rates since: the steps from there can be taken again, and give the same bits.</summary>
internal sealed class StepGuard(int parameters, int state, IOptimizer optimizer) : IDisposable
{
    private const int Interval = 256;

    private readonly Snapshot _snapshot = new(parameters, state, optimizer);
    private readonly float[] _before = new float[state];
    private readonly List<(float Rate, double? Momentum)> _rates = new(Interval);
    private bool _hasSnapshot;

    /// <summary>The step that was to be taken when the snapshot was made, among all of the network.</summary>
    public long SnapshotStep { get; private set; }

    /// <summary>The learning rates and the momentum of the steps from the snapshot on.</summary>
    public IReadOnlyList<(float Rate, double? Momentum)> Rates => _rates;

    /// <summary>Whether steps are taken again, of which nothing is kept.</summary>
    public bool IsReplaying { get; set; }

    /// <summary>Keeps the state, which a training pass changes.</summary>
    public void BeforeBackward(ReadOnlySpan<float> state) => state.CopyTo(_before);

    /// <summary>Keeps what is needed: the pass of this step gave a finite loss.</summary>
    public void BeforeUpdate(ReadOnlySpan<float> parameters, long step)
    {
        if (IsReplaying)
        {
            return;
        }

        // There is no way back to a snapshot of parameters that are not finite.
        if (!_hasSnapshot || (_rates.Count % Interval == 0 && !Divergence.HasOther(parameters)))
        {
            _snapshot.Take(parameters, _before);
            (_hasSnapshot, SnapshotStep) = (true, step);
            _rates.Clear();
        }
        _rates.Add((optimizer.LearningRate, optimizer.Momentum));
    }

    /// <summary>Gives back what the snapshot kept; where there is none, no step was taken, and the state alone has changed.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Restore(Span<float> parameters, Span<float> state)
    {
        if (!_hasSnapshot)
        {
            _before.CopyTo(state);
            return false;
        }
        _snapshot.Restore(parameters, state);
        return true;
    }

    public void Dispose() => _snapshot.Dispose();
}
