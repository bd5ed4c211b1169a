namespace NnGen;

/// <summary>Specifies the names and the layout of the blocks in a file.</summary>
public enum WeightFormat
{
    /// <summary>Names and shapes of <see cref="NetworkInfo"/>; the metadata contain the format nngen.</summary>
    NnGen,

    /// <summary>The state_dict of a torch.nn.Sequential with the same layers: weights of Linear have the shape [out, in], and names are "0.weight",
    /// "2.bias".</summary>
    PyTorch,
}
