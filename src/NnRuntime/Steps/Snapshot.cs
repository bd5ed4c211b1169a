using System.Buffers;
using NnGen.Optimizers;

namespace NnGen.Training;

/// <summary>A copy of everything that steps change: the parameters and the state of a network, and the state of its optimizer. The memory is of the same size
/// and is returned to a pool for the next training run.</summary>
internal sealed class Snapshot(int parameters, int state, IOptimizer optimizer) : IDisposable
{
    private readonly List<float[]> _optimizerState = [];
    private float[]? _parameters, _state;

    /// <summary>Gets the parameters.</summary>
    public ReadOnlyMemory<float> Parameters => _parameters.AsMemory(0, parameters);

    /// <summary>Gets the state.</summary>
    public ReadOnlyMemory<float> State => _state.AsMemory(0, state);

    /// <summary>Gets the state of the optimizer.</summary>
    public IEnumerable<(string Name, ReadOnlyMemory<float> Values)> Optimizer =>
        optimizer.State.Select((kept, i) => (kept.Name, (ReadOnlyMemory<float>)_optimizerState[i].AsMemory(0, kept.Values.Length)));

    /// <summary>Gets the step count of the optimizer.</summary>
    public long OptimizerSteps { get; private set; }

    /// <summary>Copies everything.</summary>
    public void Take(ReadOnlySpan<float> parameters, ReadOnlySpan<float> state)
    {
        parameters.CopyTo(_parameters ??= ArrayPool<float>.Shared.Rent(parameters.Length));
        state.CopyTo(_state ??= ArrayPool<float>.Shared.Rent(state.Length));
        for (int i = 0; i < optimizer.State.Count; i++)
        {
            ReadOnlySpan<float> values = optimizer.State[i].Values.Span;
            if (i == _optimizerState.Count)
            {
                _optimizerState.Add(ArrayPool<float>.Shared.Rent(values.Length));
            }
            values.CopyTo(_optimizerState[i]);
        }
        OptimizerSteps = optimizer.StepCount;
    }

    /// <summary>Restores everything to the values of the snapshot.</summary>
    public void Restore(Span<float> parameters, Span<float> state)
    {
        Parameters.Span.CopyTo(parameters);
        State.Span.CopyTo(state);
        for (int i = 0; i < _optimizerState.Count; i++)
        {
            Span<float> values = optimizer.State[i].Values.Span;
            _optimizerState[i].AsSpan(0, values.Length).CopyTo(values);
        }
        optimizer.StepCount = OptimizerSteps;
    }

    /// <summary>Returns the memory to the pool; it must not be read afterwards.</summary>
    public void Dispose()
    {
        foreach (float[] rented in _optimizerState.Append(_parameters).Append(_state).OfType<float[]>())
        {
            ArrayPool<float>.Shared.Return(rented);
        }
        (_parameters, _state) = (null, null);
        _optimizerState.Clear();
    }
}
