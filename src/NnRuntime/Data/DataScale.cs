namespace NnGen.Data;

/// <summary>Records which normalizations <see cref="Normalization"/> applied to data; null where none was applied.</summary>
/// <param name="Inputs">The normalization of the inputs.</param>
/// <param name="Targets">The normalization of the targets.</param>
internal readonly record struct DataScale(Normalization? Inputs, Normalization? Targets)
{
    /// <summary>Gets whether the inputs may have been normalized in an unknown way, as by a user-defined augmentation.</summary>
    public bool AreInputsUnknown { get; init; }

    /// <summary>Gets whether the targets may have been normalized in an unknown way, as by a user-defined source.</summary>
    public bool AreTargetsUnknown { get; init; }

    /// <summary>Gets whether the inputs are known not to be normalized.</summary>
    public bool AreInputsMeasured => Inputs is null && !AreInputsUnknown;

    /// <summary>Gets whether the targets are known not to be normalized.</summary>
    public bool AreTargetsMeasured => Targets is null && !AreTargetsUnknown;

    /// <summary>Returns the scale of a dataset or source; null if it is unknown, as for user-defined sources, which may change their inputs in any way.</summary>
    public static DataScale? Of(object data) => (data as IScaledData)?.Scale;
}

/// <summary>Represents data that record the normalization applied to them.</summary>
internal interface IScaledData
{
    /// <summary>Gets the scale; null if it is unknown.</summary>
    DataScale? Scale { get; }
}
