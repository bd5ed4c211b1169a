using System.Runtime.CompilerServices;
using System.Text;

namespace TileWriter;

/// <summary>An interpolated text in which the lines of a hole are indented as the hole is, and a line that contains only an empty hole is omitted.</summary>
[InterpolatedStringHandler]
internal readonly struct Template
{
    private readonly StringBuilder _text;

    /// <summary>A text whose literal parts have <paramref name="literalLength"/> characters.</summary>
    public Template(int literalLength, int formattedCount) => _text = new(literalLength + (formattedCount * 64));

    /// <summary>Appends a part between holes.</summary>
    public void AppendLiteral(string part) => _text.Append(part.ReplaceLineEndings("\n"));

    /// <summary>Appends a hole.</summary>
    public void AppendFormatted(string hole)
    {
        string line = _text.ToString()[(LastLineEnd() + 1)..];
        bool isIndentation = line.All(static c => c == ' ');
        if (hole.Length == 0 && isIndentation)
        {
            // The literal part that follows begins with the end of this line.
            _text.Length -= line.Length + (_text.Length > line.Length ? 1 : 0);
            return;
        }
        string indentation = isIndentation ? line : "";
        string[] lines = hole.ReplaceLineEndings("\n").Split('\n');
        _text.Length -= indentation.Length;
        _text.AppendJoin('\n', lines.Select(text => text.Length == 0 ? text : indentation + text));
    }

    /// <summary>Appends a number.</summary>
    public void AppendFormatted(int hole) => _text.Append(hole);

    /// <summary>The whole text.</summary>
    public override string ToString() => _text.ToString();

    private int LastLineEnd()
    {
        int i = _text.Length - 1;
        while (i >= 0 && _text[i] != '\n')
        {
            i--;
        }
        return i;
    }
}
