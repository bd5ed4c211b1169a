namespace NnRuntime.Optimizers;

/// <summary>An update rule: how parameters follow their gradients.</summary>
/// <remarks>Its ToString says what it is and how it is set, all but the learning rate: a checkpoint is resumed with the same alone. A rule of
/// one's own has its class name unless it says more.</remarks>
public interface IOptimizer
{
    /// <summary>The learning rate of the next step; schedules set it.</summary>
    float LearningRate { get; set; }

    /// <summary>What the rule remembers between steps, in a fixed order; empty before the first step.</summary>
    IReadOnlyList<OptimizerState> State { get; }

    /// <summary>The number of steps taken; set it together with <see cref="State"/> to continue an earlier run.</summary>
    long StepCount { get; set; }

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

/// <summary>One run of an optimizer's memory.</summary>
/// <param name="Name">Its name in checkpoints, such as "first_moment".</param>
/// <param name="Values">Its values, one for each parameter.</param>
public sealed record OptimizerState(string Name, Memory<float> Values);
