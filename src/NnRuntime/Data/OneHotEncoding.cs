namespace NnGen.Data;

/// <summary>Encodes categories as inputs, one for each category: 1 for the category of the sample, and 0 for all others. Fit it to the training data only.</summary>
/// <remarks>It is saved with a network as part of <see cref="Preprocessing"/>.</remarks>
public sealed class OneHotEncoding
{
    private readonly ClassNumbers _categories;

    /// <summary>Creates an encoding from categories, which are sorted.</summary>
    /// <param name="categories">The categories, which may contain duplicates.</param>
    /// <exception cref="ArgumentException">There are no categories, one is empty or not valid text, or two of them differ only in spaces around them, or as in '1' and '1.0'.</exception>
    public OneHotEncoding(IEnumerable<string> categories)
    {
        ArgumentNullException.ThrowIfNull(categories);
        string[] names = [.. categories];
        int missing = Array.FindIndex(names, string.IsNullOrEmpty);
        if (names.Length == 0 || missing >= 0)
        {
            throw new ArgumentException(names.Length == 0 ? "There are no categories; pass at least one." : $"Category {missing} is missing; give missing categories a name, such as 'unknown'.", nameof(categories));
        }
        Array.ForEach(names, static name => SavedName.Check(name, "The category", nameof(categories)));
        if (ClassNumbers.Twice(names) is { } twice)
        {
            throw new ArgumentException($"The categories {twice}", nameof(categories));
        }
        _categories = new ClassNumbers(names);
    }

    /// <summary>Gets the categories in the order of their names, or numerically if all are whole numbers.</summary>
    public IReadOnlyList<string> Categories => _categories.Names;

    /// <summary>Gets the number of inputs, one for each category.</summary>
    public int Length => Categories.Count;

    /// <summary>Gets whether an unknown category is encoded as zeros instead of being an error.</summary>
    public bool AllowUnknown { get; init; }

    /// <summary>Returns the inputs of a category.</summary>
    /// <param name="category">The category.</param>
    /// <exception cref="ArgumentException">The category is unknown.</exception>
    public float[] Encode(string category)
    {
        float[] inputs = new float[Length];
        return TryEncode(category, inputs) ? inputs : throw new ArgumentException(Unknown(category), nameof(category));
    }

    /// <summary>Returns whether the encoding contains a category.</summary>
    internal bool Contains(ReadOnlySpan<char> category) => _categories.ByText.ContainsKey(category);

    /// <summary>Writes the inputs of a category; returns false if it is unknown and <see cref="AllowUnknown"/> is false.</summary>
    internal bool TryEncode(ReadOnlySpan<char> category, Span<float> inputs)
    {
        inputs.Clear();
        bool known = _categories.ByText.TryGetValue(category, out int number);
        if (known)
        {
            inputs[number] = 1;
        }
        return known || AllowUnknown;
    }

    /// <summary>Returns a message about an unknown category that lists the known ones.</summary>
    internal string Unknown(ReadOnlySpan<char> category) =>
        $"{Excerpt.Quote(category)} is not among the {Length} categories {Excerpt.List(Categories)}; fit the encoding to data with that category, or set AllowUnknown.";
}
