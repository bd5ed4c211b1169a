using System.Text;

namespace NnGenerator.Text;

/// <summary>Lines of source with indentation; always \n, so that the same network is the same text on every machine.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>Writes lines; each is indented, empty ones stay empty.</summary>
    public SourceWriter Line(string text = "")
    {
        for (int start = 0, end; start <= text.Length; start = end + 1)
        {
            end = text.IndexOf('\n', start) is var found and >= 0 ? found : text.Length;
            int trimmed = end;
            while (trimmed > start && text[trimmed - 1] is '\r' or ' ')
            {
                trimmed--;
            }
            if (trimmed > start)
            {
                _text.Append(' ', _depth * 4).Append(text, start, trimmed - start);
            }
            _text.Append('\n');
        }
        return this;
    }

    /// <summary>Writes a header and opens braces, closed when the result is disposed.</summary>
    public Block Open(string header, string end = "}")
    {
        Line(header).Line("{");
        _depth++;
        return new Block(this, end);
    }

    /// <summary>Indents what follows until the result is disposed.</summary>
    public Block Indent()
    {
        _depth++;
        return new Block(this, null);
    }

    public override string ToString() => _text.ToString();

    internal readonly struct Block(SourceWriter writer, string? end) : IDisposable
    {
        public void Dispose()
        {
            writer._depth--;
            if (end is not null)
            {
                writer.Line(end);
            }
        }
    }
}
