namespace NnGen;

/// <summary>The loss of regression: (y − t)², the mean over batch and outputs.</summary>
/// <remarks>Targets: OutputLength values.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class MeanSquaredErrorAttribute : Attribute;
