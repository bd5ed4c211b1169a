using System.Globalization;

namespace NnGen.Data;

/// <summary>Reads the rows of a CSV file as texts; errors give the file, the line and the column.</summary>
internal sealed class CsvRows : IDisposable
{
    private readonly string _path;
    private readonly CsvOptions _options;
    private readonly CsvText _text;
    private readonly CsvRecords _records;
    private long _nextLine, _commentsCounted;
    private readonly bool _trims;
    private bool _isAtFirst;

    /// <summary>Opens a file and reads the names of its columns.</summary>
    /// <exception cref="InvalidDataException">The file is empty, or its header is malformed.</exception>
    public CsvRows(string path, CsvOptions options)
    {
        options.Check();
        (_path, _options, _trims) = (path, options, options.TrimSpaces);
        _text = new CsvText(path, options);
        try
        {
            _nextLine = _text.Lines + 1;
            _records = new CsvRecords(_text, _text.Separator, options.Comment, options.MaxRowLength);
            if (!ReadRow())
            {
                throw new InvalidDataException($"{path} has no rows{(options.SkipLines > 0 ? $" after the {options.SkipLines} lines of SkipLines" : "")}.");
            }
            SeparatorAdvice = _records.FieldCount == 1 ? CsvSeparator.Advice(Field(0), _text.Separator) : null;
            HasHeader = options.HasHeader ?? true;
            Names = new string[_records.FieldCount];
            for (int column = 0; column < Names.Length; column++)
            {
                Names[column] = HasHeader ? Field(column).ToString() : column.ToString(CultureInfo.InvariantCulture);
            }
            if (options.ColumnNames.Count > 0)
            {
                Names = options.ColumnNames.Count == Names.Length
                    ? [.. options.ColumnNames]
                    : throw new InvalidDataException($"{path} has {Excerpt.Count(Names.Length, "column")}, but ColumnNames has {Excerpt.Count(options.ColumnNames.Count, "name")}. Is the separator {Excerpt.Quote([_text.Separator])} right?");
            }
            _isAtFirst = !HasHeader;
        }
        catch
        {
            _text.Dispose();
            throw;
        }
    }

    /// <summary>Gets the names of the columns, or their numbers in files without names.</summary>
    public string[] Names { get; }

    /// <summary>Gets whether the first row contains the names of the columns.</summary>
    public bool HasHeader { get; }

    /// <summary>Gets the separator.</summary>
    public char Separator => _text.Separator;

    /// <summary>Gets the advice if the first row is one column, probably because the separator is wrong; otherwise null.</summary>
    public string? SeparatorAdvice { get; }

    /// <summary>Gets the line of the file on which the row begins, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>Advances to the next row; returns false after the last.</summary>
    /// <exception cref="InvalidDataException">The row is malformed.</exception>
    public bool Read()
    {
        if (_isAtFirst)
        {
            _isAtFirst = false;
            return true;
        }
        if (!ReadRow())
        {
            return false;
        }
        return _records.FieldCount == Names.Length
            ? true
            : throw new InvalidDataException($"{_path}, line {Line}: {Excerpt.Count(_records.FieldCount, "column")}, but {(HasHeader ? "the header" : _options.ColumnNames.Count > 0 ? "ColumnNames" : "the first row")} has {Names.Length}; {(_records.FieldCount < Names.Length
                ? "complete the row, with empty fields for missing values, or remove it if it does not contain data"
                : $"quote values that contain the separator {Excerpt.Quote([Separator])}")}{(_options.Separator is null && !_options.SeparatedByWhitespace && CsvSeparator.Other(_records.Record, Separator, _options.DecimalSeparator) is { } other
                ? $"; or set Separator = {other} if it separates the columns" : "")}.");
    }

    /// <summary>Returns the text of a column.</summary>
    public ReadOnlySpan<char> Field(int column) => _trims ? _records.Field(column).Trim() : _records.Field(column);

    /// <summary>Returns the number of a column that is given by name or by number; -1 if there is none.</summary>
    public int Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        int column = Array.IndexOf(Names, name);
        if (column >= 0 && Array.IndexOf(Names, name, column + 1) is >= 0 and var second)
        {
            throw new InvalidDataException($"{_path} has the name {Excerpt.Quote(name)} for columns {column} and {second}; give the number of the intended column.");
        }
        return column >= 0 || (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out column) && column < Names.Length) ? column : -1;
    }

    /// <summary>Returns the number of a column that is given by name or by number.</summary>
    /// <param name="name">The column.</param>
    /// <param name="option">The option in which it is given.</param>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public int Column(string name, string option) => Find(name) is >= 0 and var column ? column : throw new ArgumentException($"{_path} has no column {Excerpt.Quote(name)}, which {option} names; it has {Columns()}{(SeparatorAdvice is { } advice ? $". Perhaps the separator is wrong: {advice}" : "")}.");

    /// <summary>Returns a list of the columns.</summary>
    public string Columns() => HasHeader || _options.ColumnNames.Count > 0 ? Excerpt.List(Names) : $"columns 0 to {Names.Length - 1}";

    /// <summary>Returns the exception for an error in a column of the row.</summary>
    public InvalidDataException Wrong(int column, string what) => new($"{_path}, line {Line}, column {Excerpt.List([Names[column]])}: {what}");

    public void Dispose() => _text.Dispose();

    // Advances to the next row that is not blank.
    private bool ReadRow()
    {
        ReadOnlySpan<char> row;
        do
        {
            Line = _nextLine;
            if (!_records.Read())
            {
                return _records.Fault == CsvFault.None ? false : throw Malformed(_records.Fault);
            }
            row = _records.Record;
            CountComments();
            _nextLine = Line + row.Count('\n');
            if (row.StartsWith('\uFEFF'))
            {
                throw new InvalidDataException($"{_path}, line {Line}: the line begins with a byte order mark, as where files were joined; remove it.");
            }
            if (!_text.Invalid.IsEmpty && row.Contains(InvalidBytes.Mark))
            {
                throw Invalid();
            }
        }
        while (_records.FieldCount == 1 && row.IsWhiteSpace());
        return true;
    }

    private void CountComments()
    {
        Line += _records.Comments - _commentsCounted;
        _commentsCounted = _records.Comments;
    }

    private InvalidDataException Invalid()
    {
        int column = 0;
        while (column < _records.FieldCount - 1 && !_records.Field(column).Contains(InvalidBytes.Mark))
        {
            column++;
        }
        string name = Names is { } names && column < names.Length ? Excerpt.List([names[column]]) : column.ToString(CultureInfo.InvariantCulture);
        string bytes = string.Join(' ', _text.Invalid.ToArray().Select(static value => value.ToString("X2", CultureInfo.InvariantCulture)));
        return new($"{_path}, line {Line}, column {name}: {Excerpt.Quote(_records.Field(column))} contains the bytes {bytes}, which are not valid {_text.EncodingName}; set CsvOptions.Encoding to the file's encoding, such as Encoding.Latin1.");
    }

    private InvalidDataException Malformed(CsvFault fault)
    {
        Line = _nextLine;
        CountComments();
        if (fault == CsvFault.TooLong)
        {
            return new($"{_path}, line {Line}: the row is longer than {_options.MaxRowLength} characters, perhaps because a quoted value is not closed; close it, or raise CsvOptions.MaxRowLength.");
        }
        int column = _records.FieldCount - 1;
        string name = Names is { } names && column < names.Length ? Excerpt.List([names[column]]) : column.ToString(CultureInfo.InvariantCulture);
        return new($"{_path}, line {Line}, column {name}: {(fault == CsvFault.QuoteNotClosed ? "a quoted value is not closed; add its closing quote, or write a quote within it twice" : "text follows the closing quote of a value; write a quote within a quoted value twice")}.");
    }
}
