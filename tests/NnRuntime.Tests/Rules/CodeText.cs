using System.Text;

namespace NnGen.Tests.Rules;

/// <summary>C# without comments and string literals. The lines keep their numbers, and the expressions of interpolated strings remain.</summary>
internal sealed class CodeText
{
    private readonly string _text;
    private readonly StringBuilder _code = new();

    private CodeText(string text) => _text = text;

    /// <summary>Returns the code of a source text.</summary>
    public static string Of(string text)
    {
        CodeText code = new(text);
        code.Code(0, isHole: false);
        return code._code.ToString();
    }

    // Copies code up to the end of the text, or up to the brace that closes the hole of a string, and returns the position after it.
    private int Code(int i, bool isHole)
    {
        for (int braces = 0; i < _text.Length;)
        {
            if (At(i, "//"))
            {
                i = EndOfLine(i);
            }
            else if (At(i, "/*"))
            {
                i = Skip(i, Found("*/", i + 2, 2));
            }
            else if (_text[i] == '\'' && i + 2 < _text.Length)
            {
                i = Found("'", i + (_text[i + 1] == '\\' ? 3 : 2), 1);
            }
            else if (StringStart(i) is var quote and >= 0)
            {
                i = String(i, quote);
            }
            else
            {
                char c = _text[i++];
                braces += c == '{' ? 1 : c == '}' ? -1 : 0;
                if (isHole && braces < 0)
                {
                    return i;
                }
                _code.Append(c);
            }
        }
        return i;
    }

    // Returns where the quotation mark of a literal is that starts here, after $ and @, or -1.
    private int StringStart(int i)
    {
        int quote = i;
        while (quote < _text.Length && _text[quote] is '$' or '@')
        {
            quote++;
        }
        return quote < _text.Length && _text[quote] == '"' ? quote : -1;
    }

    private int String(int i, int quote)
    {
        string prefix = _text[i..quote];
        int dollars = prefix.Count(static c => c == '$'), quotes = Run(quote, '"');
        bool isVerbatim = prefix.Contains('@'), isRaw = !isVerbatim && quotes >= 3;
        quotes = isRaw ? quotes : 1;
        _code.Append("\"\"");
        for (i = quote + quotes; i < _text.Length;)
        {
            if (_text[i] == '"' && Run(i, '"') is var run && (isRaw ? run >= quotes : !isVerbatim || run % 2 == 1))
            {
                return i + (isRaw || isVerbatim ? run : 1);
            }
            if (dollars > 0 && _text[i] == '{')
            {
                // In a raw string, as many braces as dollars open a hole; otherwise two of them are one character.
                int braces = Run(i, '{');
                bool opens = isRaw ? braces >= dollars : braces % 2 == 1;
                i = opens ? HoleEnd(Code(Skip(i, i + braces), isHole: true), isRaw ? dollars : 1) : i + braces;
            }
            else
            {
                i = _text[i] == '"' ? i + Run(i, '"') : Skip(i, i + (!isRaw && !isVerbatim && _text[i] == '\\' ? 2 : 1));
            }
        }
        return i;
    }

    // The names of two holes are not one name.
    private int HoleEnd(int i, int braces)
    {
        _code.Append(' ');
        return i + braces - 1;
    }

    // Skips text, of which the ends of lines remain.
    private int Skip(int from, int to)
    {
        to = Math.Min(to, _text.Length);
        _code.Append('\n', _text.AsSpan(from, to - from).Count('\n'));
        return to;
    }

    private bool At(int i, string token) => string.CompareOrdinal(_text, i, token, 0, token.Length) == 0;

    private int Found(string token, int from, int length) => from <= _text.Length && _text.IndexOf(token, from, StringComparison.Ordinal) is var at and >= 0 ? at + length : _text.Length;

    private int EndOfLine(int i) => Found("\n", i, 0);

    private int Run(int i, char c)
    {
        int end = i;
        while (end < _text.Length && _text[end] == c)
        {
            end++;
        }
        return end - i;
    }
}
