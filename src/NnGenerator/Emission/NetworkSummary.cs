using NnGenerator.Model;

namespace NnGenerator.Emission;

/// <summary>The table of layers in the documentation of an emitted class.</summary>
internal static class NetworkSummary
{
    public static string Sentence(NetworkGraph graph) =>
        $"A feed-forward network: {Plural(graph.Input.Length, "input")}, {Plural(graph.Output.Length, "output")}, {Plural(graph.ParameterCount, "parameter")}.";

    public static void Write(SourceWriter writer, NetworkGraph graph)
    {
        List<string[]> rows = [["#", "Layer", "Output", "Parameters", "FLOPs/sample"]];
        foreach (LayerNode node in graph.Layers)
        {
            rows.Add([CSharpLiteral.Integer(node.Number), node.Layer.Title, node.Output.ToString(), CSharpLiteral.Count(node.Parameters.Sum(static block => block.Length)), CSharpLiteral.Count(node.Layer.Flops(node.Input))]);
        }
        rows.Add(["", "Total", "", CSharpLiteral.Count(graph.ParameterCount), CSharpLiteral.Count(graph.Layers.Sum(static node => node.Layer.Flops(node.Input)))]);

        int[] widths = [.. Enumerable.Range(0, 5).Select(column => rows.Max(row => row[column].Length))];
        string Text(string[] row) => string.Join("  ", row.Select((cell, column) => column == 1 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd();
        string rule = new('─', widths.Sum() + 8);

        // <br/> because tooltips run lines together.
        writer.Line("/// <remarks><code>");
        writer.Line($"/// {Text(rows[0])}<br/>").Line($"/// {rule}<br/>");
        foreach (string[] row in rows.Skip(1).Take(rows.Count - 2))
        {
            writer.Line($"/// {Text(row)}<br/>");
        }
        writer.Line($"/// {rule}<br/>").Line($"/// {Text(rows[rows.Count - 1])}<br/>");
        writer.Line("/// </code>").Line($"/// Loss: {graph.Loss.Description}.</remarks>");
    }

    private static string Plural(long count, string noun) => $"{CSharpLiteral.Count(count)} {noun}{(count == 1 ? "" : "s")}";
}
