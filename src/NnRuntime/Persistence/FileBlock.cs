namespace NnGen.Persistence;

/// <summary>A block of a network and its counterpart in a file.</summary>
/// <param name="Block">The block.</param>
/// <param name="IsState">Whether the block belongs to State instead of Parameters.</param>
/// <param name="Name">Name of the block in the file.</param>
/// <param name="Transposed">Whether the block is transposed in the file.</param>
internal sealed record FileBlock(ParameterInfo Block, bool IsState, string Name, bool Transposed)
{
    /// <summary>Gets the shape in the file.</summary>
    public IReadOnlyList<int> Shape => Transposed ? [Block.Shape[1], Block.Shape[0]] : Block.Shape;

    /// <summary>Returns all blocks of a network under their own names.</summary>
    public static IReadOnlyList<FileBlock> Own(NetworkInfo network) =>
        [.. network.Parameters.Select(static block => new FileBlock(block, false, block.Name, false)), .. network.State.Select(static block => new FileBlock(block, true, block.Name, false))];
}
