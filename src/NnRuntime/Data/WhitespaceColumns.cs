namespace NnGen.Data;

/// <summary>Replaces the whitespace between columns with one tab, and removes it at the ends of a line.</summary>
internal sealed class WhitespaceColumns(char? comment)
{
    private bool _inQuotes, _inComment, _isDue, _atStart = true;

    // Whether the last character closed a quoted field; a quote that follows reopens it, since "" is an escaped quote.
    private bool _closed;

    /// <summary>Reads the characters from the second on, and writes the separated columns from the first on.</summary>
    /// <returns>Number of characters written.</returns>
    public int Separate(Span<char> text)
    {
        int to = 0;
        foreach (char c in text[1..])
        {
            if (c is ' ' or '\t' && !_inQuotes)
            {
                _isDue = !_atStart;
                continue;
            }
            if (c == '\n' && !_inQuotes)
            {
                (_isDue, _inComment, _atStart) = (false, false, true);
                text[to++] = c;
                continue;
            }
            bool beginsField = _isDue || _atStart;
            if (_isDue)
            {
                text[to++] = '\t';
            }
            _inComment |= _atStart && c == comment;
            (_isDue, _atStart) = (false, false);
            bool isQuote = c == '"' && !_inComment;
            bool wasInQuotes = _inQuotes;
            _inQuotes = isQuote ? !wasInQuotes && (beginsField || _closed) : wasInQuotes;
            _closed = isQuote && wasInQuotes;
            text[to++] = c;
        }
        return to;
    }
}
