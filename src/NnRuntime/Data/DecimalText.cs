using System.Globalization;

namespace NnGen.Data;

/// <summary>Parses numbers. Parsing dominates the time to read a stream, so common numbers take a fast path.</summary>
internal static class DecimalText
{
    // Integers with up to this number of digits are exact in a double, and so are the powers of ten that divide them.
    private const int MostDigits = 15;

    private const double SmallestNormal = 1.1754943508222875e-38;

    private static readonly double[] s_powers = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    /// <summary>Parses the float and the double nearest to a number, with the same bits as <see cref="float.TryParse(ReadOnlySpan{char}, NumberStyles, IFormatProvider?, out float)"/> and its counterpart for double.</summary>
    /// <param name="text">The text.</param>
    /// <param name="separator">The decimal separator, '.' or ','.</param>
    /// <param name="value">The float.</param>
    /// <param name="exact">The double.</param>
    /// <returns>True if the text is a number that is finite as a float; otherwise false.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, char separator, out float value, out double exact)
    {
        if (!TryParsePlain(text, separator, out exact))
        {
            return TryParseAny(text, separator, out value, out exact);
        }
        value = (float)exact;
        return !IsMiddle(exact) || ParseFloat(text, separator, out value);
    }

    /// <summary>Returns why a text is not a number, and how to fix it.</summary>
    public static string Explain(ReadOnlySpan<char> text, char separator, bool isTarget)
    {
        string shown = Excerpt.Quote(text);
        char other = separator == ',' ? '.' : ',';
        return text.Contains('\0')
            ? $"{shown} is not a finite number, since it contains NUL characters; if the file is UTF-16, set Encoding = Encoding.Unicode."
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && separator == '.'
            ? double.IsNaN(number) || text.Contains("inf", StringComparison.OrdinalIgnoreCase) ? $"{shown} is not a finite number; if it denotes a missing value, add it to MissingTexts and set MissingValues."
            : $"{shown} is not a finite number as a float, which is at most 3.4e38; scale the column, or leave it out with IgnoreColumns."
            : NumberAdvice.Of(text, separator) is { } advice
            ? $"{shown} is not a finite number: it {advice}."
            : TryParse(text, other, out _, out _)
            ? $"{shown} is not a finite number; if '{other}' is its decimal separator, set DecimalSeparator = '{other}'."
            : isTarget
            ? $"{shown} is not a finite number; if the target is a class, read the file with LoadClassification or StreamClassification; otherwise name the column of the target in TargetColumns."
            : $"{shown} is not a finite number; name a column of categories in CategoryColumns, one that is not used in IgnoreColumns, and texts for missing values in MissingTexts.";
    }

    private static bool TryParseAny(ReadOnlySpan<char> text, char separator, out float value, out double exact)
    {
        if (separator == ',')
        {
            (value, exact) = (0, 0);
            return !text.Contains('.') && TryParse(text.ToString().Replace(',', '.'), '.', out value, out exact);
        }
        // The parser of .NET ignores NUL characters at the end.
        bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out exact) && !text.Contains('\0');
        value = (float)exact;

        // Below the smallest normal float, the midpoint between two floats has a different bit pattern.
        return isNumber && (IsMiddle(exact) || Math.Abs(exact) < SmallestNormal ? ParseFloat(text, separator, out value) : float.IsFinite(value));
    }

    // A double that is rounded to a float has been rounded twice, which differs from rounding once only if the first rounding hit the midpoint between two floats.
    private static bool IsMiddle(double value) => (BitConverter.DoubleToUInt64Bits(value) & 0x1FFF_FFFF) == 0x1000_0000;

    private static bool ParseFloat(ReadOnlySpan<char> text, char separator, out float value)
    {
        string? withPoint = separator == ',' ? text.ToString().Replace(',', '.') : null;
        return float.TryParse(withPoint ?? text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && float.IsFinite(value);
    }

    // Parses digits with at most one separator: a quotient of exact numbers, rounded once (Clinger, 1990).
    private static bool TryParsePlain(ReadOnlySpan<char> text, char separator, out double value)
    {
        value = 0;
        bool isNegative = text.Length > 0 && text[0] == '-';
        text = isNegative ? text[1..] : text;
        if (text.Length > MostDigits + 1)
        {
            return false;
        }
        ulong digits = 0;
        int point = -1;
        for (int i = 0; i < text.Length; i++)
        {
            uint digit = (uint)(text[i] - '0');
            if (digit <= 9)
            {
                digits = (digits * 10) + digit;
            }
            else if (text[i] == separator && point < 0)
            {
                point = i;
            }
            else
            {
                return false;
            }
        }
        int count = text.Length - (point < 0 ? 0 : 1);
        if (count is 0 or > MostDigits)
        {
            return false;
        }
        double quotient = digits / s_powers[point < 0 ? 0 : text.Length - 1 - point];
        value = isNegative ? -quotient : quotient;
        return true;
    }
}
