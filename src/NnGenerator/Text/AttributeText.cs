using System.Globalization;

namespace NnGenerator.Text;

/// <summary>Writes an attribute as it is declared, without brackets. Arguments that have their default are left out.</summary>
/// <param name="name">The name, such as "Dense".</param>
internal sealed class AttributeText(string name)
{
    private readonly List<string> _arguments = [];

    /// <summary>Adds an argument of the constructor.</summary>
    public AttributeText Argument(object value)
    {
        _arguments.Add(Text(value));
        return this;
    }

    /// <summary>Adds a property, unless it has its default.</summary>
    public AttributeText Property<T>(string property, T value, T otherwise)
        where T : notnull
    {
        if (!value.Equals(otherwise))
        {
            _arguments.Add($"{property} = {Text(value)}");
        }
        return this;
    }

    public override string ToString() => _arguments.Count == 0 ? name : $"{name}({string.Join(", ", _arguments)})";

    // Doubles in the digits that give the same double again.
    private static string Text(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        double number => Number(number),
        Enum member => $"{Type(member)}.{member}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Number(double number) =>
        double.IsNaN(number) ? "double.NaN"
        : double.IsInfinity(number) ? number > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity"
        : number.ToString("R", CultureInfo.InvariantCulture);

    // The enum that users write is named after what it is, and that of the generator ends with Kind.
    private static string Type(Enum member)
    {
        const string suffix = "Kind";
        string type = member.GetType().Name;
        return type.EndsWith(suffix, StringComparison.Ordinal) ? type.Substring(0, type.Length - suffix.Length) : type;
    }
}
