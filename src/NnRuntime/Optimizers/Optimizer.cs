using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NnRuntime.Numerics;

namespace NnRuntime.Optimizers;

/// <summary>What the optimizers share: arguments, state that is sized once, and one pass over all parameters at the machine's width.</summary>
public abstract class Optimizer : IOptimizer
{
    /// <summary>State below this is cut to zero: denormal numbers are many times slower than others, and no update could see the difference.</summary>
    private protected const float Smallest = 1e-30f;

    private readonly string[] _names;
    private readonly float[] _initial;
    private AlignedMemory[] _state = [];
    private OptimizerState[] _shown = [];
    private int _length = -1;
    private float _learningRate;

    private protected Optimizer(float learningRate, params (string Name, float Initial)[] state)
    {
        LearningRate = learningRate;
        _names = [.. state.Select(static kind => kind.Name)];
        _initial = [.. state.Select(static kind => kind.Initial)];
    }

    /// <inheritdoc/>
    public float LearningRate
    {
        get => _learningRate;
        set
        {
            if (!(value >= 0 && float.IsFinite(value)))
            {
                throw new ArgumentOutOfRangeException(nameof(value), value, $"The learning rate is {value}, but it must be at least 0 and finite.");
            }
            _learningRate = value;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<OptimizerState> State => _shown;

    /// <inheritdoc/>
    public long StepCount { get; set; }

    /// <inheritdoc/>
    public void Prepare(int parameterCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(parameterCount);
        if (_length == parameterCount)
        {
            return;
        }
        if (_length >= 0)
        {
            throw new ArgumentException($"This optimizer has state for {_length} parameters, but {parameterCount} were given; make another optimizer for another network.", nameof(parameterCount));
        }
        Allocate(parameterCount);
    }

    // Apart, so that the lambdas cost a step nothing.
    private void Allocate(int parameterCount)
    {
        _length = parameterCount;
        _state = [.. _names.Select(_ => new AlignedMemory(parameterCount))];
        for (int i = 0; i < _state.Length; i++)
        {
            _state[i].Span.Fill(_initial[i]);
        }
        _shown = [.. _names.Select((name, i) => new OptimizerState(name, _state[i].Memory))];
    }

    /// <inheritdoc/>
    public void Step(Span<float> parameters, ReadOnlySpan<float> gradients)
    {
        if (parameters.Length != gradients.Length)
        {
            throw new ArgumentException($"There are {gradients.Length} gradients for {parameters.Length} parameters.", nameof(gradients));
        }
        Prepare(parameters.Length);
        StepCount++;
        Span<float> first = _state.Length > 0 ? _state[0].Span : parameters;
        Span<float> second = _state.Length > 1 ? _state[1].Span : parameters;
        Span<float> third = _state.Length > 2 ? _state[2].Span : parameters;
        int done = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            Update<V512>(parameters, gradients, first, second, third, ref done);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Update<V256>(parameters, gradients, first, second, third, ref done);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Update<V128>(parameters, gradients, first, second, third, ref done);
        }
        Update<V1>(parameters, gradients, first, second, third, ref done);
    }

    /// <summary>The rule over whole vectors from <paramref name="start"/> on; spans the rule does not use are the parameters.</summary>
    private protected abstract void Update<V>(Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> first, Span<float> second, Span<float> third, ref int start)
        where V : struct, ISimd<V>;

    /// <summary>x, or 0 where it is so small that it would turn denormal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected static V Cut<V>(V x)
        where V : struct, ISimd<V> => V.WherePositive(Smallest - V.Abs(x), 0f, x);

    private protected static float InRange(float value, float least, float below, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value >= least && value < below
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}, but it must be at least {least} and less than {below}.");
}
