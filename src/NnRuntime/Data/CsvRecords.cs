namespace NnGen.Data;

/// <summary>A reason why a record cannot be read.</summary>
internal enum CsvFault
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>The text ends within a quoted field.</summary>
    QuoteNotClosed,

    /// <summary>Something other than a separator follows the closing quote of a field.</summary>
    TextAfterQuote,

    /// <summary>The record is longer than the limit.</summary>
    TooLong,
}

/// <summary>Splits a text with '\n' after each line into records and fields (RFC 4180): a field that begins with a quote ends at the next single quote,
/// and may contain separators, line ends, and quotes that are written twice.</summary>
/// <param name="text">The text.</param>
/// <param name="separator">The character between fields.</param>
/// <param name="comment">The first character of lines that are skipped; null for none.</param>
/// <param name="maxLength">Maximum number of characters in a record.</param>
internal sealed class CsvRecords(TextReader text, char separator, char? comment, int maxLength)
{
    private const int Buffer = 1 << 14;

    // Fields by their start and length in the buffer; the length is inverted if a quote is written twice.
    private (int Start, int Length)[] _fields = new (int, int)[16];
    private char[] _buffer = new char[Buffer], _unquoted = [];
    private int _start, _next, _end;
    private bool _isEnd;

    /// <summary>Gets the number of fields in the record.</summary>
    public int FieldCount { get; private set; }

    /// <summary>Gets the number of lines that were skipped as comments.</summary>
    public long Comments { get; private set; }

    /// <summary>Gets why the record could not be read. The field is the last one of the record.</summary>
    public CsvFault Fault { get; private set; }

    /// <summary>Gets the text of the record, with the end of its last line.</summary>
    public ReadOnlySpan<char> Record => _buffer.AsSpan(_start, _next - _start);

    /// <summary>Advances to the next record; returns false after the last, and where <see cref="Fault"/> tells why there is none.</summary>
    public bool Read()
    {
        _start = _next;
        SkipComments();
        if (_start == _end && !Fill())
        {
            FieldCount = 0;
            return false;
        }
        while (!IsComplete())
        {
            if (_end - _start > Math.Min((long)maxLength, Array.MaxLength - (2 * Buffer)) + Buffer)
            {
                Fault = CsvFault.TooLong;
            }
            if (Fault != CsvFault.None)
            {
                return false;
            }
            Fill();
        }
        if (_next - _start > maxLength && Record.TrimEnd('\n').Length > maxLength)
        {
            Fault = CsvFault.TooLong;
        }
        return Fault == CsvFault.None;
    }

    /// <summary>Returns the text of a field without its quotes. It is valid until the next call.</summary>
    public ReadOnlySpan<char> Field(int index)
    {
        (int start, int length) = _fields[index];
        return length >= 0 ? _buffer.AsSpan(start, length) : Unquoted(_buffer.AsSpan(start, ~length));
    }

    private void SkipComments()
    {
        while ((_start < _end || Fill()) && _buffer[_start] == comment)
        {
            int length;
            while ((length = _buffer.AsSpan(_start, _end - _start).IndexOf('\n')) < 0)
            {
                _start = _end;
                if (!Fill())
                {
                    Comments++;
                    _next = _start;
                    return;
                }
            }
            _start += length + 1;
            Comments++;
        }
        _next = _start;
    }

    // Adds characters after those of the record, which stay; returns false at the end of the text.
    private bool Fill()
    {
        if (_isEnd)
        {
            return false;
        }
        int kept = _end - _start;
        char[] source = _buffer;
        if (kept > _buffer.Length / 2)
        {
            _buffer = new char[(int)Math.Min(2L * _buffer.Length, Array.MaxLength)];
        }
        source.AsSpan(_start, kept).CopyTo(_buffer);
        (_start, _next, _end) = (0, 0, kept);
        int read = text.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _isEnd = read == 0;
        return read > 0;
    }

    // Finds the fields of the record; returns false if the buffer ends before the record, or there is a fault.
    private bool IsComplete()
    {
        FieldCount = 0;
        int position = _start;
        while (true)
        {
            int? end = position < _end && _buffer[position] == '"' ? Quoted(position + 1) : Plain(position);
            if (end is not { } at)
            {
                return false;
            }
            position = at + 1;
            if (at == _end || _buffer[at] == '\n')
            {
                _next = Math.Min(position, _end);
                return true;
            }
        }
    }

    // Both add a field and return the position after it; null if the buffer ends before.
    private int? Plain(int start)
    {
        int length = _buffer.AsSpan(start, _end - start).IndexOfAny(separator, '\n');
        if (length < 0)
        {
            if (!_isEnd)
            {
                return null;
            }
            length = _end - start;
        }
        Add(start, length);
        return start + length;
    }

    private int? Quoted(int start)
    {
        bool anyTwice = false;
        for (int position = start; ; position += 2)
        {
            int length = _buffer.AsSpan(position, _end - position).IndexOf('"');
            position += length;
            if (length < 0 || (position + 1 == _end && !_isEnd))
            {
                if (_isEnd)
                {
                    Add(start, 0);
                    Fault = CsvFault.QuoteNotClosed;
                }
                return null;
            }
            if (position + 1 < _end && _buffer[position + 1] == '"')
            {
                anyTwice = true;
                continue;
            }
            Add(start, anyTwice ? ~(position - start) : position - start);
            position++;
            if (position < _end && _buffer[position] != separator && _buffer[position] != '\n')
            {
                Fault = CsvFault.TextAfterQuote;
                return null;
            }
            return position;
        }
    }

    private void Add(int start, int length)
    {
        if (FieldCount == _fields.Length)
        {
            Array.Resize(ref _fields, 2 * FieldCount);
        }
        _fields[FieldCount++] = (start, length);
    }

    private ReadOnlySpan<char> Unquoted(ReadOnlySpan<char> field)
    {
        if (_unquoted.Length < field.Length)
        {
            _unquoted = new char[Math.Max(field.Length, 2 * _unquoted.Length)];
        }
        int length = 0;
        for (int i = 0; i < field.Length; i++)
        {
            _unquoted[length++] = field[i];
            i += field[i] == '"' ? 1 : 0;
        }
        return _unquoted.AsSpan(0, length);
    }
}
