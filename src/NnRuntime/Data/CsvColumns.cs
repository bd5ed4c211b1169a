using System.Globalization;

namespace NnGen.Data;

/// <summary>Specifies how the targets of a file are read.</summary>
internal enum CsvTargets
{
    /// <summary>The target is the name of a class.</summary>
    Class,

    /// <summary>The targets are numbers.</summary>
    Numbers,

    /// <summary>The targets are not read.</summary>
    None,
}

/// <summary>Represents an input column of a file: how it is read, and what must be fitted to it first.</summary>
/// <param name="Column">Number of the column in the file.</param>
/// <param name="Input">Name, encoding and replacement for missing values; the last two are null until they are fitted.</param>
/// <param name="IsCategory">Whether the column contains categories.</param>
/// <param name="Missing">How missing values are handled.</param>
internal sealed record CsvInput(int Column, InputColumn Input, bool IsCategory, MissingValues Missing)
{
    /// <summary>Gets whether the replacement for missing values must be fitted to the data.</summary>
    public bool FitsMissing => Missing.IsFitted && Input is { MissingNumber: null, MissingCategory: null };

    /// <summary>Gets whether the categories must be fitted to the data.</summary>
    public bool FitsCategories => IsCategory && Input.Encoding is null;
}

/// <summary>Finds the inputs and targets of a file among its columns, by the options or by the data that it must match. Contradictions are reported by name.</summary>
internal sealed class CsvColumns
{
    private readonly string _path;
    private readonly CsvRows _rows;
    private readonly CsvOptions _options;
    private readonly Dictionary<int, OneHotEncoding> _encodings;
    private readonly HashSet<int> _categories;
    private readonly Dictionary<int, MissingValues> _missing;

    /// <summary>Finds the columns.</summary>
    /// <exception cref="ArgumentException">A column does not exist, or options contradict each other.</exception>
    /// <exception cref="InvalidDataException">The header does not match the options.</exception>
    public CsvColumns(string path, CsvRows rows, CsvOptions options, CsvTargets kind)
    {
        (_path, _rows, _options) = (path, rows, options);
        DataSchema? like = options.Like?.Schema;
        InputColumn[] known = like is null ? [] : Known(like, options.Like);
        if (rows.SeparatorAdvice is { } advice && (kind != CsvTargets.None || known.Length > 1))
        {
            throw new InvalidDataException($"{path} has only one column: {advice}.");
        }
        Ignored = Ignore(like);
        _encodings = ByColumn(options.Encodings, nameof(options.Encodings), kind);
        _categories = [.. Find(options.CategoryColumns, nameof(options.CategoryColumns))];
        _missing = ByColumn(options.MissingValuesByColumn, nameof(options.MissingValuesByColumn), kind);
        Targets = FindTargets(like, known, kind);
        Inputs = known.Length > 0 ? [.. known.Select(FindLike)] : [.. Enumerable.Range(0, rows.Names.Length).Except(Targets).Except(Ignored).Select(FromOptions)];
        if (kind == CsvTargets.None)
        {
            // Rows are never skipped, so that every row gets its prediction.
            Inputs = [.. Inputs.Select(static input => input.Missing.Kind == MissingValues.Kinds.SkipRow ? input with { Missing = MissingValues.Reject } : input)];
        }
        CheckOptions();
        CsvHeader.Check(path, rows, options, Inputs, Targets, kind);
        if (known.Length > 0 && Enumerable.Range(0, rows.Names.Length).Except(Targets).Except(Ignored).Except(Inputs.Select(static input => input.Column)).ToArray() is { Length: > 0 } more)
        {
            // Without names, leaving out a column in the middle would move those after it.
            throw Wrong(rows.HasHeader || options.ColumnNames.Count > 0
                ? $"columns that the data of Like do not have: {List(more)}; leave them out with IgnoreColumns"
                : $"{rows.Names.Length} columns, of which the data of Like do not have {List(more)}: files without a header are matched by the numbers of their columns, so that one more at the beginning moves all others. "
                    + "Name the columns of both files in ColumnNames, or, if the last columns are the additional ones, leave them out with IgnoreColumns");
        }
        if (Inputs.Length == 0)
        {
            throw new InvalidDataException($"{path} has {rows.Names.Length} column{(rows.Names.Length == 1 ? "" : "s")} and no input among them. Is the separator {Excerpt.Quote([rows.Separator])} right? Set Separator, or SeparatedByWhitespace.");
        }
        Targets = kind == CsvTargets.None ? [] : Targets;
    }

    /// <summary>Gets the input columns in the order of the inputs.</summary>
    public CsvInput[] Inputs { get; }

    /// <summary>Gets the numbers of the target columns.</summary>
    public int[] Targets { get; }

    /// <summary>Gets the numbers of the columns that are not used.</summary>
    public int[] Ignored { get; }

    private int[] Ignore(DataSchema? like)
    {
        // Columns that the training data ignored may be present or absent.
        IEnumerable<int> known = like?.IgnoredColumns.Select(_rows.Find).Where(static column => column >= 0) ?? [];
        IEnumerable<string> named = _options.IgnoreColumns.Where(name => like?.IgnoredColumns.Contains(name) != true);
        return [.. Find(named, nameof(_options.IgnoreColumns)).Concat(known).Distinct()];
    }

    private int[] FindTargets(DataSchema? like, InputColumn[] known, CsvTargets kind)
    {
        string option = nameof(_options.TargetColumns);
        int[] targets;
        if (_options.TargetColumns.Count > 0 || like?.TargetNames.Count > 0)
        {
            IReadOnlyList<string> names = _options.TargetColumns.Count > 0 ? _options.TargetColumns : like!.TargetNames;
            if (kind == CsvTargets.Class && names.Count > 1)
            {
                throw Wrong($"one target column for a classification, but {names.Count} were named: {Excerpt.List(names)}; name one, or read the file with LoadRegression", "needs");
            }
            targets = kind == CsvTargets.None
                ? [.. names.Select(_rows.Find).Where(static column => column >= 0)]
                : [.. names.Select(name => _rows.Find(name) is >= 0 and var column ? column : throw new ArgumentException(
                    $"{_path} has no column {Excerpt.Quote(name)}, which {(_options.TargetColumns.Count > 0 ? option : nameof(_options.Like))} names as target; it has {_rows.Columns()}. Read files without targets with CsvFile.LoadInputs."))];
        }
        else if (kind == CsvTargets.None)
        {
            targets = [];
        }
        else if (known.Length > 0)
        {
            targets = [.. Enumerable.Range(0, _rows.Names.Length).Except(Ignored).Where(column => !known.Any(input => input.Name == _rows.Names[column]))];
            targets = targets.Length == 1 ? targets : throw Wrong($"{targets.Length} columns besides the inputs of Like: {List(targets)}; name the target in TargetColumns");
        }
        else
        {
            targets = Enumerable.Range(0, _rows.Names.Length).Except(Ignored).Order().TakeLast(1).ToArray();
        }
        if (targets.Length == 0 && kind != CsvTargets.None)
        {
            throw new InvalidDataException($"{_path} has no column left as target; leave out fewer columns with IgnoreColumns.");
        }
        return targets.Distinct().Count() == targets.Length ? targets : throw Contradiction($"{option} names a column twice: {List(targets)}");
    }

    private CsvInput FromOptions(int column)
    {
        bool isCategory = _categories.Contains(column) || _encodings.ContainsKey(column);
        MissingValues missing = _missing.GetValueOrDefault(column) ?? Suitable(_options.MissingValues, isCategory);
        if (Suitable(missing, isCategory) != missing)
        {
            throw Contradiction($"MissingValuesByColumn gives {missing} to column {Name(column)}, which holds {(isCategory ? "categories" : "numbers")}");
        }
        InputColumn input = new()
        {
            Name = _rows.Names[column],
            Encoding = _encodings.GetValueOrDefault(column),
            MissingNumber = missing.Kind == MissingValues.Kinds.Number ? missing.Number : null,
            MissingCategory = missing.Kind == MissingValues.Kinds.Category ? missing.CategoryName : null,
        };
        return input.Encoding is { } encoding && input.MissingCategory is { } category && !encoding.Contains(category)
            ? throw Contradiction($"missing values of column {Name(column)} become {Excerpt.Quote(category)}, which is not among the categories of its encoding, {Excerpt.List(encoding.Categories)}")
            : new CsvInput(column, input, isCategory, missing);
    }

    // A number cannot replace a category, and a category cannot replace a number; a setting for all columns applies to those of the matching kind.
    private static MissingValues Suitable(MissingValues missing, bool isCategory) => missing.Kind switch
    {
        MissingValues.Kinds.Number when isCategory => MissingValues.Reject,
        MissingValues.Kinds.Category when !isCategory => MissingValues.Reject,
        _ => missing,
    };

    private CsvInput FindLike(InputColumn like)
    {
        int column = Array.IndexOf(_rows.Names, like.Name);
        if (column < 0)
        {
            bool isNumber = int.TryParse(like.Name, NumberStyles.None, CultureInfo.InvariantCulture, out _);
            throw Wrong($"no column {Excerpt.Quote(like.Name)}, which the data of Like have; it has {_rows.Columns()}{(isNumber && _rows.HasHeader ? ". The data of Like have no header; set HasHeader = false if this file has none either" : !_rows.HasHeader ? ". Name the columns of a file without a header in ColumnNames" : "")}");
        }
        if (Ignored.Contains(column) || Targets.Contains(column))
        {
            throw Contradiction($"column {Name(column)} is an input of the data of Like, but {(Ignored.Contains(column) ? "ignored" : "a target")} here");
        }
        bool isCategory = like.Encoding is not null;
        if ((_categories.Contains(column) || _encodings.ContainsKey(column)) && !isCategory)
        {
            throw Contradiction($"column {Name(column)} holds categories here, but numbers in the data of Like");
        }
        if (_encodings.TryGetValue(column, out OneHotEncoding? encoding) && !encoding.Categories.SequenceEqual(like.Encoding!.Categories))
        {
            throw Contradiction($"column {Name(column)} has the categories {Excerpt.List(encoding.Categories)} in Encodings, but {Excerpt.List(like.Encoding.Categories)} in the data of Like; leave it out of Encodings");
        }
        MissingValues missing = _missing.GetValueOrDefault(column) ?? Suitable(_options.MissingValues, isCategory);
        bool isKnown = like.MissingNumber is not null || like.MissingCategory is not null;
        if (!isKnown && missing.Kind is not (MissingValues.Kinds.Reject or MissingValues.Kinds.SkipRow))
        {
            throw Contradiction($"missing values of column {Name(column)} should become {missing}, but the data of Like were read without such a value; read those with the same MissingValues");
        }
        if (isKnown && ((missing.Kind == MissingValues.Kinds.Number && missing.Number != like.MissingNumber) || (missing.Kind == MissingValues.Kinds.Category && missing.CategoryName != like.MissingCategory)))
        {
            throw Contradiction($"missing values of column {Name(column)} should become {missing}, but are {like.MissingCategory ?? like.MissingNumber?.ToString(CultureInfo.InvariantCulture)} in the data of Like");
        }
        return new CsvInput(column, like, isCategory, missing);
    }

    private void CheckOptions()
    {
        foreach ((string option, IEnumerable<int> columns) in new (string, IEnumerable<int>)[]
        {
            (nameof(_options.Encodings), _encodings.Keys), (nameof(_options.CategoryColumns), _categories),
            (nameof(_options.MissingValuesByColumn), _missing.Where(pair => !Targets.Contains(pair.Key) || pair.Value.Kind is not (MissingValues.Kinds.Reject or MissingValues.Kinds.SkipRow)).Select(static pair => pair.Key)),
            (nameof(_options.TargetColumns), _options.TargetColumns.Count > 0 ? Targets : []),
        })
        {
            int[] ignored = [.. columns.Intersect(Ignored)], targets = option == nameof(_options.TargetColumns) ? [] : [.. columns.Intersect(Targets)];
            if (ignored.Length > 0)
            {
                throw Contradiction($"{option} and IgnoreColumns both name {List(ignored)}");
            }
            if (targets.Length > 0)
            {
                throw Contradiction($"{option} is for inputs, but {List(targets)} is a target");
            }
        }
        if (_options.Like is null && _categories.Intersect(_encodings.Keys).ToArray() is { Length: > 0 } both)
        {
            throw Contradiction($"Encodings and CategoryColumns both name {List(both)}");
        }
    }

    // The columns of a schema; for a schema with inputs only, the columns with the same names.
    private InputColumn[] Known(DataSchema like, ISchemaProvider? provider)
    {
        if (like.InputColumns.Count > 0)
        {
            return [.. like.InputColumns];
        }
        IReadOnlyDictionary<string, OneHotEncoding> encodings = (provider as Preprocessing)?.Encodings ?? _options.Encodings;
        List<InputColumn> columns = [];
        for (int i = 0; i < like.InputNames.Count;)
        {
            InputColumn column = encodings.Select(static pair => new InputColumn { Name = pair.Key, Encoding = pair.Value })
                .FirstOrDefault(column => column.InputNames.SequenceEqual(like.InputNames.Skip(i).Take(column.Encoding!.Length))) ?? new InputColumn { Name = like.InputNames[i] };
            columns.Add(column);
            i += column.Encoding?.Length ?? 1;
        }
        return columns.Count > 0 || like.ClassNames.Count > 0
            ? [.. columns]
            : throw new ArgumentException($"{_path} should be read like data that have no names of columns or classes; set Like to data read from a file with a header, or leave it out.");
    }

    private Dictionary<int, T> ByColumn<T>(IReadOnlyDictionary<string, T> options, string option, CsvTargets kind)
    {
        Dictionary<int, T> result = [];
        foreach ((string name, T value) in options)
        {
            if (kind == CsvTargets.None && _options.TargetColumns.Contains(name) && _rows.Find(name) < 0)
            {
                continue;   // the target, which a file for predictions does not have
            }
            if (!result.TryAdd(_rows.Column(name, option), value))
            {
                throw Contradiction($"{option} names column {Name(_rows.Column(name, option))} twice");
            }
        }
        return result;
    }

    private IEnumerable<int> Find(IEnumerable<string> names, string option) => names.Select(name => _rows.Column(name, option)).Distinct();

    private string Name(int column) => Excerpt.Quote(_rows.Names[column]);

    private string List(IEnumerable<int> columns) => Excerpt.List(columns.Select(column => _rows.Names[column] is { Length: > 0 } name ? name : $"{column} (without a name)"));

    private InvalidDataException Wrong(string what, string verb = "has") => new($"{_path} {verb} {what}.");

    private ArgumentException Contradiction(string what) => new($"{_path}: {what}.");
}
