namespace NnGen;

/// <summary>Specifies a regression loss: |y − t|, averaged over batch and outputs.</summary>
/// <remarks>Targets: OutputLength values. The gradient is 0 where output and target are equal.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class MeanAbsoluteErrorAttribute : Attribute;
