namespace NnGenerator.Ir;

/// <summary>Where a run of numbers lives.</summary>
internal enum Arena
{
    Inputs,
    Outputs,
    OutputGradients,
    InputGradients,
    Parameters,
    Gradients,

    /// <summary>Scratch with a row for each sample.</summary>
    Batch,

    /// <summary>Scratch whose size does not depend on the number of samples.</summary>
    Fixed,
}
