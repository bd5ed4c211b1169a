namespace NnGen.Data;

/// <summary>Specifies how missing values of a column are handled.</summary>
public sealed record MissingValues
{
    private MissingValues(Kinds kind, double number = 0, string category = "") => (Kind, Number, CategoryName) = (kind, number, category);

    /// <summary>Rejects a missing value with an error that gives file, line and column.</summary>
    public static MissingValues Reject { get; } = new(Kinds.Reject);

    /// <summary>Skips rows with a missing value.</summary>
    public static MissingValues SkipRow { get; } = new(Kinds.SkipRow);

    /// <summary>Replaces missing values with the mean of the column; for columns of categories, with the most frequent category.</summary>
    public static MissingValues Mean { get; } = new(Kinds.Mean);

    /// <summary>Replaces missing values with the median of the column; for columns of categories, with the most frequent category.</summary>
    public static MissingValues Median { get; } = new(Kinds.Median);

    /// <summary>Replaces missing values with the most frequent value of the column; of several, with the smallest number or the first category in order.</summary>
    public static MissingValues MostFrequent { get; } = new(Kinds.MostFrequent);

    /// <summary>Gets how missing values are handled.</summary>
    internal Kinds Kind { get; }

    /// <summary>Gets the number of <see cref="Kinds.Number"/>.</summary>
    internal double Number { get; }

    /// <summary>Gets the category of <see cref="Kinds.Category"/>.</summary>
    internal string CategoryName { get; }

    /// <summary>Gets whether the replacement is fitted to the data.</summary>
    internal bool IsFitted => Kind is Kinds.Mean or Kinds.Median or Kinds.MostFrequent;

    /// <summary>Replaces missing values with the given number, for columns of numbers.</summary>
    /// <param name="value">The number; finite as a float.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not finite.</exception>
    public static MissingValues Constant(double value) => float.IsFinite((float)value)
        ? new(Kinds.Number, value)
        : throw NotFinite(value, nameof(value));

    /// <summary>Replaces missing values with the given category, such as "unknown", for columns of categories.</summary>
    /// <param name="category">The category; not empty.</param>
    /// <exception cref="ArgumentException">The category is empty.</exception>
    public static MissingValues Constant(string category)
    {
        ArgumentException.ThrowIfNullOrEmpty(category);
        return new(Kinds.Category, category: category);
    }

    /// <summary>Returns the name, and the constant if there is one.</summary>
    public override string ToString() => Kind switch
    {
        Kinds.Number => FormattableString.Invariant($"Constant({Number})"),
        Kinds.Category => $"Constant({Excerpt.Quote(CategoryName)})",
        _ => Kind.ToString(),
    };

    /// <summary>Returns the exception for a number that missing values cannot become.</summary>
    internal static ArgumentOutOfRangeException NotFinite(double value, string parameter) =>
        new(parameter, value, $"Missing values cannot become {value}, since inputs must be finite floats; use a number from -3.4e38 to 3.4e38.");

    /// <summary>Specifies the ways to handle missing values.</summary>
    internal enum Kinds
    {
        Reject,
        SkipRow,
        Mean,
        Median,
        MostFrequent,
        Number,
        Category,
    }
}
