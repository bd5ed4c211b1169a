using System.Globalization;
using NnGen.Safetensors;

namespace NnGen.Persistence;

/// <summary>Maps tensors of a PyTorch state_dict to blocks of a network.</summary>
internal static class PyTorchNames
{
    // BatchNorm's counter of batches, which no computation reads.
    private const string BatchCounter = ".num_batches_tracked";

    /// <summary>Returns the names that the same layers have in a torch.nn.Sequential, whose modules are numbered from 0.</summary>
    public static IReadOnlyList<FileBlock> OfSequential(NetworkInfo network)
    {
        List<string> numbers = [];
        int module = 0;
        foreach (LayerInfo layer in network.Layers)
        {
            if (layer.ParameterCount > 0)
            {
                numbers.Add(module.ToString(CultureInfo.InvariantCulture));
            }

            // AdaptiveAvgPool2d(1) outputs an image of one pixel, which Flatten turns into a vector.
            module += layer.Title == "GlobalAveragePool2D" ? 2 : 1;
        }
        return Mapped(network, numbers);
    }

    /// <summary>Returns the tensors of a Sequential's state_dict in their order: the first module with parameters is the first layer with parameters.</summary>
    /// <exception cref="InvalidDataException">The modules are not numbered, or their number differs from that of the layers. The message proposes
    /// names.</exception>
    public static IReadOnlyList<FileBlock> ByOrder(NetworkInfo network, SafetensorsHeader header, string path)
    {
        List<string> modules = [.. header.Entries.Select(static entry => Module(entry.Name)).Distinct()];
        int shared = Shared(modules).Length;
        ModuleNumber[] numbered = [.. modules.Select(module => new ModuleNumber(module, shared))];

        // A single module needs no number.
        ModuleNumber? other = numbered.Length == 1 ? null : Array.Find(numbered, module => !module.IsLike(numbered[0]));
        if (other is not null)
        {
            throw SafetensorsReader.Mismatch(path, $"'{Excerpt.Of(other.Module)}' is not numbered like a module of torch.nn.Sequential, so the order of the layers is unknown. {NameProposal.Of(network, header)}");
        }
        List<string> groups = Groups(network);
        return numbered.Length == groups.Count
            ? Mapped(network, [.. numbered.Order().Select(static module => module.Module)])
            : throw SafetensorsReader.Mismatch(path, $"it has {numbered.Length} modules with parameters ({Excerpt.List(modules)}), but {network.Name} has {groups.Count} layers with parameters ({Excerpt.List(groups)}). {NameProposal.Of(network, header)}");
    }

    /// <summary>Returns the blocks of a network under their own names, with the shapes that they have in PyTorch.</summary>
    public static IReadOnlyList<FileBlock> Blocks(NetworkInfo network) => [.. FileBlock.Own(network).Select(static own => own with { Transposed = IsLinear(own.Block) })];

    /// <summary>Returns the tensors that the caller named, for entire layers ("dense1") or single blocks ("dense1.weight").</summary>
    /// <exception cref="ArgumentException">A block has no name, or a name does not belong to a block.</exception>
    public static IReadOnlyList<FileBlock> ByName(NetworkInfo network, IReadOnlyDictionary<string, string> names)
    {
        HashSet<string> used = [];
        FileBlock Named(FileBlock own)
        {
            string group = Module(own.Block.Name);
            if (names.TryGetValue(own.Block.Name, out string? tensor))
            {
                used.Add(own.Block.Name);
            }
            else if (names.TryGetValue(group, out string? module))
            {
                used.Add(group);
                tensor = module + own.Block.Name[group.Length..];
            }
            else
            {
                throw new ArgumentException($"There is no name for {own.Block.Name} of {network.Name}; give one for it or for '{group}'.", nameof(names));
            }
            return new FileBlock(own.Block, own.IsState, tensor, IsLinear(own.Block));
        }

        IReadOnlyList<FileBlock> blocks = [.. FileBlock.Own(network).Select(Named)];
        string[] unknown = [.. names.Keys.Where(name => !used.Contains(name))];
        return unknown.Length == 0
            ? blocks
            : throw new ArgumentException($"{network.Name} has no {string.Join(", ", unknown)}; use the names of its layers with parameters: {string.Join(", ", Groups(network))}.", nameof(names));
    }

    /// <summary>Returns whether a tensor of a state_dict can be ignored.</summary>
    public static bool IsCounter(string name) => name.EndsWith(BatchCounter, StringComparison.Ordinal);

    private static IReadOnlyList<FileBlock> Mapped(NetworkInfo network, List<string> modules)
    {
        List<string> groups = Groups(network);
        return [.. FileBlock.Own(network).Select(own =>
        {
            string group = Module(own.Block.Name);
            return new FileBlock(own.Block, own.IsState, modules[groups.IndexOf(group)] + own.Block.Name[group.Length..], IsLinear(own.Block));
        })];
    }

    // By name, since the shape of a square weight does not show whether it is transposed.
    private static bool IsLinear(ParameterInfo block) =>
        block.Shape.Count == 2 && block.Name.StartsWith("dense", StringComparison.Ordinal) && block.Name.EndsWith(".weight", StringComparison.Ordinal);

    /// <summary>Returns the module part of a name: "dense1" of "dense1.weight", "net.0" of "net.0.weight".</summary>
    public static string Module(string name) => name.LastIndexOf('.') is var dot and > 0 ? name[..dot] : name;

    private static List<string> Groups(NetworkInfo network) => [.. network.Parameters.Select(static block => Module(block.Name)).Distinct()];

    // The common prefix of all names, up to a dot: "net." of "net.0" and "net.2".
    private static string Shared(List<string> modules)
    {
        string shared = modules.Count == 0 ? "" : modules[0];
        foreach (string module in modules)
        {
            int equal = 0;
            while (equal < Math.Min(shared.Length, module.Length) && shared[equal] == module[equal])
            {
                equal++;
            }
            shared = shared[..equal];
        }
        return shared[..(shared.LastIndexOf('.') + 1)];
    }
}
