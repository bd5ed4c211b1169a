namespace NnGen.Data;

/// <summary>Specifies what happens to missing values of a column.</summary>
public sealed record MissingValues
{
    private MissingValues(Kinds kind, double number = 0, string category = "") => (Kind, Number, CategoryName) = (kind, number, category);

    /// <summary>A missing value is an error with file, line and column.</summary>
    public static MissingValues Refuse { get; } = new(Kinds.Refuse);

    /// <summary>Rows with a missing value are left out.</summary>
    public static MissingValues SkipRow { get; } = new(Kinds.SkipRow);

    /// <summary>The mean of the column; for columns of categories the most frequent one.</summary>
    public static MissingValues Mean { get; } = new(Kinds.Mean);

    /// <summary>The median of the column; for columns of categories the most frequent one.</summary>
    public static MissingValues Median { get; } = new(Kinds.Median);

    /// <summary>The most frequent value of the column; of several, the smallest number or the first category in order.</summary>
    public static MissingValues MostFrequent { get; } = new(Kinds.MostFrequent);

    /// <summary>How it is handled.</summary>
    internal Kinds Kind { get; }

    /// <summary>The number of <see cref="Kinds.Number"/>.</summary>
    internal double Number { get; }

    /// <summary>The category of <see cref="Kinds.Category"/>.</summary>
    internal string CategoryName { get; }

    /// <summary>Whether the value comes from the data.</summary>
    internal bool IsFitted => Kind is Kinds.Mean or Kinds.Median or Kinds.MostFrequent;

    /// <summary>A number of your choice, for columns of numbers.</summary>
    /// <param name="value">The number; finite as a float.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not finite.</exception>
    public static MissingValues Constant(double value) => float.IsFinite((float)value)
        ? new(Kinds.Number, value)
        : throw new ArgumentOutOfRangeException(nameof(value), value, $"Missing values cannot become {value}, since inputs must be finite floats; use a number from -3.4e38 to 3.4e38.");

    /// <summary>A category of your choice, such as "unknown", for columns of categories.</summary>
    /// <param name="category">The category; not empty.</param>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public static MissingValues Constant(string category)
    {
        ArgumentException.ThrowIfNullOrEmpty(category);
        return new(Kinds.Category, category: category);
    }

    /// <summary>Returns the name, and the constant if it is one.</summary>
    public override string ToString() => Kind switch
    {
        Kinds.Number => FormattableString.Invariant($"Constant({Number})"),
        Kinds.Category => $"Constant({DisplayText.Quote(CategoryName)})",
        _ => Kind.ToString(),
    };

    /// <summary>The ways to handle missing values.</summary>
    internal enum Kinds
    {
        Refuse,
        SkipRow,
        Mean,
        Median,
        MostFrequent,
        Number,
        Category,
    }
}
