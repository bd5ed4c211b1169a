namespace NnGen.Data;

/// <summary>Which normalizations <see cref="Normalization"/> applied to data; null where none was.</summary>
/// <param name="Inputs">That of the inputs.</param>
/// <param name="Targets">That of the targets.</param>
internal readonly record struct DataScale(Normalization? Inputs, Normalization? Targets)
{
    /// <summary>The scale of a dataset or source; null where it is not known, as for sources of the user's own, which may do anything to their inputs.</summary>
    public static DataScale? Of(object data) => (data as IScaledData)?.Scale;
}

/// <summary>Data that know which normalization was applied to them.</summary>
internal interface IScaledData
{
    /// <summary>The scale; null where it is not known.</summary>
    DataScale? Scale { get; }
}
