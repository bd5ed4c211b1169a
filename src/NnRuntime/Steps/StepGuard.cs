using NnGen.Optimizers;

namespace NnGen.Training;

/// <summary>Restores the last good state when training diverges. Copying the state before every step would take as long as a step of a small network.
/// Instead, occasional snapshots are kept with the learning rates since, so that the steps can be replayed with the same bits.</summary>
internal sealed class StepGuard(int parameters, int state, IOptimizer optimizer) : IDisposable
{
    private const int Interval = 256;

    private readonly Snapshot _snapshot = new(parameters, state, optimizer);
    private readonly float[] _before = new float[state];
    private readonly List<(float Rate, double? Momentum)> _rates = new(Interval);
    private bool _hasSnapshot;

    /// <summary>Gets the number of the step that followed the snapshot, among all steps of the network.</summary>
    public long SnapshotStep { get; private set; }

    /// <summary>Gets the learning rates and the momentum of the steps since the snapshot.</summary>
    public IReadOnlyList<(float Rate, double? Momentum)> Rates => _rates;

    /// <summary>Gets or sets whether steps are being replayed, during which nothing is recorded.</summary>
    public bool IsReplaying { get; set; }

    /// <summary>Saves the state, which a training pass changes.</summary>
    public void BeforeBackward(ReadOnlySpan<float> state) => state.CopyTo(_before);

    /// <summary>Records a step whose pass gave a finite loss, and takes a snapshot if one is due.</summary>
    public void BeforeUpdate(ReadOnlySpan<float> parameters, long step)
    {
        if (IsReplaying)
        {
            return;
        }

        // A snapshot of parameters that are not finite would be useless.
        if (!_hasSnapshot || (_rates.Count % Interval == 0 && !Divergence.HasOther(parameters)))
        {
            _snapshot.Take(parameters, _before);
            (_hasSnapshot, SnapshotStep) = (true, step);
            _rates.Clear();
        }
        _rates.Add((optimizer.LearningRate, optimizer.Momentum));
    }

    /// <summary>Restores the snapshot. If there is none, no step was taken, and only the state needs to be restored.</summary>
    /// <returns>Whether there was a snapshot.</returns>
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
