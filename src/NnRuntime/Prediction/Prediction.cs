using System.Globalization;
using System.Text.Json.Serialization;

namespace NnGen;

/// <summary>Represents the prediction of a classifier for one sample.</summary>
public readonly struct Prediction
{
    private readonly ReadOnlyMemory<float> _probabilities;
    private readonly IReadOnlyList<string> _classNames;

    internal Prediction(int classNumber, ReadOnlyMemory<float> probabilities, IReadOnlyList<string> classNames) =>
        (ClassNumber, _probabilities, _classNames) = (classNumber, probabilities, classNames);

    /// <summary>Gets the number of the most probable class, from 0, as returned by Classify.</summary>
    public int ClassNumber { get; }

    /// <summary>Gets the name of the most probable class; its number as text if the network has no class names.</summary>
    public string ClassName => NameOf(ClassNumber);

    /// <summary>Gets the probability of the most probable class.</summary>
    public float Probability => _probabilities.IsEmpty ? 0 : _probabilities.Span[ClassNumber];

    /// <summary>Gets the probabilities of all classes in the order of their numbers; for a network with one output, those of class 0 and class 1.</summary>
    [JsonIgnore]   // A span cannot be serialized, but the result of Top can.
    public ReadOnlySpan<float> Probabilities => _probabilities.Span;

    /// <summary>Returns the most probable classes, starting with <see cref="ClassNumber"/>; of equally probable classes the lower number comes first.</summary>
    /// <param name="k">Number of classes, at least 1; if there are fewer, all are returned.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is less than 1.</exception>
    public IReadOnlyList<ClassProbability> Top(int k)
    {
        SettingRange.AtLeast(k, 1, nameof(k));
        float[] ascending = _probabilities.ToArray();
        int[] numbers = [.. Enumerable.Range(0, ascending.Length)];

        // Negative, since the sort is ascending.
        for (int i = 0; i < ascending.Length; i++)
        {
            ascending[i] = i == ClassNumber ? float.NegativeInfinity : -ascending[i];
        }
        ReadOnlyMemory<float> probabilities = _probabilities;
        IReadOnlyList<string> names = _classNames;
        return [.. numbers.OrderBy(number => ascending[number]).Take(k).Select(number => new ClassProbability { ClassNumber = number, ClassName = NameOf(number, names), Probability = probabilities.Span[number] })];
    }

    /// <summary>Returns the class and its probability, such as "setosa (97.3 %)".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{ClassName} ({100 * Probability:F1} %)");

    private string NameOf(int number) => NameOf(number, _classNames);

    private static string NameOf(int number, IReadOnlyList<string>? names) => names is { Count: > 0 } ? names[number] : number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Represents a class and its probability.</summary>
public readonly record struct ClassProbability
{
    /// <summary>Gets the number of the class, from 0.</summary>
    public required int ClassNumber { get; init; }

    /// <summary>Gets the name of the class; its number as text if the network has no class names.</summary>
    public required string ClassName { get; init; }

    /// <summary>Gets the probability, from 0 to 1.</summary>
    public required float Probability { get; init; }
}
