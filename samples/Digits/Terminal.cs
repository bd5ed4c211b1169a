using System.Globalization;
using System.Text;
using Spectre.Console;

namespace Digits;

/// <summary>Writes the output of the program.</summary>
internal static class Terminal
{
    /// <summary>Writes one line, with a decimal point regardless of the culture, since other programs read the accuracy.</summary>
    public static void Line(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>Shows how often each digit (row) was read as each other digit (column).</summary>
    public static void ConfusionMatrix(NnGen.Training.ConfusionMatrix counts)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("actual");
        int classes = counts.Classes;
        for (int predicted = 0; predicted < classes; predicted++)
        {
            table.AddColumn(new TableColumn($"{predicted}").RightAligned());
        }

        for (int actual = 0; actual < classes; actual++)
        {
            var row = new List<string> { $"[bold]{actual}[/]" };
            for (int predicted = 0; predicted < classes; predicted++)
            {
                int count = counts[actual, predicted];

                // Cells without mistakes are left empty, so that mistakes are easy to see.
                row.Add(actual == predicted ? $"[green]{count}[/]" : count == 0 ? "" : $"[red]{count}[/]");
            }

            table.AddRow([.. row]);
        }

        AnsiConsole.Write(table);
    }

    /// <summary>Draws images with their captions side by side, as many in a row as fit the width of the terminal.</summary>
    public static void Digits(IReadOnlyList<(float[] Pixels, string Caption)> digits)
    {
        const int Width = DrawnDigits.Side + 2;
        int terminal = Console.IsOutputRedirected ? 120 : AnsiConsole.Profile.Width;
        foreach ((float[] Pixels, string Caption)[] row in digits.Chunk(Math.Max(1, terminal / Width)))
        {
            // A character cell is twice as high as wide, so it shows two pixels, one above the other.
            for (int y = 0; y < DrawnDigits.Side; y += 2)
            {
                var line = new StringBuilder();
                foreach ((float[] pixels, _) in row)
                {
                    for (int x = 0; x < DrawnDigits.Side; x++)
                    {
                        bool upper = pixels[y * DrawnDigits.Side + x] > 0.4f, lower = pixels[(y + 1) * DrawnDigits.Side + x] > 0.4f;
                        line.Append((upper, lower) switch { (true, true) => '█', (true, false) => '▀', (false, true) => '▄', _ => ' ' });
                    }

                    line.Append(' ', Width - DrawnDigits.Side);
                }

                Console.WriteLine(line.ToString().TrimEnd());
            }

            Console.WriteLine(string.Concat(row.Select(static digit => digit.Caption.PadRight(Width))).TrimEnd());
        }
    }
}
