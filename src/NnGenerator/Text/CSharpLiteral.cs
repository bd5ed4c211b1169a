using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;

namespace NnGenerator.Text;

/// <summary>Writes values and names in C#, independent of the culture of the machine that builds.</summary>
internal static class CSharpLiteral
{
    public static string Float(double value)
    {
        float single = (float)value;
        return float.IsNaN(single) ? "float.NaN"
            : float.IsPositiveInfinity(single) ? "float.PositiveInfinity"
            : float.IsNegativeInfinity(single) ? "float.NegativeInfinity"
            : single.ToString("G9", CultureInfo.InvariantCulture) is var text && (float)double.Parse(single.ToString("G7", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) == single
                ? single.ToString("G7", CultureInfo.InvariantCulture) + "f"
                : text + "f";
    }

    public static string Double(double value) => value.ToString("R", CultureInfo.InvariantCulture) + "d";

    /// <summary>A number for people, in at most six digits.</summary>
    public static string Number(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    public static string Integer(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A count for people: 101,770.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A count in code: 101_770.</summary>
    public static string GroupedInteger(long value) => value < 10_000 ? Integer(value) : Count(value).Replace(',', '_');

    public static string String(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>Whether a name needs its @: what has lower-case letters only is a keyword somewhere, or may become one.</summary>
    public static bool IsKeyword(string name) => name.All(static c => c is >= 'a' and <= 'z');

    /// <summary>Digits at the end of a name as subscripts: z1 → z₁.</summary>
    public static string Subscript(string name) => string.Concat(name.Select(static c => c is >= '0' and <= '9' ? (char)('₀' + (c - '0')) : c));
}
