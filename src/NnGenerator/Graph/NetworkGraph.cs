using NnGenerator.Declarations;
using NnGenerator.Infrastructure;
using NnGenerator.Layers;
using NnGenerator.Losses;
using NnGenerator.Shapes;

namespace NnGenerator.Graph;

/// <summary>An output of a network, and what training makes small about it.</summary>
internal sealed record GraphOutput(GraphValue Value, Loss Loss);

/// <summary>The network with its shapes: the last value that the pipeline compares. Everything after it is a pure function of it.</summary>
/// <param name="Inputs">The inputs of the network.</param>
/// <param name="Nodes">The layers, each after those whose outputs it reads.</param>
/// <param name="Outputs">The outputs of the network.</param>
/// <param name="Error">The first thing that is wrong with the declaration; null when it can be compiled.</param>
internal sealed record NetworkGraph(
    NetworkType Type,
    EquatableArray<GraphValue> Inputs,
    bool Inference,
    EquatableArray<LayerNode> Nodes,
    EquatableArray<GraphOutput> Outputs,
    string? Error = null)
{
    public bool IsValid => Error is null;

    /// <summary>The input, of which an emitted class has one.</summary>
    public Shape Input => Inputs[0].Shape;

    /// <summary>The output, of which an emitted class has one.</summary>
    public Shape Output => Outputs[0].Value.Shape;

    public Loss Loss => Outputs[0].Loss;

    /// <summary>The samples of a block where all of it stays in the caches; the runtime hands blocks of this size to threads.</summary>
    public const int SmallBlock = 64;

    // A large matrix is read from a distant cache for each block of samples, so that blocks of networks with such matrices are larger, unless their layers have more outputs.
    private const int MostOutputs = 4_096, LargeBlock = 256;

    // With more outputs of a layer, 64 samples do not stay in the second-level cache, and 16 are a group of images at every vector width.
    private const int MostOutputsOfImages = 8_192;

    /// <summary>Samples that an evaluation pass takes at a time: scratch stays small and near.</summary>
    public int BlockSize
    {
        get
        {
            GraphValue[] values = [.. Inputs, .. Nodes.Select(static node => node.Output)];
            long most = values.Max(static value => value.Shape.Length);
            bool readsLargeMatrix = Parameters.Any(static block => block.Length >= ParameterBlock.Large);
            return most <= MostOutputs && values.All(static value => value.Shape.Rank == 1) && readsLargeMatrix ? LargeBlock
                : most > MostOutputsOfImages && !readsLargeMatrix && values.Any(static value => value.Shape.Rank == 3) ? Window.MostLanes
                : BlockSizeOf(most);
        }
    }

    /// <summary>Whether its outputs are classes.</summary>
    public bool IsClassifier => Loss.Classifies(Output);

    public IEnumerable<ParameterBlock> Parameters => Nodes.SelectMany(static node => node.Parameters);

    public int ParameterCount => Parameters.Sum(static block => block.Length);

    /// <summary>Gets the heads: last layers that a loss takes in, so that it works on what they read.</summary>
    public IEnumerable<LayerNode> Heads =>
        Outputs.Select(output => Producer(output.Value) is { } last && output.Loss.TakesIn(last.Layer) && !Readers(last.Output).Any() ? last : null).OfType<LayerNode>();

    /// <summary>The samples of a block, by the most outputs of a layer: for large images no more than a vector has lanes.</summary>
    public static int BlockSizeOf(long mostOutputs) => mostOutputs > 1 << 16 ? Window.MostLanes : SmallBlock;

    /// <summary>Returns the node that computes a value; null for an input.</summary>
    public LayerNode? Producer(GraphValue value) => Nodes.FirstOrDefault(node => node.Output.Number == value.Number);

    /// <summary>Returns the nodes that read a value.</summary>
    public IEnumerable<LayerNode> Readers(GraphValue value) => Nodes.Where(node => node.Inputs.Any(input => input.Number == value.Number));

    /// <summary>Returns the nodes that a node depends on.</summary>
    public IEnumerable<LayerNode> Before(LayerNode node) => Reachable(node, next => next.Inputs.Select(Producer).OfType<LayerNode>());

    /// <summary>Returns the nodes that depend on a node.</summary>
    public IEnumerable<LayerNode> After(LayerNode node) => Reachable(node, next => Readers(next.Output));

    /// <summary>Returns the network as its losses see it, without its heads.</summary>
    public NetworkGraph Without(IReadOnlyCollection<LayerNode> heads) => heads.Count == 0 ? this : this with
    {
        Nodes = Nodes.Where(node => heads.All(head => head.Number != node.Number)).ToEquatableArray(),
        Outputs = Outputs.Select(output => heads.FirstOrDefault(head => head.Output.Number == output.Value.Number) is { } head ? output with { Value = head.Inputs[0] } : output).ToEquatableArray(),
    };

    // Without recursion, since a network may be deep.
    private static IEnumerable<LayerNode> Reachable(LayerNode node, Func<LayerNode, IEnumerable<LayerNode>> next)
    {
        HashSet<int> seen = [];
        Queue<LayerNode> open = new([node]);
        while (open.Count > 0)
        {
            foreach (LayerNode found in next(open.Dequeue()).Where(found => seen.Add(found.Number)))
            {
                open.Enqueue(found);
                yield return found;
            }
        }
    }
}
