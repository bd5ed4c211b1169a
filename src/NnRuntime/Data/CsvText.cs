using System.Text;

namespace NnGen.Data;

/// <summary>Converts a CSV file to the text that <see cref="CsvRecords"/> expects: decoded, with '\n' after each line, without the lines before the header, and with one tab between columns that are separated by whitespace.</summary>
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

    /// <summary>Opens a file and skips the lines before its first row.</summary>
    /// <exception cref="InvalidDataException">The file has a different encoding than specified, or ends before its first row.</exception>
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
                    throw new InvalidDataException($"{path} has {Lines} lines, but SkipLines is {options.SkipLines}; check the path, or lower SkipLines.");
                }
            }
            Separator = options.SeparatedByWhitespace ? '\t' : FindDeclared(options.Separator) ?? options.Separator ?? CsvSeparator.Detect(_head.AsSpan(_headStart, _headEnd - _headStart), options);
        }
        catch
        {
            _stream.Dispose();
            throw;
        }
    }

    /// <summary>Gets the number of lines before the text.</summary>
    public int Lines { get; private set; }

    /// <summary>Gets the separator of columns in the text.</summary>
    public char Separator { get; }

    /// <summary>Gets the name of the file's encoding.</summary>
    public string EncodingName { get; }

    /// <summary>Gets the first bytes that are invalid in the encoding; empty if there are none. In the text they are replaced with <see cref="InvalidBytes.Mark"/>.</summary>
    public ReadOnlySpan<byte> Invalid => _invalid.First;

    /// <summary>Reads characters until the buffer is full or the file ends.</summary>
    public override int Read(char[] buffer, int index, int count)
    {
        if (_headStart == _headEnd && count < Small)
        {
            _head = _head.Length == 0 ? new char[Small] : _head;
            FillHead();   // where a surrogate pair might not fit
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

        // A pending separator needs space before the next character.
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

    // Every line ends with '\n', so that lines are counted as in editors, and a file with mixed line ends has no partial ones within values.
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

    // Skips one line; returns false at the end of the file.
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

    // "sep=;", as written and read by Excel.
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
            throw new InvalidDataException($"Line {Lines + 1} of {_path} declares the separator {Excerpt.Quote([separator])}, but Separator is {Excerpt.Quote([other])}; leave out Separator, or skip that line with SkipLines.");
        }
        if (char.IsLetterOrDigit(separator) || separator is '"' or '.' or '-' or '+' or >= (char)128)
        {
            throw new InvalidDataException($"Line {Lines + 1} of {_path} declares the separator {Excerpt.Quote([separator])}, which occurs in numbers and texts; skip that line with SkipLines, and set Separator.");
        }
        SkipLine();
        Lines++;
        return separator;
    }
}
