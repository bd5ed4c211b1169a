using System.Globalization;
using System.Text.Json.Serialization;

namespace NnGen;

/// <summary>What a classifier says about one sample.</summary>
public readonly struct Prediction
{
    private readonly ReadOnlyMemory<float> _probabilities;
    private readonly IReadOnlyList<string> _classNames;

    internal Prediction(int classNumber, ReadOnlyMemory<float> probabilities, IReadOnlyList<string> classNames) =>
        (ClassNumber, _probabilities, _classNames) = (classNumber, probabilities, classNames);

    /// <summary>Number of the most probable class, from 0, as Classify returns it.</summary>
    public int ClassNumber { get; }

    /// <summary>Name of the most probable class; its number as text where the network knows no names.</summary>
    public string ClassName => NameOf(ClassNumber);

    /// <summary>Probability of that class.</summary>
    public float Probability => _probabilities.IsEmpty ? 0 : _probabilities.Span[ClassNumber];

    /// <summary>Probabilities of all classes in the order of their numbers; of a network with one output those of class 0 and class 1.</summary>
    [JsonIgnore]   // A span cannot be serialized; the classes of Top can.
    public ReadOnlySpan<float> Probabilities => _probabilities.Span;

    /// <summary>Returns the most probable classes, the first of them <see cref="ClassNumber"/>; of equal ones the lower number comes first.</summary>
    /// <param name="k">How many, at least 1; all if there are not as many.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is less than 1.</exception>
    public IReadOnlyList<ClassProbability> Top(int k)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(k);
        float[] ascending = _probabilities.ToArray();
        int[] numbers = [.. Enumerable.Range(0, ascending.Length)];

        // Negative, since a sort is ascending; NaN, which would be first, is below all others.
        for (int i = 0; i < ascending.Length; i++)
        {
            ascending[i] = i == ClassNumber ? float.NegativeInfinity : float.IsNaN(ascending[i]) ? float.PositiveInfinity : -ascending[i];
        }
        ReadOnlyMemory<float> probabilities = _probabilities;
        IReadOnlyList<string> names = _classNames;
        return [.. numbers.OrderBy(number => ascending[number]).Take(k).Select(number => new ClassProbability { ClassNumber = number, ClassName = NameOf(number, names), Probability = probabilities.Span[number] })];
    }

    /// <summary>The class and its probability, such as "setosa (97.3 %)".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{ClassName} ({100 * Probability:F1} %)");

    private string NameOf(int number) => NameOf(number, _classNames);

    private static string NameOf(int number, IReadOnlyList<string>? names) => names is { Count: > 0 } ? names[number] : number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A class and its probability.</summary>
public readonly record struct ClassProbability
{
    /// <summary>Number of the class, from 0.</summary>
    public required int ClassNumber { get; init; }

    /// <summary>Name of the class; the number as text where the network knows no names.</summary>
    public required string ClassName { get; init; }

    /// <summary>The probability, from 0 to 1.</summary>
    public required float Probability { get; init; }
}
