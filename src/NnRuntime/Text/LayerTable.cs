using System.Globalization;

namespace NnGen;

/// <summary>Formats the table of a network's layers. The file is part of both the runtime, which returns the table, and the generator, which writes it into the
/// documentation of the class.</summary>
internal static class LayerTable
{
    /// <summary>Returns the lines of the table: the titles of the columns, the layers, and the sums, with rules between them.</summary>
    /// <param name="layers">Title, output shape, parameters and floating-point operations of each layer.</param>
    public static IEnumerable<string> Lines(IEnumerable<(string Title, IEnumerable<int> Shape, long Parameters, long Flops)> layers)
    {
        List<string[]> rows = [["#", "Layer", "Output", "Parameters", "FLOPs/sample"]];
        long parameters = 0, flops = 0;
        foreach (var layer in layers)
        {
            rows.Add([Count(rows.Count), layer.Title, Shape(layer.Shape), Count(layer.Parameters), Count(layer.Flops)]);
            (parameters, flops) = (parameters + layer.Parameters, flops + layer.Flops);
        }
        rows.Add(["", "Total", "", Count(parameters), Count(flops)]);

        int[] widths = [.. Enumerable.Range(0, 5).Select(column => rows.Max(row => row[column].Length))];
        string rule = new('─', widths.Sum() + 8);
        string[] lines = [.. rows.Select(row => string.Join("  ", row.Select((cell, column) => column == 1 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd())];
        return [lines[0], rule, .. lines.Skip(1).Take(lines.Length - 2), rule, lines[lines.Length - 1]];
    }

    /// <summary>Returns a shape such as 6×14×14.</summary>
    public static string Shape(IEnumerable<int> shape) => string.Join("×", shape);

    private static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
