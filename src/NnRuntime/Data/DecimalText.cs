using System.Globalization;

namespace NnRuntime.Data;

/// <summary>Numbers as texts. What a stream of numbers is fed with takes longer to read than anything else, so the usual ones are read the short way.</summary>
internal static class DecimalText
{
    // So many digits are exact in a double, and so are the powers of ten to divide them by.
    private const int MostDigits = 15;

    private static readonly double[] s_powers = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    /// <summary>The float nearest to a number, the same bits as <see cref="float.TryParse(ReadOnlySpan{char}, NumberStyles, IFormatProvider?, out float)"/>; false if it is none, or not finite.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out float value) =>
        TryParsePlain(text, out value) || (float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && float.IsFinite(value));

    // Digits with a point among them, or none: a quotient of exact numbers, rounded once (Clinger, 1990).
    private static bool TryParsePlain(ReadOnlySpan<char> text, out float value)
    {
        value = 0;
        int start = text.Length > 0 && text[0] == '-' ? 1 : 0, point = -1;
        if (text.Length - start > MostDigits + 1)
        {
            return false;
        }
        ulong digits = 0;
        for (int i = start; i < text.Length; i++)
        {
            uint digit = (uint)(text[i] - '0');
            if (digit <= 9)
            {
                digits = (digits * 10) + digit;
            }
            else if (text[i] == '.' && point < 0)
            {
                point = i;
            }
            else
            {
                return false;
            }
        }
        int count = text.Length - start - (point < 0 ? 0 : 1);
        if (count is 0 or > MostDigits)
        {
            return false;
        }
        double quotient = digits / s_powers[point < 0 ? 0 : text.Length - 1 - point];

        // Rounded to a float it is rounded twice, which differs only where the first rounding met the middle of two floats.
        if ((BitConverter.DoubleToUInt64Bits(quotient) & 0x1FFF_FFFF) == 0x1000_0000)
        {
            return false;
        }
        value = (float)(start == 1 ? -quotient : quotient);
        return true;
    }
}
