namespace NnGenerator.Ir;

/// <summary>The memory that a tensor is stored in.</summary>
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
