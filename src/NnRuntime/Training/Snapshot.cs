using System.Buffers;
using NnGen.Optimizers;

namespace NnGen.Training;

/// <summary>A copy of all that steps change: the parameters and the state of a network, and what its optimizer remembers. Its memory is as large as
/// all of that, and is given back for the next training.</summary>
internal sealed class Snapshot(int parameters, int state, IOptimizer optimizer) : IDisposable
{
    private readonly List<float[]> _optimizerState = [];
    private float[]? _parameters, _state;

    /// <summary>The parameters.</summary>
    public ReadOnlyMemory<float> Parameters => _parameters.AsMemory(0, parameters);

    /// <summary>The state.</summary>
    public ReadOnlyMemory<float> State => _state.AsMemory(0, state);

    /// <summary>The memory of the optimizer.</summary>
    public IEnumerable<(string Name, ReadOnlyMemory<float> Values)> Optimizer =>
        optimizer.State.Select((kept, i) => (kept.Name, (ReadOnlyMemory<float>)_optimizerState[i].AsMemory(0, kept.Values.Length)));

    /// <summary>The steps of the optimizer.</summary>
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

    /// <summary>Gives everything back as it was when it was taken.</summary>
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

    /// <summary>Gives the memory back; nobody may read it any more.</summary>
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
