namespace NnGen.Persistence;

/// <summary>A block of a network and what it is in a file.</summary>
/// <param name="Block">The block.</param>
/// <param name="IsState">Whether it lies in State instead of Parameters.</param>
/// <param name="Name">Its name in the file.</param>
/// <param name="Transposed">Whether the file has rows for columns.</param>
internal sealed record FileBlock(ParameterInfo Block, bool IsState, string Name, bool Transposed)
{
    /// <summary>Its shape in the file.</summary>
    public IReadOnlyList<int> Shape => Transposed ? [Block.Shape[1], Block.Shape[0]] : Block.Shape;

    /// <summary>All blocks of a network under their own names.</summary>
    public static IReadOnlyList<FileBlock> Own(NetworkInfo network) =>
        [.. network.Parameters.Select(static block => new FileBlock(block, false, block.Name, false)), .. network.State.Select(static block => new FileBlock(block, true, block.Name, false))];
}
