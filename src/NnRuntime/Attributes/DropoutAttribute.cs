namespace NnGen;

/// <summary>A layer: inverted dropout while training, the identity in Forward, Classify and Loss.</summary>
/// <remarks>y = x ⊙ mask / (1 − rate). Shape: unchanged. The mask is a pure function of seed, step, sample and element. Srivastava and others, 2014.</remarks>
/// <param name="rate">The part of the values that is dropped: at least 0 and less than 1.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class DropoutAttribute(double rate) : Attribute
{
    /// <summary>The part of the values that is dropped: at least 0 and less than 1.</summary>
    public double Rate { get; } = rate;
}
