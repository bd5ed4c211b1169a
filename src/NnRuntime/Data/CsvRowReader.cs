using System.Globalization;
using Sylvan.Data.Csv;

namespace NnRuntime.Data;

/// <summary>Reads a CSV file row by row, as numbers; errors name the file, the line and the column.</summary>
internal sealed class CsvRowReader : IDisposable
{
    private readonly string _path;
    private readonly StreamReader _text;
    private readonly CsvDataReader _reader;
    private readonly string[] _names;
    private readonly int[] _inputs, _targets;
    private readonly OneHotEncoding?[] _encodings;
    private readonly bool _hasHeader;
    private long _line;

    /// <summary>Opens a file and finds its columns.</summary>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    /// <exception cref="InvalidDataException">The header is malformed.</exception>
    public CsvRowReader(string path, CsvOptions options)
    {
        (_path, _hasHeader, _line) = (path, options.HasHeader, options.HasHeader ? 1 : 0);
        _text = new StreamReader(Decompression.Open(path));
        try
        {
            _reader = CsvDataReader.Create(_text, new CsvDataReaderOptions { HasHeaders = options.HasHeader, Delimiter = options.Separator });
            int columns = _reader.FieldCount;
            if (columns < 2)
            {
                throw new InvalidDataException($"{path} has {columns} column; a dataset needs at least one input and one target. Is the separator right?");
            }
            _names = [.. Enumerable.Range(0, columns).Select(column => options.HasHeader ? _reader.GetName(column) : column.ToString(CultureInfo.InvariantCulture))];
            _targets = options.TargetColumns.Count == 0 ? [columns - 1] : [.. options.TargetColumns.Select(Column)];
            _inputs = [.. Enumerable.Range(0, columns).Except(_targets)];
            Dictionary<int, OneHotEncoding> encodings = options.Encodings.ToDictionary(pair => Column(pair.Key), static pair => pair.Value);
            _encodings = [.. _inputs.Select(column => encodings.GetValueOrDefault(column))];
            InputLength = _encodings.Sum(static encoding => encoding?.Length ?? 1);
        }
        catch (Exception exception)
        {
            _text.Dispose();
            if (IsMalformed(exception))
            {
                throw Malformed(exception);
            }
            throw;
        }
    }

    /// <summary>Floats of one row.</summary>
    public int InputLength { get; }

    /// <summary>Number of target columns.</summary>
    public int TargetLength => _targets.Length;

    /// <summary>Goes to the next row; false behind the last.</summary>
    /// <exception cref="InvalidDataException">The row is malformed.</exception>
    public bool Read()
    {
        try
        {
            if (!_reader.Read())
            {
                return false;
            }
        }
        catch (Exception exception) when (IsMalformed(exception))
        {
            throw Malformed(exception);
        }
        bool isFirst = _line++ == (_hasHeader ? 1 : 0);
        return _reader.RowFieldCount == _names.Length
            ? true
            : throw new InvalidDataException($"{_path}, line {_line}: {_reader.RowFieldCount} columns, but {(isFirst && _hasHeader ? "the header" : "the lines before")} has {_names.Length}.");
    }

    /// <summary>Writes the inputs of the row.</summary>
    /// <param name="inputs">InputLength floats.</param>
    /// <exception cref="InvalidDataException">A value is missing, no number or no known category.</exception>
    public void ReadInputs(Span<float> inputs)
    {
        for (int i = 0, at = 0; i < _inputs.Length; i++)
        {
            if (_encodings[i] is not { } encoding)
            {
                inputs[at++] = Number(_inputs[i]);
                continue;
            }
            ReadOnlySpan<char> text = _reader.GetFieldSpan(_inputs[i]);
            if (text.IsEmpty || !encoding.TryEncode(text, inputs.Slice(at, encoding.Length)))
            {
                throw Wrong(_inputs[i], text.IsEmpty ? "the category is missing." : encoding.Unknown(text.ToString()));
            }
            at += encoding.Length;
        }
    }

    /// <summary>Writes the targets of the row as numbers.</summary>
    /// <param name="targets">TargetLength floats.</param>
    /// <exception cref="InvalidDataException">A value is missing or no number.</exception>
    public void ReadTargets(Span<float> targets)
    {
        for (int i = 0; i < _targets.Length; i++)
        {
            targets[i] = Number(_targets[i]);
        }
    }

    /// <summary>The class of the row by name.</summary>
    /// <exception cref="InvalidDataException">It is missing.</exception>
    public ReadOnlySpan<char> ReadClass() => _reader.GetFieldSpan(_targets[0]) is { IsEmpty: false } name ? name : throw Wrong(_targets[0], "the class is missing.");

    /// <summary>The text of a column of the row.</summary>
    public string ReadText(int column) => _reader.GetString(column);

    /// <summary>The number of a column, by name or by number.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public int Column(string name)
    {
        int column = Array.IndexOf(_names, name);
        return column >= 0 || (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out column) && column < _names.Length)
            ? column
            : throw new ArgumentException($"{_path} has no column '{name}'; it has {(_hasHeader ? string.Join(", ", _names) : $"columns 0 to {_names.Length - 1}")}.", nameof(name));
    }

    public void Dispose()
    {
        _reader.Dispose();
        _text.Dispose();
    }

    private float Number(int column)
    {
        ReadOnlySpan<char> text = _reader.GetFieldSpan(column);
        return DecimalText.TryParse(text, out float value)
            ? value
            : throw Wrong(column, text.IsEmpty ? "the value is missing." : $"'{text}' is no finite number.");
    }

    private InvalidDataException Wrong(int column, string what) => new($"{_path}, line {_line}, column {_names[column]}: {what}");

    private static bool IsMalformed(Exception exception) => exception is CsvFormatException or CsvRecordTooLargeException or CsvMissingHeadersException;

    private InvalidDataException Malformed(Exception exception) => new($"{_path}, behind line {_line}: {exception.Message}", exception);
}
