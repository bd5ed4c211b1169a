using System.Globalization;

namespace NnGen.Data;

/// <summary>Numbers as texts. Reading numbers dominates the time to read a stream, so the usual ones take a short path.</summary>
internal static class DecimalText
{
    // So many digits are exact in a double, and so are the powers of ten to divide them by.
    private const int MostDigits = 15;

    private const double SmallestNormal = 1.1754943508222875e-38;

    private static readonly double[] s_powers = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    /// <summary>Reads the float and the double nearest to a number: the same bits as <see cref="float.TryParse(ReadOnlySpan{char}, NumberStyles, IFormatProvider?, out float)"/> and its counterpart of double.</summary>
    /// <param name="text">The text.</param>
    /// <param name="separator">The decimal separator, '.' or ','.</param>
    /// <param name="value">The float.</param>
    /// <param name="exact">The double.</param>
    /// <returns>False if the text is not a number, or its float is not finite.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, char separator, out float value, out double exact)
    {
        if (!TryParsePlain(text, separator, out exact))
        {
            return TryParseAny(text, separator, out value, out exact);
        }
        value = (float)exact;
        return !IsMiddle(exact) || ParseFloat(text, separator, out value);
    }

    /// <summary>Says why a text is not a number, and what to do.</summary>
    public static string Explain(ReadOnlySpan<char> text, char separator)
    {
        string shown = DisplayText.Quote(text);
        char other = separator == ',' ? '.' : ',';
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && separator == '.'
            ? double.IsNaN(number) || text.Contains("inf", StringComparison.OrdinalIgnoreCase) ? $"{shown} is not a finite number; if it stands for a missing value, add it to MissingTexts and set MissingValues."
            : $"{shown} is not a finite number as a float, which ends at 3.4e38; scale the column, or leave it out with IgnoreColumns."
            : TryParse(text, other, out _, out _)
            ? $"{shown} is not a finite number; if '{other}' is its decimal separator, set DecimalSeparator = '{other}'."
            : text.Contains('\0')
            ? $"{shown} is not a finite number; if the file is UTF-16, set Encoding = Encoding.Unicode."
            : $"{shown} is not a finite number; name a column of categories in CategoryColumns, one that is not used in IgnoreColumns, and texts for missing values in MissingTexts.";
    }

    private static bool TryParseAny(ReadOnlySpan<char> text, char separator, out float value, out double exact)
    {
        if (separator == ',')
        {
            (value, exact) = (0, 0);
            return !text.Contains('.') && TryParse(text.ToString().Replace(',', '.'), '.', out value, out exact);
        }
        bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out exact);
        value = (float)exact;

        // Below the normal floats the middle of two has other bits.
        return isNumber && (IsMiddle(exact) || Math.Abs(exact) < SmallestNormal ? ParseFloat(text, separator, out value) : float.IsFinite(value));
    }

    // A double that was rounded to a float is rounded twice, which differs from rounding once only where the first rounding met the middle of two floats.
    private static bool IsMiddle(double value) => (BitConverter.DoubleToUInt64Bits(value) & 0x1FFF_FFFF) == 0x1000_0000;

    private static bool ParseFloat(ReadOnlySpan<char> text, char separator, out float value)
    {
        string? withPoint = separator == ',' ? text.ToString().Replace(',', '.') : null;
        return float.TryParse(withPoint ?? text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && float.IsFinite(value);
    }

    // Digits with a separator among them, or none: a quotient of exact numbers, rounded once (Clinger, 1990).
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
