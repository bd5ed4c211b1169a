namespace NnGen;

/// <summary>Provides access to the parameters of networks by name.</summary>
public static class ParameterExtensions
{
    /// <summary>Returns a block of the parameters, or of the state, by its name in files. The span is the memory of the network itself and may be written to.</summary>
    /// <param name="network">The network.</param>
    /// <param name="name">The name, such as "dense1.weight"; NetworkInfo.Parameters lists all blocks with their shapes.</param>
    /// <returns>The block; the last dimension varies fastest.</returns>
    /// <exception cref="ArgumentException">There is no such block; the message lists the blocks.</exception>
    public static Span<float> GetParameter<TSelf>(this INetwork<TSelf> network, string name)
        where TSelf : class, INetwork<TSelf>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(name);
        foreach (ParameterInfo block in TSelf.Info.Parameters)
        {
            if (block.Name == name)
            {
                return network.Parameters.Slice(block.Offset, block.Length);
            }
        }
        foreach (ParameterInfo block in TSelf.Info.State)
        {
            if (block.Name == name)
            {
                return network.State.Slice(block.Offset, block.Length);
            }
        }
        IEnumerable<string> blocks = TSelf.Info.Parameters.Concat(TSelf.Info.State).Select(static block => $"{block.Name} [{string.Join(", ", block.Shape)}]");
        throw new ArgumentException($"{TSelf.Info.Name} has no parameter {Excerpt.Quote(name)}; it has {string.Join(", ", blocks.DefaultIfEmpty("none"))}.", nameof(name));
    }
}
