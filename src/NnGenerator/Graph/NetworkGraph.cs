using NnGenerator.Declarations;
using NnGenerator.Infrastructure;
using NnGenerator.Layers;
using NnGenerator.Losses;
using NnGenerator.Shapes;

namespace NnGenerator.Graph;

/// <summary>The network with its shapes: the last value that the pipeline compares. Everything after it is a pure function of it.</summary>
/// <param name="Error">The first thing that is wrong with the declaration; null when it can be compiled.</param>
internal sealed record NetworkGraph(
    NetworkType Type,
    Shape Input,
    bool Inference,
    EquatableArray<LayerNode> Layers,
    Loss Loss,
    string? Error = null)
{
    public bool IsValid => Error is null;

    /// <summary>Samples that an evaluation pass takes at a time: scratch stays small and near.</summary>
    public int BlockSize => BlockSizeOf(Layers.Aggregate(Input.Length, static (most, node) => Math.Max(most, node.Output.Length)));

    /// <summary>Whether its outputs are classes.</summary>
    public bool IsClassifier => Loss.Classifies(Output);

    public Shape Output => Layers.Count == 0 ? Input : Layers[Layers.Count - 1].Output;

    /// <summary>The samples of a block, by the most outputs of a layer: for large images no more than a vector has lanes.</summary>
    public static int BlockSizeOf(long mostOutputs) => mostOutputs > 1 << 16 ? Window.MostLanes : 64;

    public IEnumerable<ParameterBlock> Parameters => Layers.SelectMany(static node => node.Parameters);

    public int ParameterCount => Parameters.Sum(static block => block.Length);
}
