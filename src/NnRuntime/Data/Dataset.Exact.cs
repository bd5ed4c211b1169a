namespace NnGen.Data;

/// <content>Keeps the scale of the values, and as doubles those that a float would round too coarsely.</content>
public sealed partial class Dataset<TTarget> : IExactSource<TTarget>, IScaledData
{
    /// <summary>Gets the normalizations that were applied to the inputs and targets; none for data created from arrays.</summary>
    internal DataScale Scale { get; init; }

    DataScale? IScaledData.Scale => Scale;

    /// <summary>Gets the inputs kept as doubles because floats are too coarse; null if there are none.</summary>
    internal ExactColumns? ExactInputs { get; init; }

    /// <summary>Gets the targets kept as doubles because floats are too coarse; null if there are none.</summary>
    internal ExactColumns? ExactTargets { get; init; }

    void IExactSource<TTarget>.AddInputs(ColumnStatistics statistics) => statistics.Add(Inputs, ExactInputs, "input");

    IBatchSource<TTarget>? IExactSource<TTarget>.Normalize(Normalization normalization) => ExactInputs is null ? null : normalization.Apply(this);
}

/// <summary>Represents a source that has its inputs in a higher precision than float.</summary>
/// <typeparam name="TTarget">Type of the targets.</typeparam>
internal interface IExactSource<TTarget>
    where TTarget : unmanaged
{
    /// <summary>Adds all inputs to the statistics.</summary>
    void AddInputs(ColumnStatistics statistics);

    /// <summary>Returns the source with its inputs normalized before they are converted to floats; null if floats represent them exactly.</summary>
    IBatchSource<TTarget>? Normalize(Normalization normalization);
}
