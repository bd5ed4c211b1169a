namespace NnGen;

/// <summary>Adds a layer that applies inverted dropout during training, and is the identity in Forward, Classify and Loss.</summary>
/// <remarks>y = x ⊙ mask / (1 − rate). Shape: unchanged. The mask is a pure function of seed, step, sample and element. Srivastava and others, 2014.</remarks>
/// <param name="rate">Fraction of the values that is dropped: at least 0 and less than 1.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class DropoutAttribute(double rate) : Attribute
{
    /// <summary>Gets the fraction of the values that is dropped: at least 0 and less than 1.</summary>
    public double Rate { get; } = rate;
}
