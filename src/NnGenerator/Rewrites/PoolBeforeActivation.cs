using NnGenerator.Graph;
using NnGenerator.Infrastructure;
using NnGenerator.Layers;
using NnGenerator.Shapes;

namespace NnGenerator.Rewrites;

/// <summary>Takes the maximum of a window before a monotone activation instead of after it: the result is the same, the activation has less to
/// do, and the maximum meets the convolution that it can be fused with.</summary>
internal static class PoolBeforeActivation
{
    public static NetworkGraph Apply(NetworkGraph graph)
    {
        if (!graph.Nodes.Any(static node => node.Layer.SelectsMaximum))
        {
            return graph;
        }
        List<LayerNode> nodes = [.. graph.Nodes];
        for (int i = 0; i < nodes.Count; i++)
        {
            // Several activations before it one after the other.
            for (int j = i; nodes[j].Layer.SelectsMaximum && Activation(graph, nodes, nodes[j]) is >= 0 and int before; j = before)
            {
                LayerNode pool = nodes[j], activation = nodes[before];
                GraphValue pooled = new(activation.Output.Number, pool.Output.Shape);
                nodes.RemoveAt(j);
                nodes[before] = pool with { Inputs = activation.Inputs, Output = pooled };
                nodes.Insert(before + 1, activation with { Inputs = new([pooled]), Output = pool.Output });
            }
        }
        return graph with { Nodes = nodes.ToEquatableArray() };
    }

    // The index of the activation whose output nothing but the pooling layer reads; -1 if there is none.
    private static int Activation(NetworkGraph graph, List<LayerNode> nodes, LayerNode pool)
    {
        int number = pool.Inputs[0].Number;
        return graph.Outputs.Any(output => output.Value.Number == number) || nodes.Count(node => node.Inputs.Any(input => input.Number == number)) > 1
            ? -1
            : nodes.FindIndex(node => node.Output.Number == number && node.Layer.IsMonotone);
    }
}
