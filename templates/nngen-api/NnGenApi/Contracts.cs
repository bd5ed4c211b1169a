using System.Text.Json.Serialization;

namespace NnGenApi;

/// <summary>The four lengths of a plant, as measured.</summary>
public sealed record Plant(double LeafLength, double LeafWidth, double PetalLength, double PetalWidth);

/// <summary>The most probable species and its probability.</summary>
public sealed record Species(string Name, float Probability);

// A request that lacks a length or misspells one is an error, and not a plant of length 0.
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(Plant))]
[JsonSerializable(typeof(Species))]
internal sealed partial class JsonContext : JsonSerializerContext;
