using System.Runtime.CompilerServices;

namespace NnGen;

/// <summary>Checks settings when they are set. The message names the setting, the value and the valid range.</summary>
internal static class SettingRange
{
    /// <summary>Returns a whole number that is at least <paramref name="min"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less.</exception>
    public static int AtLeast(int value, int min, [CallerMemberName] string name = "") =>
        value >= min ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}, but it must be at least {min}.");

    /// <inheritdoc cref="AtLeast(int, int, string)"/>
    public static long AtLeast(long value, long min, [CallerMemberName] string name = "") =>
        value >= min ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}, but it must be at least {min}.");

    /// <summary>Returns a finite number that is at least <paramref name="min"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less, infinite or NaN.</exception>
    public static double AtLeast(double value, double min, [CallerMemberName] string name = "") =>
        value >= min && double.IsFinite(value) ? Unsigned(value) : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}, but it must be at least {min} and finite.");

    /// <summary>Returns 0 instead of −0, whose text and reciprocal differ.</summary>
    public static double Unsigned(double value) => value == 0 ? 0 : value;

    /// <summary>Returns a finite number that is greater than 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not.</exception>
    public static double Positive(double value, [CallerMemberName] string name = "") =>
        value > 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}, but it must be greater than 0 and finite.");

    /// <summary>Returns a number that is greater than 0 and less than 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not.</exception>
    public static double Fraction(double value, [CallerMemberName] string name = "") =>
        value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}, but it must be greater than 0 and less than 1.");

    /// <summary>Returns a bound that is greater than 0, or null for none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is neither.</exception>
    public static float? Bound(float? value, [CallerMemberName] string name = "") =>
        value is null or > 0 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}, but it must be greater than 0; null sets no bound.");
}
