using System.Text.Json.Serialization;

namespace NnGenApi;

/// <summary>The four lengths of a plant, as measured.</summary>
public sealed record Plant(double LeafLength, double LeafWidth, double PetalLength, double PetalWidth);

/// <summary>The most probable species and its probability.</summary>
public sealed record Species(string Name, float Probability);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Plant))]
[JsonSerializable(typeof(Species))]
internal sealed partial class JsonContext : JsonSerializerContext;
