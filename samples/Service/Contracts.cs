using System.Text.Json.Serialization;

namespace FlowerService;

/// <summary>Represents a flower as measured, in centimeters.</summary>
internal sealed record Flower(double SepalLength, double SepalWidth, double PetalLength, double PetalWidth)
{
    /// <summary>Returns the lengths in the order of the network's inputs.</summary>
    public double[] ToArray() => [SepalLength, SepalWidth, PetalLength, PetalWidth];

    /// <summary>Returns whether all lengths are numbers that a flower may have. A length that is missing in a request is 0.</summary>
    public bool IsPossible() => ToArray().All(static length => length is > 0 and < 100);
}

/// <summary>Represents the most probable species of a flower.</summary>
internal sealed record Species(string Name, float Probability);

/// <summary>Reads and writes the contracts without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Flower))]
[JsonSerializable(typeof(Species))]
internal sealed partial class JsonContext : JsonSerializerContext;
