using System.Text.Json.Serialization;

namespace NnGenApi;

/// <summary>The four lengths of a plant, as measured. A request that lacks one or misspells it is an error, and not a plant of length 0.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record Plant(double LeafLength, double LeafWidth, double PetalLength, double PetalWidth);

/// <summary>The most probable species and its probability.</summary>
public sealed record Species(string Name, float Probability);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Plant))]
[JsonSerializable(typeof(Species))]
internal sealed partial class JsonContext : JsonSerializerContext;
