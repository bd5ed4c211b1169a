namespace NnGen.Optimizers;

/// <summary>An update rule: how parameters follow their gradients.</summary>
/// <remarks>Its ToString names the rule and its settings, except for the learning rate: a checkpoint is resumed only with the same ones. A rule of
/// your own has its class name unless it says more.</remarks>
public interface IOptimizer
{
    /// <summary>The learning rate of the next step. Fit reads it as the base rate of <see cref="Schedules.ISchedule"/>.</summary>
    float LearningRate { get; set; }

    /// <summary>The momentum of the next step (β₁ of Adam); null for a rule without momentum. Schedules such as OneCycle set it.</summary>
    /// <exception cref="NotSupportedException">It is set, and the rule has no momentum.</exception>
    double? Momentum
    {
        get => null;
        set => throw new NotSupportedException($"{GetType().Name} has no momentum.");
    }

    /// <summary>What the rule remembers between steps, in a fixed order; empty before the first step.</summary>
    IReadOnlyList<OptimizerState> State { get; }

    /// <summary>The number of steps taken; set it together with <see cref="State"/> to continue an earlier run.</summary>
    long StepCount { get; set; }

    /// <summary>Returns an independent copy: the same settings, learning rate, state and steps. Fit trains each network with a copy of its own.</summary>
    /// <returns>The copy; null, the default, if the rule cannot be copied. Fit then steps the object itself, for one network only.</returns>
    IOptimizer? Clone() => null;

    /// <summary>Sizes the state, so that it can be filled before the first step; the first step does it otherwise.</summary>
    /// <param name="parameterCount">The number of parameters.</param>
    /// <exception cref="ArgumentException">The state was sized for another number.</exception>
    void Prepare(int parameterCount);

    /// <summary>Changes the parameters by one step.</summary>
    /// <param name="parameters">The parameters, all of them.</param>
    /// <param name="gradients">Their gradients, in the same layout.</param>
    /// <exception cref="ArgumentException">The lengths differ from each other or from those of the first step, or the
    /// gradients overlap the parameters; nothing was written.</exception>
    void Step(Span<float> parameters, ReadOnlySpan<float> gradients);
}

/// <summary>One run of an optimizer's state, such as the first moments of Adam.</summary>
public sealed record OptimizerState
{
    /// <summary>Name in checkpoints, such as "first_moment".</summary>
    public required string Name { get; init; }

    /// <summary>The values, one for each parameter.</summary>
    public required Memory<float> Values { get; init; }
}
