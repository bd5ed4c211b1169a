namespace NnGen;

/// <summary>Specifies a regression loss that is robust to outliers: e²/2 for |e| = |y − t| up to δ, otherwise δ(|e| − δ/2); averaged over batch and outputs.</summary>
/// <remarks>Targets: OutputLength values. Huber, 1964.</remarks>
/// <param name="delta">The δ at which the loss changes from quadratic to linear; greater than 0.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class HuberAttribute(double delta = 1) : Attribute
{
    /// <summary>Gets the δ at which the loss changes from quadratic to linear; greater than 0.</summary>
    public double Delta { get; } = delta;
}
