using System.Globalization;
using System.Text;
using Spectre.Console;

namespace Digits;

/// <summary>Digits and results as text.</summary>
internal static class Pictures
{
    /// <summary>A digit in characters; two rows of pixels are one line, since characters are twice as high as wide.</summary>
    public static string Draw(ReadOnlySpan<float> pixels)
    {
        const string Shades = " .:-=+*#%@";
        StringBuilder text = new();
        for (int y = 0; y < DrawnDigits.Side; y += 2)
        {
            for (int x = 0; x < DrawnDigits.Side; x++)
            {
                float ink = (pixels[(y * DrawnDigits.Side) + x] + pixels[((y + 1) * DrawnDigits.Side) + x]) / 2;
                text.Append(Shades[Math.Clamp((int)(ink * Shades.Length), 0, Shades.Length - 1)]);
            }
            text.Append('\n');
        }
        return text.ToString();
    }

    /// <summary>Rows are the true digits, columns what was read.</summary>
    public static Table Confusion(int[,] matrix)
    {
        Table table = new Table().Border(TableBorder.Simple).Title("true digit, and what it was read as").AddColumn("");
        for (int predicted = 0; predicted < matrix.GetLength(1); predicted++)
        {
            table.AddColumn(new TableColumn(predicted.ToString(CultureInfo.InvariantCulture)).RightAligned());
        }
        for (int actual = 0; actual < matrix.GetLength(0); actual++)
        {
            int row = actual;
            table.AddRow([row.ToString(CultureInfo.InvariantCulture), .. Enumerable.Range(0, matrix.GetLength(1)).Select(predicted => matrix[row, predicted] == 0 ? "." : matrix[row, predicted].ToString(CultureInfo.InvariantCulture))]);
        }
        return table;
    }
}
