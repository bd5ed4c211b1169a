namespace NnGen.Persistence;

/// <summary>A block of a network and its counterpart in a file.</summary>
/// <param name="Block">The block.</param>
/// <param name="IsState">Whether the block belongs to State instead of Parameters.</param>
/// <param name="Name">Name of the block in the file.</param>
/// <param name="Transposed">Whether the block is transposed in the file.</param>
internal sealed record FileBlock(ParameterInfo Block, bool IsState, string Name, bool Transposed)
{
    /// <summary>Gets the shape in the file.</summary>
    public IReadOnlyList<int> Shape => Transposed ? Swapped(Block.Shape) : Block.Shape;

    /// <summary>Returns all blocks of a network under their own names.</summary>
    public static IReadOnlyList<FileBlock> Own(NetworkInfo network)
    {
        List<FileBlock> blocks = [];
        foreach (ParameterInfo block in network.Parameters)
        {
            blocks.Add(new FileBlock(block, false, block.Name, false));
        }
        foreach (ParameterInfo block in network.State)
        {
            blocks.Add(new FileBlock(block, true, block.Name, false));
        }
        return blocks;
    }

    private static IReadOnlyList<int> Swapped(IReadOnlyList<int> shape) => [shape[1], shape[0]];
}
