using System.Runtime.CompilerServices;

namespace NnGen.Data;

/// <summary>Creates datasets from records, such as objects of a program or rows of a query.</summary>
/// <remarks>The inputs of a record are an array of doubles, such as <c>record => [record.Time, record.Size]</c>, or of floats. If floats are too coarse for a column of doubles, such as times in
/// seconds since 1970, the doubles are kept until they are normalized, as with CSV files.</remarks>
public static partial class Dataset
{
    /// <summary>Creates a dataset of samples with one class each, given by name. Classes are numbered in the order of their names.</summary>
    /// <param name="records">The records, which are enumerated once.</param>
    /// <param name="inputs">Returns the inputs of a record, the same number for each.</param>
    /// <param name="label">Returns the name of a record's class.</param>
    /// <param name="like">The training data, a <see cref="Preprocessing"/> or a <see cref="DataSchema"/> whose names and class numbers the dataset takes over; null if there is none.</param>
    /// <exception cref="ArgumentException">There are no records; or a record has a different number of inputs, an input that is not finite as a float, no class, or a class that
    /// <paramref name="like"/> does not contain. The message gives the number of the record, from 0.</exception>
    [OverloadResolutionPriority(1)]
    public static Dataset<int> Classification<TRecord>(IEnumerable<TRecord> records, Func<TRecord, double[]> inputs, Func<TRecord, string> label, ISchemaProvider? like = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return Labeled(records, (record, rows) => rows.Add(inputs(record)), label, like);
    }

    /// <inheritdoc cref="Classification{TRecord}(IEnumerable{TRecord}, Func{TRecord, double[]}, Func{TRecord, string}, ISchemaProvider?)"/>
    public static Dataset<int> Classification<TRecord>(IEnumerable<TRecord> records, Func<TRecord, float[]> inputs, Func<TRecord, string> label, ISchemaProvider? like = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return Labeled(records, (record, rows) => rows.Add(inputs(record)), label, like);
    }

    /// <summary>Creates a dataset of samples with one class each, given by number.</summary>
    /// <param name="records">The records, which are enumerated once.</param>
    /// <param name="inputs">Returns the inputs of a record, the same number for each.</param>
    /// <param name="target">Returns the number of a record's class, from 0.</param>
    /// <param name="like">The training data, a <see cref="Preprocessing"/> or a <see cref="DataSchema"/> whose names the dataset takes over; null if there is none.</param>
    /// <exception cref="ArgumentException">There are no records; or a record has a different number of inputs, an input that is not finite as a float, or a class that is negative or
    /// not contained in <paramref name="like"/>. The message gives the number of the record, from 0.</exception>
    [OverloadResolutionPriority(1)]
    public static Dataset<int> Classification<TRecord>(IEnumerable<TRecord> records, Func<TRecord, double[]> inputs, Func<TRecord, int> target, ISchemaProvider? like = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return Numbered(records, (record, rows) => rows.Add(inputs(record)), target, like);
    }

    /// <inheritdoc cref="Classification{TRecord}(IEnumerable{TRecord}, Func{TRecord, double[]}, Func{TRecord, int}, ISchemaProvider?)"/>
    public static Dataset<int> Classification<TRecord>(IEnumerable<TRecord> records, Func<TRecord, float[]> inputs, Func<TRecord, int> target, ISchemaProvider? like = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return Numbered(records, (record, rows) => rows.Add(inputs(record)), target, like);
    }

    /// <summary>Creates a dataset of samples with one number to predict each.</summary>
    /// <param name="records">The records, which are enumerated once.</param>
    /// <param name="inputs">Returns the inputs of a record, the same number for each.</param>
    /// <param name="target">Returns the target of a record.</param>
    /// <param name="like">The training data, a <see cref="Preprocessing"/> or a <see cref="DataSchema"/> whose names the dataset takes over; null if there is none.</param>
    /// <exception cref="ArgumentException">There are no records; or a record has a different number of inputs, or a number that is not finite as a float. The message gives the number of the record, from 0.</exception>
    [OverloadResolutionPriority(1)]
    public static Dataset<float> Regression<TRecord>(IEnumerable<TRecord> records, Func<TRecord, double[]> inputs, Func<TRecord, double> target, ISchemaProvider? like = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(target);
        return Valued(records, (record, rows) => rows.Add(inputs(record)), (record, rows) => rows.Add(target(record)), like);
    }

    /// <inheritdoc cref="Regression{TRecord}(IEnumerable{TRecord}, Func{TRecord, double[]}, Func{TRecord, double}, ISchemaProvider?)"/>
    public static Dataset<float> Regression<TRecord>(IEnumerable<TRecord> records, Func<TRecord, float[]> inputs, Func<TRecord, float> target, ISchemaProvider? like = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(target);
        return Valued(records, (record, rows) => rows.Add(inputs(record)), (record, rows) => rows.Add(target(record)), like);
    }

    /// <summary>Creates a dataset of samples with several numbers to predict each.</summary>
    /// <param name="records">The records, which are enumerated once.</param>
    /// <param name="inputs">Returns the inputs of a record, the same number for each.</param>
    /// <param name="targets">Returns the targets of a record, the same number for each.</param>
    /// <param name="like">The training data, a <see cref="Preprocessing"/> or a <see cref="DataSchema"/> whose names the dataset takes over; null if there is none.</param>
    /// <exception cref="ArgumentException">There are no records; or a record has a different number of inputs or targets, or a number that is not finite as a float. The message gives the number of the record, from 0.</exception>
    [OverloadResolutionPriority(1)]
    public static Dataset<float> Regression<TRecord>(IEnumerable<TRecord> records, Func<TRecord, double[]> inputs, Func<TRecord, double[]> targets, ISchemaProvider? like = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        return Valued(records, (record, rows) => rows.Add(inputs(record)), (record, rows) => rows.Add(targets(record)), like);
    }

    /// <inheritdoc cref="Regression{TRecord}(IEnumerable{TRecord}, Func{TRecord, double[]}, Func{TRecord, double[]}, ISchemaProvider?)"/>
    public static Dataset<float> Regression<TRecord>(IEnumerable<TRecord> records, Func<TRecord, float[]> inputs, Func<TRecord, float[]> targets, ISchemaProvider? like = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        return Valued(records, (record, rows) => rows.Add(inputs(record)), (record, rows) => rows.Add(targets(record)), like);
    }

    private static Dataset<int> Labeled<TRecord>(IEnumerable<TRecord> records, Action<TRecord, RecordRows> addInputs, Func<TRecord, string> label, ISchemaProvider? like)
    {
        ArgumentNullException.ThrowIfNull(label);
        List<string> labels = [];
        RecordRows rows = Read(records, addInputs, (record, number) =>
            labels.Add(label(record) is { Length: > 0 } name ? name : throw new ArgumentException($"Record {number} has no class.", nameof(records))));
        if (ClassNumbers.Twice(labels) is { } twice)
        {
            throw new ArgumentException($"The classes {twice}", nameof(records));
        }
        IReadOnlyList<string> names = like is { Schema.ClassNames: { Count: > 0 } known } ? known : new ClassNumbers(labels).Names;
        Dictionary<string, int> numbers = names.Index().ToDictionary(static pair => pair.Item, static pair => pair.Index, StringComparer.Ordinal);
        int[] targets = new int[labels.Count];
        for (int i = 0; i < targets.Length; i++)
        {
            targets[i] = numbers.TryGetValue(labels[i], out int number)
                ? number
                : throw new ArgumentException($"Record {i} is of class {Excerpt.Quote(labels[i])}, which is not among the {names.Count} classes that the data must have: {Excerpt.List(names)}; leave out such records, or train on data with that class.", nameof(records));
        }
        return Named(new Dataset<int>(rows.ToArray(), targets, rows.Length) { ExactInputs = rows.Exact() }, new() { InputNames = like?.Schema.InputNames ?? [], ClassNames = names }, nameof(like));
    }

    private static Dataset<int> Numbered<TRecord>(IEnumerable<TRecord> records, Action<TRecord, RecordRows> addInputs, Func<TRecord, int> target, ISchemaProvider? like)
    {
        ArgumentNullException.ThrowIfNull(target);
        List<int> targets = [];
        RecordRows rows = Read(records, addInputs, (record, number) =>
            targets.Add(target(record) is >= 0 and var value ? value : throw new ArgumentException($"Record {number} is of class {target(record)}, but classes are numbered from 0.", nameof(records))));
        return Named(new Dataset<int>(rows.ToArray(), [.. targets], rows.Length) { ExactInputs = rows.Exact() }, new() { InputNames = like?.Schema.InputNames ?? [], ClassNames = like?.Schema.ClassNames ?? [] }, nameof(like));
    }

    private static Dataset<float> Valued<TRecord>(IEnumerable<TRecord> records, Action<TRecord, RecordRows> addInputs, Action<TRecord, RecordRows> addTargets, ISchemaProvider? like)
    {
        RecordRows targets = new("target");
        RecordRows rows = Read(records, addInputs, (record, _) => addTargets(record, targets));
        Dataset<float> data = new(rows.ToArray(), targets.ToArray(), rows.Length, targets.Length) { ExactInputs = rows.Exact(), ExactTargets = targets.Exact() };
        return Named(data, new() { InputNames = like?.Schema.InputNames ?? [], TargetNames = like?.Schema.TargetNames ?? [] }, nameof(like));
    }

    private static Dataset<TTarget> Named<TTarget>(Dataset<TTarget> data, DataSchema schema, string parameter)
        where TTarget : unmanaged
    {
        data.SetSchema(schema, parameter);
        return data;
    }

    private static RecordRows Read<TRecord>(IEnumerable<TRecord> records, Action<TRecord, RecordRows> addInputs, Action<TRecord, int> addTarget)
    {
        ArgumentNullException.ThrowIfNull(records);
        RecordRows rows = new("input");
        int number = 0;
        foreach (TRecord record in records)
        {
            addInputs(record, rows);
            addTarget(record, number++);
        }
        return number > 0 ? rows : throw new ArgumentException("There are no records; pass at least one.", nameof(records));
    }
}
