using System.Text;
using Microsoft.CodeAnalysis.Text;

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

    /// <summary>The text as a source file. A long one is never a single string: the heap of large objects, where that would be, is collected with all that the
    /// compiler keeps.</summary>
    public SourceText ToSourceText() => SourceText.From(new Reader(_text), _text.Length, Encoding.UTF8);

    private sealed class Reader(StringBuilder text) : TextReader
    {
        private int _position;

        public override int Peek() => _position < text.Length ? text[_position] : -1;

        public override int Read() => _position < text.Length ? text[_position++] : -1;

        public override int Read(char[] buffer, int index, int count)
        {
            int read = Math.Min(count, text.Length - _position);
            text.CopyTo(_position, buffer, index, read);
            _position += read;
            return read;
        }
    }

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
