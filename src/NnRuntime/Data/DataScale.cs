namespace NnGen.Data;

/// <summary>Records which normalizations <see cref="Normalization"/> applied to data; null where none was applied.</summary>
/// <param name="Inputs">The normalization of the inputs.</param>
/// <param name="Targets">The normalization of the targets.</param>
internal readonly record struct DataScale(Normalization? Inputs, Normalization? Targets)
{
    /// <summary>Returns the scale of a dataset or source; null if it is unknown, as for user-defined sources, which may change their inputs in any way.</summary>
    public static DataScale? Of(object data) => (data as IScaledData)?.Scale;
}

/// <summary>Represents data that record the normalization applied to them.</summary>
internal interface IScaledData
{
    /// <summary>Gets the scale; null if it is unknown.</summary>
    DataScale? Scale { get; }
}
