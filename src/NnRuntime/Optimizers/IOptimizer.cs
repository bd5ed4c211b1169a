namespace NnGen.Optimizers;

/// <summary>An update rule that changes parameters according to their gradients.</summary>
/// <remarks>ToString returns the rule and its settings except for the learning rate. A checkpoint can be resumed only with the same rule and settings. A
/// custom rule that does not override ToString is identified by its class name.</remarks>
public interface IOptimizer
{
    /// <summary>Gets or sets the learning rate of the next step. Fit uses it as the base rate of <see cref="Schedules.ISchedule"/>.</summary>
    float LearningRate { get; set; }

    /// <summary>Gets or sets the momentum of the next step (β₁ of Adam); null for a rule without momentum. Schedules such as OneCycle set it.</summary>
    /// <exception cref="NotSupportedException">The property is set, but the rule has no momentum.</exception>
    double? Momentum
    {
        get => null;
        set => throw new NotSupportedException($"{GetType().Name} has no momentum.");
    }

    /// <summary>Gets the values that the rule keeps between steps, in a fixed order; empty before the first step.</summary>
    IReadOnlyList<OptimizerState> State { get; }

    /// <summary>Gets or sets the number of steps taken. To continue an earlier run, set it together with <see cref="State"/>.</summary>
    long StepCount { get; set; }

    /// <summary>Returns an independent copy with the same settings, learning rate, state and step count. Fit trains each network with its own copy.</summary>
    /// <returns>The copy, or null (the default) if the rule cannot be copied. Fit then steps this object itself, which can train only one network.</returns>
    IOptimizer? Clone() => null;

    /// <summary>Allocates the state so that it can be filled before the first step. Otherwise the first step allocates it.</summary>
    /// <param name="parameterCount">The number of parameters.</param>
    /// <exception cref="ArgumentException">The state was allocated for a different number of parameters.</exception>
    void Prepare(int parameterCount);

    /// <summary>Takes one optimization step.</summary>
    /// <param name="parameters">All parameters.</param>
    /// <param name="gradients">Their gradients, in the same layout.</param>
    /// <exception cref="ArgumentException">The lengths differ from each other or from those of the first step, or the gradients overlap the parameters.
    /// Nothing was written.</exception>
    void Step(Span<float> parameters, ReadOnlySpan<float> gradients);
}

/// <summary>One vector of an optimizer's state, such as the first moments of Adam.</summary>
public sealed record OptimizerState
{
    /// <summary>Gets the name in checkpoints, such as "first_moment".</summary>
    public required string Name { get; init; }

    /// <summary>Gets the values, one for each parameter.</summary>
    public required Memory<float> Values { get; init; }
}
