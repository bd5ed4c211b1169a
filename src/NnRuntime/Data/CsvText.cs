using System.Text;

namespace NnRuntime.Data;

/// <summary>The text of a CSV file as the CSV library takes it: decoded, with '\n' after each line, without the lines before the header, and with one tab between columns that are separated by whitespace.</summary>
internal sealed class CsvText : TextReader
{
    private const int BufferSize = 1 << 15, Small = 16;

    private readonly string _path;
    private readonly Stream _stream;
    private readonly Decoder _decoder;
    private readonly InvalidBytes _invalid = new();
    private readonly WhitespaceColumns? _columns;
    private readonly byte[] _bytes = new byte[BufferSize];
    private char[] _head = new char[BufferSize / 2];
    private int _byteStart, _byteEnd, _headStart, _headEnd;
    private bool _endOfBytes, _endOfText, _afterReturn;

    /// <summary>Opens a file and skips what comes before its first row.</summary>
    /// <exception cref="InvalidDataException">The file has another encoding than was given, or ends before its first row.</exception>
    public CsvText(string path, CsvOptions options)
    {
        (_path, _columns, _stream) = (path, options.SeparatedByWhitespace ? new WhitespaceColumns(options.Comment) : null, Decompression.Open(path));
        try
        {
            FillBytes();
            Encoding encoding = (Encoding)FindEncoding(options.Encoding).Clone();
            encoding.DecoderFallback = _invalid;
            (_decoder, EncodingName) = (encoding.GetDecoder(), encoding.WebName);
            FillHead();
            for (; Lines < options.SkipLines; Lines++)
            {
                if (!SkipLine())
                {
                    throw new InvalidDataException($"{path} has {Lines} lines, but SkipLines is {options.SkipLines}; is that the right file?");
                }
            }
            Separator = options.SeparatedByWhitespace ? '\t' : FindDeclared(options.Separator) ?? options.Separator ?? Detect(options);
        }
        catch
        {
            _stream.Dispose();
            throw;
        }
    }

    /// <summary>Lines before the text.</summary>
    public int Lines { get; private set; }

    /// <summary>The separator of columns in the text.</summary>
    public char Separator { get; }

    /// <summary>The encoding of the file.</summary>
    public string EncodingName { get; }

    /// <summary>The first bytes that do not belong to the encoding; empty if there are none. The text has <see cref="InvalidBytes.Mark"/> in their place.</summary>
    public ReadOnlySpan<byte> Invalid => _invalid.First;

    /// <summary>Reads characters until the buffer is full or the file ends.</summary>
    public override int Read(char[] buffer, int index, int count)
    {
        if (_headStart == _headEnd && count < Small)
        {
            _head = _head.Length == 0 ? new char[Small] : _head;
            FillHead();   // where a character of two halves might not fit
        }
        if (_headStart < _headEnd)
        {
            int copied = Math.Min(count, _headEnd - _headStart);
            _head.AsSpan(_headStart, copied).CopyTo(buffer.AsSpan(index));
            _headStart += copied;
            return copied;
        }
        _head = [];
        return count < Small ? 0 : Fill(buffer.AsSpan(index, count));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stream.Dispose();
        }
        base.Dispose(disposing);
    }

    private int Fill(Span<char> buffer)
    {
        int filled = 0;

        // A separator that is due needs a place before the next character.
        int reserve = _columns is null ? 0 : 1;
        while (filled + reserve < buffer.Length && !_endOfText)
        {
            if (_byteStart == _byteEnd && !_endOfBytes)
            {
                FillBytes();
            }
            Span<char> free = buffer[(filled + reserve)..];
            if (free.Length < 2)
            {
                break;
            }
            _decoder.Convert(_bytes.AsSpan(_byteStart, _byteEnd - _byteStart), free, _endOfBytes, out int used, out int written, out bool completed);
            _byteStart += used;
            _endOfText = _endOfBytes && completed && _byteStart == _byteEnd;
            written = ReplaceReturns(free[..written]);
            filled += _columns?.Separate(buffer.Slice(filled, written + 1)) ?? written;
        }
        return filled;
    }

    private void FillBytes()
    {
        _byteStart = 0;
        _byteEnd = _stream.ReadAtLeast(_bytes, _bytes.Length, throwOnEndOfStream: false);
        _endOfBytes = _byteEnd < _bytes.Length;
    }

    // Every line ends with '\n', so that lines are counted as editors do and a file with mixed ends has no half of them within values.
    private int ReplaceReturns(Span<char> text)
    {
        if (!_afterReturn && !text.Contains('\r'))
        {
            return text.Length;
        }
        int to = 0, from = 0;
        while (from < text.Length)
        {
            if (_afterReturn && text[from] == '\n')
            {
                from++;
            }
            _afterReturn = false;
            ReadOnlySpan<char> rest = text[from..];
            int length = rest.IndexOf('\r');
            _afterReturn = length >= 0;
            length = _afterReturn ? length : rest.Length;
            rest[..length].CopyTo(text[to..]);
            (from, to) = (from + length, to + length);
            if (_afterReturn)
            {
                text[to++] = '\n';
                from++;
            }
        }
        return to;
    }

    private Encoding FindEncoding(Encoding? given)
    {
        ReadOnlySpan<byte> bytes = _bytes.AsSpan(0, _byteEnd);
        Encoding[] marked = [Encoding.UTF8, Encoding.UTF32, new UTF32Encoding(bigEndian: true, byteOrderMark: true), Encoding.Unicode, Encoding.BigEndianUnicode];
        foreach (Encoding encoding in marked)
        {
            if (bytes.StartsWith(encoding.Preamble))
            {
                _byteStart = encoding.Preamble.Length;
                return given is null || given.CodePage == encoding.CodePage
                    ? encoding
                    : throw new InvalidDataException($"{_path} begins with the byte order mark of {encoding.WebName}, but Encoding is {given.WebName}; leave Encoding out.");
            }
        }
        return given ?? Encoding.UTF8;
    }

    private void FillHead() => (_headStart, _headEnd) = (0, Fill(_head));

    // Goes past one line; false at the end of the file.
    private bool SkipLine()
    {
        while (_headStart < _headEnd)
        {
            int length = _head.AsSpan(_headStart, _headEnd - _headStart).IndexOf('\n');
            if (length >= 0)
            {
                _headStart += length + 1;
                if (_headStart == _headEnd)
                {
                    FillHead();
                }
                return true;
            }
            FillHead();
        }
        return false;
    }

    // "sep=;" as Excel writes and reads it.
    private char? FindDeclared(char? given)
    {
        ReadOnlySpan<char> head = _head.AsSpan(_headStart, _headEnd - _headStart);
        int length = head.IndexOf('\n');
        ReadOnlySpan<char> line = (length < 0 ? head : head[..length]).Trim('"');
        if (line.Length != 5 || !line.StartsWith("sep=", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }
        char separator = line[4];
        if (given is { } other && other != separator)
        {
            throw new InvalidDataException($"{_path} says in line {Lines + 1} that its separator is {DisplayText.Quote([separator])}, but Separator is {DisplayText.Quote([other])}; leave Separator out, or skip that line with SkipLines.");
        }
        if (char.IsLetterOrDigit(separator) || separator is '"' or '.' or '-' or '+' or >= (char)128)
        {
            throw new InvalidDataException($"{_path} says in line {Lines + 1} that its separator is {DisplayText.Quote([separator])}, which occurs in numbers and texts; skip that line with SkipLines, and set Separator.");
        }
        SkipLine();
        Lines++;
        return separator;
    }

    // What occurs most in the first row, outside of quotes.
    private char Detect(CsvOptions options)
    {
        ReadOnlySpan<char> candidates = options.DecimalSeparator == ',' ? [';', '\t', '|'] : [',', ';', '\t', '|'];
        Span<int> counts = stackalloc int[candidates.Length];
        bool quoted = false, inComment = false, atStart = true;
        foreach (char c in _head.AsSpan(_headStart, _headEnd - _headStart))
        {
            if (c == '\n' && !quoted)
            {
                if (counts.ContainsAnyExcept(0))
                {
                    break;
                }
                (inComment, atStart) = (false, true);
                continue;
            }
            inComment |= atStart && c == options.Comment;
            atStart = false;
            quoted ^= c == '"' && !inComment;
            if (!quoted && !inComment && candidates.IndexOf(c) is >= 0 and var candidate)
            {
                counts[candidate]++;
            }
        }
        int most = 0;
        for (int i = 1; i < counts.Length; i++)
        {
            most = counts[i] > counts[most] ? i : most;
        }
        return candidates[most];
    }

    /// <summary>Puts one tab in place of the whitespace between columns, and nothing in place of it at the ends of a line.</summary>
    private sealed class WhitespaceColumns(char? comment)
    {
        private bool _inQuotes, _inComment, _isDue, _atStart = true;

        // Whether the last character closed a quoted field; a quote that follows opens it again, since "" is a quote within it.
        private bool _closed;

        /// <summary>Separates the characters from the second on, and writes from the first on.</summary>
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
}

/// <summary>Marks bytes that do not belong to an encoding, and keeps the first of them.</summary>
internal sealed class InvalidBytes : DecoderFallback
{
    /// <summary>What the text has in their place: a code point that is not a character.</summary>
    public const char Mark = '\uFFFF';

    /// <summary>The first bytes; empty if there are none.</summary>
    public byte[] First { get; private set; } = [];

    public override int MaxCharCount => 1;

    public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer(this);

    private sealed class Buffer(InvalidBytes owner) : DecoderFallbackBuffer
    {
        private int _remaining;

        public override int Remaining => _remaining;

        public override bool Fallback(byte[] bytesUnknown, int index)
        {
            owner.First = owner.First.Length > 0 ? owner.First : [.. bytesUnknown];
            _remaining = 1;
            return true;
        }

        public override char GetNextChar()
        {
            char next = _remaining > 0 ? Mark : '\0';
            _remaining = 0;
            return next;
        }

        public override bool MovePrevious() => false;

        public override void Reset() => _remaining = 0;
    }
}
