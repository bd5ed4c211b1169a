namespace NnGen.Data;

/// <content>Values that floats are too coarse for.</content>
public sealed partial class Dataset<TTarget> : IExactSource<TTarget>
{
    /// <summary>Inputs as doubles where floats are too coarse; null if there are none.</summary>
    internal ExactColumns? ExactInputs { get; init; }

    /// <summary>Targets as doubles where floats are too coarse; null if there are none.</summary>
    internal ExactColumns? ExactTargets { get; init; }

    void IExactSource<TTarget>.AddInputs(ColumnStatistics statistics) => statistics.Add(Inputs, ExactInputs, "input");

    IBatchSource<TTarget>? IExactSource<TTarget>.Normalize(Normalization normalization) => ExactInputs is null ? null : normalization.Apply(this);
}

/// <summary>A source that knows its inputs more exactly than as floats.</summary>
/// <typeparam name="TTarget">The kind of targets.</typeparam>
internal interface IExactSource<TTarget>
    where TTarget : unmanaged
{
    /// <summary>Adds all inputs to statistics.</summary>
    void AddInputs(ColumnStatistics statistics);

    /// <summary>The source with its inputs normalized before they become floats; null if they are exact as floats.</summary>
    IBatchSource<TTarget>? Normalize(Normalization normalization);
}
