namespace NnGen;

/// <summary>A loss of regression that forgives outliers: e²/2 for |e| = |y − t| up to δ, otherwise δ(|e| − δ/2); the mean over batch and outputs.</summary>
/// <remarks>Targets: OutputLength values. Huber, 1964.</remarks>
/// <param name="delta">Where the square turns into a straight line; greater than 0.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class HuberAttribute(double delta = 1) : Attribute
{
    /// <summary>Where the square turns into a straight line; greater than 0.</summary>
    public double Delta { get; } = delta;
}
