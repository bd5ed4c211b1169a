namespace NnGen;

/// <summary>A loss of regression: |y − t|, the mean over batch and outputs.</summary>
/// <remarks>Targets: OutputLength values. The slope is 0 where output and target are equal.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class MeanAbsoluteErrorAttribute : Attribute;
