using NnRuntime.Numerics;

namespace NnRuntime.Training;

/// <summary>Keeps the parameters and the state from before a step, so that a training that goes astray can go back to the last that gave a finite loss.</summary>
internal sealed class StepGuard(int parameters, int state)
{
    private readonly AlignedMemory _parameters = new(parameters), _state = new(state), _before = new(state);
    private bool _hasStepped;

    /// <summary>Keeps the state, which a training pass changes.</summary>
    public void BeforeBackward(ReadOnlySpan<float> state) => state.CopyTo(_before.Span);

    /// <summary>Keeps the state for good: the pass gave a finite loss.</summary>
    public void BeforeUpdate()
    {
        _before.Span.CopyTo(_state.Span);
        _hasStepped = true;
    }

    /// <summary>Keeps a range of the parameters that are about to change, just before they are read anyway.</summary>
    public void Keep(ReadOnlySpan<float> parameters, int from, int to) => parameters[from..to].CopyTo(_parameters.Span[from..to]);

    /// <summary>Goes back before the last step that changed the parameters.</summary>
    public void Restore(Span<float> parameters, Span<float> state)
    {
        if (_hasStepped)
        {
            _parameters.Span.CopyTo(parameters);
            _state.Span.CopyTo(state);
        }
        else
        {
            _before.Span.CopyTo(state);
        }
    }
}
