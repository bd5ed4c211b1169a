using NnGenerator.Graph;
using NnGenerator.Layers;

namespace NnGenerator.Emission;

/// <summary>The lines between the layers of the emitted text: a product and what it took in are one section.</summary>
internal static class SectionTitle
{
    public static string Of(NetworkGraph graph, int layer)
    {
        if (layer > graph.Nodes.Count)
        {
            return graph.Loss.Title;
        }
        LayerNode node = graph.Nodes[layer - 1], last = node;
        string title = $"{node.Number}  {node.Layer.Title}";
        while (last.Number < graph.Nodes.Count && graph.Nodes[last.Number] is var next
            && (next.Layer is ActivationLayer && last == node || node.Layer is Conv2DLayer && next.Layer is ActivationLayer or MaxPool2DLayer))
        {
            last = next;
            title += $",  {last.Number}  {last.Layer.Title}";
        }
        return $"{title}   {string.Join(", ", node.InputShapes)} → {last.Output.Shape}";
    }
}
