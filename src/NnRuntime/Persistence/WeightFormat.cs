namespace NnGen;

/// <summary>How the blocks of a network are named and laid out in a file.</summary>
public enum WeightFormat
{
    /// <summary>Names and shapes as in <see cref="NetworkInfo"/>; the metadata say format nngen.</summary>
    NnGen,

    /// <summary>The state_dict of the torch.nn.Sequential that has the same layers: weights of Linear are [out, in], names are "0.weight", "2.bias".</summary>
    PyTorch,
}
