namespace NnGen.Data;

/// <summary>Categories as inputs, one for each: 1 for the category it is, and 0 for all others. Fit it on the training part alone.</summary>
/// <remarks>It is saved with a network as part of <see cref="Preprocessing"/>.</remarks>
public sealed class OneHotEncoding
{
    private readonly ClassNumbers _categories;

    /// <summary>Takes categories, which are put in order.</summary>
    /// <param name="categories">The categories; the same one may come again.</param>
    /// <exception cref="ArgumentException">There is none, or an empty one.</exception>
    public OneHotEncoding(IEnumerable<string> categories)
    {
        ArgumentNullException.ThrowIfNull(categories);
        string[] names = [.. categories];
        int missing = Array.FindIndex(names, string.IsNullOrEmpty);
        if (names.Length == 0 || missing >= 0)
        {
            throw new ArgumentException(names.Length == 0 ? "There are no categories; give at least one." : $"Category {missing} is missing; give a name to what is missing, such as 'unknown'.", nameof(categories));
        }
        _categories = new ClassNumbers(names);
    }

    /// <summary>The categories in order: of their names, or of their numbers if all are whole numbers.</summary>
    public IReadOnlyList<string> Categories => _categories.Names;

    /// <summary>Number of inputs, one for each category.</summary>
    public int Length => Categories.Count;

    /// <summary>Whether a category that the training part did not have is all zeros, instead of an error.</summary>
    public bool AllowUnknown { get; init; }

    /// <summary>The inputs of a category.</summary>
    /// <param name="category">The category.</param>
    /// <exception cref="ArgumentException">It is unknown.</exception>
    public float[] Encode(string category)
    {
        float[] inputs = new float[Length];
        return TryEncode(category, inputs) ? inputs : throw new ArgumentException(Unknown(category), nameof(category));
    }

    /// <summary>Whether it has a category.</summary>
    internal bool Contains(string category) => _categories.ByText.ContainsKey(category);

    /// <summary>Writes the inputs of a category; false if it is unknown and may not be.</summary>
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

    /// <summary>Says what is known.</summary>
    internal string Unknown(ReadOnlySpan<char> category) =>
        $"{DisplayText.Quote(category)} is not among the {Length} categories {DisplayText.List(Categories)}; fit the encoding on data that have it, or set AllowUnknown.";
}
