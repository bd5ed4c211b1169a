using System.Globalization;
using System.Text;
using NnGen.Safetensors;

namespace NnGen.Persistence;

/// <summary>Proposes tensor names for the layers of a network by comparing shapes, as a C# dictionary to paste.</summary>
internal static class NameProposal
{
    // Longer names are unreadable, and a shortened name cannot be pasted.
    private const int MaxNameLength = 200, MaxAlternatives = 3;

    /// <summary>Returns the proposal as the end of a message, or the blocks and the tensors if no names fit.</summary>
    public static string Of(NetworkInfo network, SafetensorsHeader header)
    {
        SafetensorsEntry[] entries = [.. InOrder([.. header.Entries.Where(static entry => entry.IsFloat)])];
        IReadOnlyList<FileBlock> blocks = PyTorchNames.Blocks(network);
        List<Line>? lines = ByModule(blocks, entries) ?? ByTensor(blocks, entries);
        if (lines is null || lines.Any(static line => line.Value.Length > MaxNameLength))
        {
            return $"No names match by shape: {network.Name} needs {Excerpt.List([.. blocks.Select(static block => $"{block.Name} [{string.Join(", ", block.Shape)}]")])}, and the file has {Excerpt.List([.. header.Entries.Select(static entry => $"{Excerpt.Of(entry.Name)} {entry.ShapeText}")])}";
        }
        StringBuilder text = new(lines.Any(static line => line.Others.Count > 0)
            ? "Load it with names. These match by shape; where several tensors match, they are assigned in order, so check the lines with a comment"
            : "Load it with names. Only these match by shape");
        HashSet<string> loaded = [.. PyTorchNames.ByName(network, lines.ToDictionary(static line => line.Key, static line => line.Value)).Select(static block => block.Name)];
        string[] left = [.. header.Entries.Where(entry => !loaded.Contains(entry.Name)).Select(static entry => $"{Excerpt.Of(entry.Name)} {entry.ShapeText}")];
        text.Append(left.Length == 0 ? "" : $"; {network.Name} has no place for {Excerpt.List(left)}, which would not be loaded");
        text.Append(":\nnew Dictionary<string, string>\n{\n");
        foreach (Line line in lines)
        {
            text.Append(CultureInfo.InvariantCulture, $"    [\"{line.Key}\"] = {Excerpt.Literal(line.Value)},");
            if (line.Others.Count > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"   // {Excerpt.List(line.Others, MaxAlternatives)} would also match");
            }
            text.Append('\n');
        }
        return text.Append('}').ToString();
    }

    // Layers and modules with the same shapes are interchangeable, so both are grouped by shape.
    private static List<Line>? ByModule(IReadOnlyList<FileBlock> blocks, SafetensorsEntry[] entries)
    {
        var layers = blocks.GroupBy(static block => PyTorchNames.Module(block.Name)).ToArray();
        var modules = entries.GroupBy(static entry => PyTorchNames.Module(entry.Name)).ToLookup(static module => Shapes(module.Select(static entry => entry.Shape)));
        List<Line> lines = [];
        Dictionary<string, int> taken = [];
        foreach (var layer in layers)
        {
            string shapes = Shapes(layer.Select(static block => Long(block.Shape)));
            int next = taken[shapes] = taken.GetValueOrDefault(shapes) + 1;
            if (modules[shapes].ElementAtOrDefault(next - 1) is not { } module)
            {
                return null;
            }
            IReadOnlyList<string> others = [.. modules[shapes].Select(static other => other.Key).Where(other => other != module.Key)];
            if (layer.All(block => module.Any(entry => entry.Name == module.Key + block.Name[layer.Key.Length..] && entry.HasShape(block.Shape))))
            {
                lines.Add(new Line(layer.Key, module.Key, others));
                continue;
            }
            foreach (FileBlock block in layer)
            {
                SafetensorsEntry[] same = [.. module.Where(entry => entry.HasShape(block.Shape))];
                if (same.Length > 1)
                {
                    return null;
                }
                lines.Add(new Line(block.Name, same[0].Name, others));
            }
        }
        return lines;
    }

    private static List<Line>? ByTensor(IReadOnlyList<FileBlock> blocks, SafetensorsEntry[] entries)
    {
        var tensors = entries.ToLookup(static entry => Shapes([entry.Shape]), static entry => entry.Name);
        List<Line> lines = [];
        Dictionary<string, int> taken = [];
        foreach (FileBlock block in blocks)
        {
            string shape = Shapes([Long(block.Shape)]);
            int next = taken[shape] = taken.GetValueOrDefault(shape) + 1;
            if (tensors[shape].ElementAtOrDefault(next - 1) is not { } tensor)
            {
                return null;
            }
            lines.Add(new Line(block.Name, tensor, [.. tensors[shape].Where(other => other != tensor)]));
        }
        return lines;
    }

    // PyTorch sorts tensors by name, so fc10 precedes fc2. Any other order was chosen by the program that wrote the file.
    private static IEnumerable<SafetensorsEntry> InOrder(SafetensorsEntry[] entries)
    {
        bool isSorted = entries.Zip(entries.Skip(1)).All(static pair => string.CompareOrdinal(pair.First.Name, pair.Second.Name) < 0);
        return isSorted ? entries.OrderBy(static entry => entry.Name, StringComparer.Create(System.Globalization.CultureInfo.InvariantCulture, System.Globalization.CompareOptions.NumericOrdering)) : entries;
    }

    private static IReadOnlyList<long> Long(IReadOnlyList<int> shape) => [.. shape.Select(static size => (long)size)];

    private static string Shapes(IEnumerable<IReadOnlyList<long>> shapes) => string.Join(';', shapes.Select(static shape => string.Join(',', shape)).Order(StringComparer.Ordinal));

    private sealed record Line(string Key, string Value, IReadOnlyList<string> Others);
}
