using System.Globalization;
using System.Text;

namespace NnGen;

/// <summary>Formats the table of a network's layers. The generator writes the same table into the documentation of the class.</summary>
internal static class NetworkSummary
{
    /// <summary>Returns the table.</summary>
    public static string Of(NetworkInfo network)
    {
        List<string[]> rows = [["#", "Layer", "Output", "Parameters", "FLOPs/sample"]];
        foreach (LayerInfo layer in network.Layers)
        {
            rows.Add([Count(rows.Count), layer.Title, Shape(layer.OutputShape), Count(layer.ParameterCount), Count(layer.Flops)]);
        }
        rows.Add(["", "Total", "", Count(network.ParameterCount), Count(network.Flops)]);

        int[] widths = [.. Enumerable.Range(0, 5).Select(column => rows.Max(row => row[column].Length))];
        string rule = new('─', widths.Sum() + 8);
        StringBuilder text = new();
        for (int i = 0; i < rows.Count; i++)
        {
            if (i == 1 || i == rows.Count - 1)
            {
                text.Append(rule).Append('\n');
            }
            text.Append(string.Join("  ", rows[i].Select((cell, column) => column == 1 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd()).Append('\n');
        }
        return text.Append("Loss: ").Append(network.Loss).Append('.').ToString();
    }

    /// <summary>Returns a shape such as 6×14×14.</summary>
    public static string Shape(IEnumerable<int> shape) => string.Join("×", shape);

    private static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
