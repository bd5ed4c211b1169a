using System.Globalization;

namespace NnGen.Persistence;

/// <summary>The position of a module among numbered modules: "3", "2.0" in nested torch.nn.Sequentials, or "layers.2.linear" if all others differ from it
/// only in the number.</summary>
internal sealed class ModuleNumber : IComparable<ModuleNumber>
{
    private readonly string[] _parts;

    /// <summary>Parses the name of a module.</summary>
    /// <param name="module">The name of the module.</param>
    /// <param name="shared">Number of leading characters that the names of all modules share.</param>
    public ModuleNumber(string module, int shared) => (Module, _parts) = (module, module[shared..].Split('.'));

    /// <summary>Gets the name of the module.</summary>
    public string Module { get; }

    /// <summary>Returns whether this module and another can be ordered: both have numbers in the same places and the same words in all others.</summary>
    public bool IsLike(ModuleNumber other) => Number(_parts[0]) is not null && Number(other._parts[0]) is not null
        && _parts.Zip(other._parts).All(static pair => (Number(pair.First) is not null && Number(pair.Second) is not null) || pair.First == pair.Second)
        && (_parts.Length == other._parts.Length || _parts.Concat(other._parts).All(static part => Number(part) is not null));

    /// <summary>Compares the numbers from left to right.</summary>
    public int CompareTo(ModuleNumber? other)
    {
        foreach ((string part, string otherPart) in _parts.Zip(other!._parts))
        {
            if (Number(part) is { } number && Number(otherPart) is { } otherNumber && number != otherNumber)
            {
                return number.CompareTo(otherNumber);
            }
        }
        return _parts.Length.CompareTo(other._parts.Length);
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
