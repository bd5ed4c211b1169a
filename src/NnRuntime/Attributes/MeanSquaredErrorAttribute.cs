namespace NnGen;

/// <summary>Specifies the regression loss (y − t)², averaged over batch and outputs.</summary>
/// <remarks>Targets: OutputLength values.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class MeanSquaredErrorAttribute : Attribute;
