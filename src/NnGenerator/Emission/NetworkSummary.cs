using NnGen;
using NnGenerator.Graph;
using NnGenerator.Text;

namespace NnGenerator.Emission;

/// <summary>The table of layers in the documentation of an emitted class.</summary>
internal static class NetworkSummary
{
    public static string Sentence(NetworkGraph graph) =>
        $"A feed-forward network: {Plural(graph.Input.Length, "input")}, {Plural(graph.Output.Length, "output")}, {Plural(graph.ParameterCount, "parameter")}.";

    public static void Write(SourceWriter writer, NetworkGraph graph)
    {
        writer.Line("/// <remarks><code>");
        foreach (string line in LayerTable.Lines(graph.Nodes.Select(static node =>
            (node.Layer.Title, node.Output.Shape.Dimensions.AsEnumerable(), (long)node.Parameters.Sum(static block => block.Length), node.Flops))))
        {
            // <br/> because tooltips run lines together.
            writer.Line($"/// {line}<br/>");
        }
        writer.Line("/// </code>").Line($"/// Loss: {graph.Loss.Description}.</remarks>");
    }

    private static string Plural(long count, string noun) => $"{CSharpLiteral.Count(count)} {noun}{(count == 1 ? "" : "s")}";
}
