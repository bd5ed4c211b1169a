namespace NnGenerator.Formulas;

/// <summary>The numbers from <paramref name="Lower"/> to <paramref name="Upper"/>. Results of arithmetic are rounded outwards, so they contain the exact value as well as the
/// rounded one.</summary>
/// <param name="Lower">No value is less.</param>
/// <param name="Upper">No value is more.</param>
/// <param name="MayBeNaN">Whether a value may also be undefined, as ∞ − ∞ is.</param>
internal readonly record struct Interval(double Lower, double Upper, bool MayBeNaN = false)
{
    // More than the relative error of any function here.
    private const double FunctionError = 1e-14;

    /// <summary>All numbers and both infinities.</summary>
    public static Interval All { get; } = new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>The same, and values that are undefined.</summary>
    public static Interval Anything { get; } = All with { MayBeNaN = true };

    public bool IsFinite => !MayBeNaN && !double.IsInfinity(Lower) && !double.IsInfinity(Upper);

    public bool IsNeverNegative => !MayBeNaN && Lower >= 0;

    public static Interval Of(double value) => double.IsNaN(value) ? Anything : new(value, value);

    public static Interval operator -(Interval a) => new(-a.Upper, -a.Lower, a.MayBeNaN);

    public static Interval operator +(Interval a, Interval b)
    {
        bool isUndefined = (double.IsPositiveInfinity(a.Upper) && double.IsNegativeInfinity(b.Lower)) || (double.IsNegativeInfinity(a.Lower) && double.IsPositiveInfinity(b.Upper));
        double lower = a.Lower + b.Lower, upper = a.Upper + b.Upper;
        return double.IsNaN(lower) || double.IsNaN(upper) ? Anything
            : new(IsExactSum(a.Lower, b.Lower) ? lower : Down(lower), IsExactSum(a.Upper, b.Upper) ? upper : -Down(-upper), a.MayBeNaN || b.MayBeNaN || isUndefined);
    }

    public static Interval operator *(Interval a, Interval b)
    {
        double lower = double.PositiveInfinity, upper = double.NegativeInfinity;
        foreach ((double x, double y) in new[] { (a.Lower, b.Lower), (a.Lower, b.Upper), (a.Upper, b.Lower), (a.Upper, b.Upper) })
        {
            // The limit of 0·y as y grows; 0·∞ itself is undefined.
            double product = x == 0 || y == 0 ? 0 : x * y;
            bool isExact = x == 0 || y == 0 || Math.Abs(x) == 1 || Math.Abs(y) == 1 || double.IsInfinity(x) || double.IsInfinity(y);
            lower = Math.Min(lower, isExact ? product : Down(product));
            upper = Math.Max(upper, isExact ? product : -Down(-product));
        }
        return new(lower, upper, a.MayBeNaN || b.MayBeNaN || (a.Contains(0) && b.IsInfinite) || (a.IsInfinite && b.Contains(0)));
    }

    public static Interval operator /(Interval a, Interval b) => b.Contains(0)
        ? All with { MayBeNaN = a.MayBeNaN || b.MayBeNaN || a.Contains(0) || (a.IsInfinite && b.IsInfinite) }
        : a * new Interval(Reciprocal(b.Upper), -Reciprocal(-b.Lower), b.MayBeNaN);

    /// <summary>The squares, which are never negative; the product of two values with this interval may be.</summary>
    public Interval Square() => (this * this).Within(0, double.PositiveInfinity) with { MayBeNaN = MayBeNaN };

    public static Interval Max(Interval a, Interval b) => new(Math.Max(a.Lower, b.Lower), Math.Max(a.Upper, b.Upper), a.MayBeNaN || b.MayBeNaN);

    public static Interval Min(Interval a, Interval b) => -Max(-a, -b);

    /// <summary>All values of both.</summary>
    public static Interval Hull(Interval a, Interval b) => new(Math.Min(a.Lower, b.Lower), Math.Max(a.Upper, b.Upper), a.MayBeNaN || b.MayBeNaN);

    /// <summary>The part between two numbers, for values that are known to be there.</summary>
    public Interval Within(double lower, double upper) => new(Math.Max(Lower, lower), Math.Min(Upper, upper), MayBeNaN);

    /// <summary>The values of a function that never falls and stays between two numbers.</summary>
    public Interval Increasing(Func<double, double> function, double lower, double upper) =>
        new Interval(Below(function(Lower), Lower), -Below(-function(Upper), Upper), MayBeNaN).Within(lower, upper);

    private bool IsInfinite => double.IsInfinity(Lower) || double.IsInfinity(Upper);

    private bool Contains(double value) => Lower <= value && value <= Upper;

    // The value at 0 is exact if it is 0, and an infinite one is a limit, or too large for a number.
    private static double Below(double value, double argument) =>
        double.IsInfinity(value) ? (double.IsInfinity(argument) ? value : Down(value))
        : argument == 0 && value == 0 ? 0
        : Down(value - (FunctionError * Math.Abs(value)));

    // Rounded down.
    private static double Reciprocal(double value) => Math.Abs(value) == 1 || double.IsInfinity(value) ? 1 / value : Down(1 / value);

    // Whether no digit is lost: the error of the sum, which is a number of the same precision (D. Knuth), is 0.
    private static bool IsExactSum(double a, double b)
    {
        double sum = a + b, part = sum - a;
        return double.IsInfinity(a) || double.IsInfinity(b) || (a - (sum - part)) + (b - part) == 0;
    }

    // The largest number that is less.
    private static double Down(double value)
    {
        if (double.IsNegativeInfinity(value) || double.IsNaN(value))
        {
            return value;
        }
        long bits = BitConverter.DoubleToInt64Bits(value);
        return value == 0 ? -double.Epsilon : BitConverter.Int64BitsToDouble(value > 0 ? bits - 1 : bits + 1);
    }
}
