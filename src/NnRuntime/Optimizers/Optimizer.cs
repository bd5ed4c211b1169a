using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NnGen.CompilerServices;

namespace NnGen.Optimizers;

/// <summary>Base class of the optimizers: checks arguments, allocates the state once, and makes one pass over all parameters at the machine's vector
/// width.</summary>
/// <remarks>Settings are doubles. A float such as 0.9f is interpreted as the decimal number it is written as, 0.9. State that decays
/// is set to 0 before it becomes denormal (below 1.2e-38), so vanishing gradients do not slow down a step; state is denormal only after gradients that
/// are nearly that small themselves. An ε below 1e-30 counts as 1e-30, so a parameter whose gradient is always 0 keeps its value even with an ε of 0. Updates follow their
/// formula for gradients of any magnitude that a float can represent.</remarks>
public abstract partial class Optimizer : IOptimizer
{
    private readonly string[] _names;
    private readonly float[] _initial;
    private AlignedMemory[] _state = [];
    private OptimizerState[] _shown = [];
    private int _length = -1;
    private float _learningRate;

    private protected Optimizer(double learningRate, params (string Name, float Initial)[] state)
    {
        LearningRate = learningRate < 0 && (float)learningRate == 0 ? throw InvalidRate(learningRate, nameof(LearningRate)) : (float)learningRate;
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
                throw InvalidRate(value, nameof(LearningRate));
            }
            _learningRate = value + 0f;   // 0 for −0
        }
    }

    private static ArgumentOutOfRangeException InvalidRate<T>(T value, string name) => new(name, value, $"The learning rate is {value}, but it must be at least 0 and finite.");

    /// <inheritdoc/>
    public virtual double? Momentum
    {
        get => null;
        set => throw new NotSupportedException($"{this} has no momentum.");
    }

    /// <inheritdoc/>
    public IReadOnlyList<OptimizerState> State => _shown;

    /// <inheritdoc/>
    public long StepCount
    {
        get;
        set => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, $"The number of steps is {value}, but it must be at least 0.");
    }

    /// <inheritdoc/>
    public void Prepare(int parameterCount)
    {
        if (_length == parameterCount && _length >= 0)
        {
            return;
        }
        SettingRange.AtLeast(parameterCount, 0, nameof(parameterCount));
        if (_length >= 0)
        {
            throw new ArgumentException($"This optimizer has state for {_length} parameters, but {parameterCount} were given; create a separate optimizer for each network.", nameof(parameterCount));
        }
        Allocate(parameterCount);
    }

    // A separate method, so that the lambdas add no cost to a step.
    private void Allocate(int parameterCount)
    {
        _length = parameterCount;
        _state = [.. _names.Select(_ => new AlignedMemory(parameterCount))];
        for (int i = 0; i < _state.Length; i++)
        {
            _state[i].Span.Fill(_initial[i]);
        }
        _shown = [.. _names.Select((name, i) => new OptimizerState { Name = name, Values = _state[i].Memory })];
    }

    /// <inheritdoc/>
    public IOptimizer Clone()
    {
        Optimizer copy = (Optimizer)MemberwiseClone();
        if (_length >= 0)
        {
            copy.Allocate(_length);
            for (int i = 0; i < _state.Length; i++)
            {
                _state[i].Span.CopyTo(copy._state[i].Span);
            }
        }
        return copy;
    }

    /// <inheritdoc/>
    public void Step(Span<float> parameters, ReadOnlySpan<float> gradients)
    {
        if (parameters.Length != gradients.Length)
        {
            throw new ArgumentException($"There are {gradients.Length} gradients for {parameters.Length} parameters; pass one for each.", nameof(gradients));
        }
        if (SpanOverlap.Exists<float, float>(parameters, gradients) || (_state.Length > 0 && OverlapsState(parameters, gradients)))
        {
            throw new ArgumentException("The gradients overlap the parameters, or either overlaps the state of the optimizer; use separate memory for each.", nameof(gradients));
        }
        BeginStep(parameters.Length);
        Update(parameters, new GradientShards(gradients), 0, parameters.Length);
    }

    private bool OverlapsState(ReadOnlySpan<float> parameters, ReadOnlySpan<float> gradients)
    {
        foreach (ref readonly AlignedMemory state in _state.AsSpan())
        {
            if (SpanOverlap.Exists<float, float>(state.Span, parameters) || SpanOverlap.Exists<float, float>(state.Span, gradients))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Begins a step, which <see cref="StepRange"/> then takes range by range.</summary>
    /// <exception cref="ArgumentException">The state was allocated for a different number of parameters.</exception>
    internal void BeginStep(int parameterCount)
    {
        Prepare(parameterCount);
        StepCount++;
        PrepareStep();
    }

    /// <summary>Steps the parameters from <paramref name="from"/> (inclusive) to <paramref name="to"/> (exclusive). Ranges may be stepped in any order and on
    /// several threads. The result has the same bits as a step over all parameters if every range but the last ends on a multiple of the widest vector, since
    /// the parameters are then grouped into the same vectors.</summary>
    internal void StepRange(Span<float> parameters, GradientShards gradients, int from, int to)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(parameters.Length, _length);
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(from, to);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(to, Math.Min(parameters.Length, gradients.Length));
        ArgumentOutOfRangeException.ThrowIfNotEqual(from % V512.Count, 0, nameof(from));
        if (to < parameters.Length)
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(to % V512.Count, 0, nameof(to));
        }
        Update(parameters, gradients, from, to);
    }

    private void Update(Span<float> parameters, GradientShards gradients, int from, int to)
    {
        ref float p = ref MemoryMarshal.GetReference(parameters);
        ref float first = ref _state.Length > 0 ? ref MemoryMarshal.GetReference(_state[0].Span) : ref p;
        ref float second = ref _state.Length > 1 ? ref MemoryMarshal.GetReference(_state[1].Span) : ref p;
        ref float third = ref _state.Length > 2 ? ref MemoryMarshal.GetReference(_state[2].Span) : ref p;
        Update(ref p, gradients, ref first, ref second, ref third, from, to);
    }

    /// <summary>Computes the values that a step needs once for all parameters.</summary>
    private protected virtual void PrepareStep()
    {
    }

    /// <summary>Applies the rule to a range of parameters. The lengths have been checked; a state that the rule does not have refers to the
    /// parameters.</summary>
    private protected abstract void Update(ref float parameters, GradientShards gradients, ref float first, ref float second, ref float third, int start, int end);

    /// <summary>Runs a pass at the machine's vector width, and processes the remaining parameters one by one.</summary>
    private protected static void Update<TPass>(TPass pass, ref float parameters, GradientShards gradients, ref float first, ref float second, ref float third, int start, int end)
        where TPass : struct, IPass, allows ref struct
    {
        int next = Vector512.IsHardwareAccelerated ? pass.Update<V512>(ref parameters, gradients, ref first, ref second, ref third, start, end)
            : Vector256.IsHardwareAccelerated ? pass.Update<V256>(ref parameters, gradients, ref first, ref second, ref third, start, end)
            : Vector128.IsHardwareAccelerated ? pass.Update<V128>(ref parameters, gradients, ref first, ref second, ref third, start, end)
            : start;
        if (next < end)
        {
            pass.Update<V1>(ref parameters, gradients, ref first, ref second, ref third, next, end);
        }
    }

    /// <summary>The loop of a rule. Implementations are structures, whose methods are resolved at compile time: dispatching a virtual generic method takes
    /// longer than the step of a small network.</summary>
    private protected interface IPass
    {
        /// <summary>Updates whole vectors.</summary>
        /// <returns>Index of the first parameter that was not updated.</returns>
        int Update<V>(ref float parameters, GradientShards gradients, ref float first, ref float second, ref float third, int start, int end)
            where V : struct, ISimd<V>;
    }

    /// <summary>Checks that a setting, as the float that steps compute with, is at least 0 and below a bound, and returns it as written in source
    /// code.</summary>
    private protected static double InRange(double value, double below = double.PositiveInfinity, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value >= 0 && (float)value < below
            ? DecimalValue.Of(value)
            : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}, but it must be at least 0 and, as a float, {(double.IsFinite(below) ? $"less than {below}" : "finite")}.");
}
