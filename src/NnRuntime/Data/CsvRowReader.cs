namespace NnGen.Data;

/// <summary>Reads the rows of a <see cref="CsvTable"/> as numbers; errors give the file, the line and the column.</summary>
internal sealed class CsvRowReader : IDisposable
{
    private readonly CsvRows _rows;
    private readonly CsvInput[] _inputs;
    private readonly int[] _targets, _keptIfMissing;
    private readonly (int Column, bool IsNumber)[] _skippedIfMissing;
    private readonly double[] _missingNumbers;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _missing;
    private readonly int[] _columns;
    private readonly bool _anyMissingTexts, _allNumbers;
    private readonly char _decimalSeparator;

    /// <summary>Creates a reader of rows that are open.</summary>
    public CsvRowReader(CsvRows rows, CsvOptions options, CsvInput[] inputs, int[] targets, CsvTargets kind)
    {
        (_rows, _inputs, _targets, _decimalSeparator) = (rows, inputs, targets, options.DecimalSeparator);
        _missing = options.MissingTexts.Select(static text => text.Trim()).ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _anyMissingTexts = _missing.Set.Count > 0;
        _missingNumbers = [.. _missing.Set.Select(text => DecimalText.TryParse(text, _decimalSeparator, out _, out double number) ? number : (double?)null).OfType<double>()];
        (_columns, _allNumbers) = ([.. inputs.Select(static input => input.Column)], !inputs.Any(static input => input.IsCategory) && _missingNumbers.Length == 0);
        _skippedIfMissing = [.. inputs.Where(static input => input.Missing.Kind == MissingValues.Kinds.SkipRow && input.Input is { MissingNumber: null, MissingCategory: null }).Select(static input => (input.Column, !input.IsCategory)),
            .. targets.Where(target => Missing(options, rows, target).Kind == MissingValues.Kinds.SkipRow).Select(target => (target, kind == CsvTargets.Numbers))];
        _keptIfMissing = [.. inputs.Where(input => input.Missing.Kind == MissingValues.Kinds.Reject && Missing(options, rows, input.Column).Kind == MissingValues.Kinds.SkipRow).Select(static input => input.Column)];
    }

    /// <summary>Gets the names of the columns.</summary>
    public string[] Names => _rows.Names;

    /// <summary>Gets the number of rows that were skipped because of a missing value.</summary>
    public long Skipped { get; private set; }

    /// <summary>Advances to the next row; returns false after the last.</summary>
    /// <exception cref="InvalidDataException">The row is malformed.</exception>
    public bool Read()
    {
        while (_rows.Read())
        {
            if (_skippedIfMissing.Length == 0 || !IsSkipped())
            {
                return true;
            }
            Skipped++;
        }
        return false;
    }

    /// <summary>Writes the inputs of the row.</summary>
    /// <param name="inputs">Receives the inputs of a sample.</param>
    /// <param name="exact">Receives the same values as doubles; empty if they are not needed.</param>
    /// <exception cref="InvalidDataException">A value is missing, not a number or not a known category.</exception>
    public void ReadInputs(Span<float> inputs, Span<double> exact)
    {
        if (!_allNumbers)
        {
            ReadMixed(inputs, exact);
            return;
        }
        for (int i = 0; i < _columns.Length; i++)
        {
            if (!DecimalText.TryParse(_rows.Field(_columns[i]), _decimalSeparator, out inputs[i], out double number))
            {
                number = ReadNumber(_inputs[i], out inputs[i]);
            }
            if (!exact.IsEmpty)
            {
                exact[i] = number;
            }
        }
    }

    /// <summary>Writes the targets of the row as numbers.</summary>
    /// <param name="targets">Receives a float for each target column.</param>
    /// <param name="exact">Receives the same values as doubles; empty if they are not needed.</param>
    /// <exception cref="InvalidDataException">A value is missing or not a number.</exception>
    public void ReadTargets(Span<float> targets, Span<double> exact)
    {
        for (int i = 0; i < _targets.Length; i++)
        {
            ReadOnlySpan<char> text = _rows.Field(_targets[i]);
            if (!DecimalText.TryParse(text, _decimalSeparator, out targets[i], out double number) || _missingNumbers.Contains(number))
            {
                throw Wrong(_targets[i], text, "target");
            }
            if (!exact.IsEmpty)
            {
                exact[i] = number;
            }
        }
    }

    /// <summary>Returns the name of the row's class.</summary>
    /// <exception cref="InvalidDataException">The class is missing.</exception>
    public ReadOnlySpan<char> ReadClass()
    {
        ReadOnlySpan<char> text = _rows.Field(_targets[0]);
        return IsMissing(text) ? throw _rows.Wrong(_targets[0], $"the class is missing{(text.IsEmpty ? "" : $" ({Excerpt.Quote(text)})")}; complete the row, or skip such rows with MissingValuesByColumn and MissingValues.SkipRow.") : text;
    }

    /// <summary>Returns the exception for an error in the target of the row.</summary>
    public InvalidDataException WrongTarget(string what) => _rows.Wrong(_targets[0], what);

    /// <summary>Returns the category in a column, to fit an encoding; empty if it is missing.</summary>
    public ReadOnlySpan<char> FittedCategory(CsvInput input) => _rows.Field(input.Column) is var text && IsMissing(text) ? default : text;

    /// <summary>Returns the number in a column, to fit the replacement for missing values; null if it is missing.</summary>
    public double? FittedNumber(CsvInput input)
    {
        ReadOnlySpan<char> text = _rows.Field(input.Column);
        return IsMissingNumber(text) ? null : DecimalText.TryParse(text, _decimalSeparator, out _, out double number) ? number : throw Wrong(input.Column, text, "value");
    }

    public void Dispose() => _rows.Dispose();

    private static MissingValues Missing(CsvOptions options, CsvRows rows, int column) =>
        options.MissingValuesByColumn.Where(pair => rows.Find(pair.Key) == column).Select(static pair => pair.Value).FirstOrDefault() ?? options.MissingValues;

    private bool IsSkipped()
    {
        foreach ((int column, bool isNumber) in _skippedIfMissing)
        {
            if (isNumber ? IsMissingNumber(_rows.Field(column)) : IsMissing(_rows.Field(column)))
            {
                return true;
            }
        }
        return false;
    }

    private bool IsMissing(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> trimmed = text.Trim();
        return trimmed.IsEmpty || (_anyMissingTexts && _missing.Contains(trimmed));
    }

    // Numbers are compared by their values: -999 is also written -999.0.
    private bool IsMissingNumber(ReadOnlySpan<char> text) =>
        IsMissing(text) || (_missingNumbers.Length > 0 && DecimalText.TryParse(text, _decimalSeparator, out _, out double number) && _missingNumbers.Contains(number));

    private void ReadMixed(Span<float> inputs, Span<double> exact)
    {
        int at = 0;
        foreach (CsvInput input in _inputs)
        {
            if (input.Input.Encoding is not { } encoding)
            {
                double number = ReadNumber(input, out inputs[at]);
                if (!exact.IsEmpty)
                {
                    exact[at] = number;
                }
                at++;
                continue;
            }
            Span<float> encoded = inputs.Slice(at, encoding.Length);
            ReadOnlySpan<char> text = Category(input);
            if (!encoding.Contains(text) && encoding.Contains(text.Trim()))
            {
                throw _rows.Wrong(input.Column, $"{Excerpt.Quote(text)} differs from the category {Excerpt.Quote(text.Trim())} only in spaces; set TrimSpaces to ignore them.");
            }
            if (!encoding.TryEncode(text, encoded))
            {
                throw _rows.Wrong(input.Column, encoding.Unknown(text));
            }
            for (int i = 0; i < encoded.Length && !exact.IsEmpty; i++)
            {
                exact[at + i] = encoded[i];
            }
            at += encoded.Length;
        }
    }

    private double ReadNumber(CsvInput input, out float value)
    {
        ReadOnlySpan<char> text = _rows.Field(input.Column);
        if (DecimalText.TryParse(text, _decimalSeparator, out value, out double number) && !_missingNumbers.Contains(number))
        {
            return number;
        }
        number = IsMissingNumber(text) && input.Input.MissingNumber is { } fill ? fill : throw Wrong(input.Column, text, "value");
        value = (float)number;
        return number;
    }

    private ReadOnlySpan<char> Category(CsvInput input)
    {
        ReadOnlySpan<char> text = _rows.Field(input.Column);
        return !IsMissing(text) ? text : input.Input.MissingCategory is { } fill ? fill : throw Wrong(input.Column, text, "category");
    }

    private InvalidDataException Wrong(int column, ReadOnlySpan<char> text, string kind) => _rows.Wrong(column, !(kind == "category" ? IsMissing(text) : IsMissingNumber(text))
        ? _rows.Names.Length == 1 && CsvSeparator.Advice(text, _rows.Separator) is { } advice ? $"{advice}." : DecimalText.Explain(text, _decimalSeparator, kind == "target")
        : $"the {kind} is missing{(text.IsEmpty ? "" : $" ({Excerpt.Quote(text)})")}; {(kind == "target" ? "skip such rows with MissingValuesByColumn and MissingValues.SkipRow." : _keptIfMissing.Contains(column) ? "LoadInputs skips no rows, so that predictions match the rows of the file: replace the value with MissingValues.Mean, Median or Constant, or leave out the column with IgnoreColumns."
            : "set MissingValues to handle it, or leave out the column with IgnoreColumns.")}");
}
