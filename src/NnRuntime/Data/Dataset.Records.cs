namespace NnGen.Data;

/// <summary>Datasets from records, such as the objects of a program or the rows of a query.</summary>
public static class Dataset
{
    /// <summary>Samples with a class each, by name. Classes are numbered in the order of their names.</summary>
    /// <param name="records">The records, which are gone through once.</param>
    /// <param name="inputs">The inputs of a record, as many for each.</param>
    /// <param name="label">The name of its class.</param>
    /// <param name="like">Whose names the data have: those of the training data, a <see cref="Preprocessing"/> or a <see cref="DataSchema"/> written out. Classes then have its numbers. Null for none.</param>
    /// <exception cref="ArgumentException">There is no record, or one has another number of inputs, an input that is not finite, or no class or one that
    /// <paramref name="like"/> does not have; the message numbers it from 0.</exception>
    public static Dataset<int> Classification<TRecord>(IEnumerable<TRecord> records, Func<TRecord, float[]> inputs, Func<TRecord, string> label, ISchemaProvider? like = null)
    {
        ArgumentNullException.ThrowIfNull(label);
        List<string> labels = [];
        (float[] values, int length) = Read(records, inputs, (record, number) =>
            labels.Add(label(record) is { Length: > 0 } name ? name : throw new ArgumentException($"Record {number} has no class.", nameof(records))));
        IReadOnlyList<string> names = like is { Schema.ClassNames: { Count: > 0 } known } ? known : new ClassNumbers(labels).Names;
        Dictionary<string, int> numbers = names.Index().ToDictionary(static pair => pair.Item, static pair => pair.Index, StringComparer.Ordinal);
        int[] targets = new int[labels.Count];
        for (int i = 0; i < targets.Length; i++)
        {
            targets[i] = numbers.TryGetValue(labels[i], out int number)
                ? number
                : throw new ArgumentException($"Record {i} is of class {NameText.Quoted(labels[i])}, which is not among the {names.Count} classes that the data must have: {NameText.List(names)}; leave such records out, or train on data that have the class.", nameof(records));
        }
        return new Dataset<int>(values, targets, length) { Schema = new() { InputNames = like?.Schema.InputNames ?? [], ClassNames = names } };
    }

    /// <summary>Samples with a class each, by number.</summary>
    /// <param name="records">The records, which are gone through once.</param>
    /// <param name="inputs">The inputs of a record, as many for each.</param>
    /// <param name="target">The number of its class, from 0.</param>
    /// <param name="like">Whose names the data have: those of the training data, a <see cref="Preprocessing"/> or a <see cref="DataSchema"/> written out. Null for none.</param>
    /// <exception cref="ArgumentException">There is no record, or one has another number of inputs, an input that is not finite, or a class that is negative or that
    /// <paramref name="like"/> does not have; the message numbers it from 0.</exception>
    public static Dataset<int> Classification<TRecord>(IEnumerable<TRecord> records, Func<TRecord, float[]> inputs, Func<TRecord, int> target, ISchemaProvider? like = null)
    {
        ArgumentNullException.ThrowIfNull(target);
        List<int> targets = [];
        (float[] values, int length) = Read(records, inputs, (record, number) =>
            targets.Add(target(record) is >= 0 and var value ? value : throw new ArgumentException($"Record {number} is of class {target(record)}, but classes are numbered from 0.", nameof(records))));
        return new Dataset<int>(values, [.. targets], length) { Schema = new() { InputNames = like?.Schema.InputNames ?? [], ClassNames = like?.Schema.ClassNames ?? [] } };
    }

    /// <summary>Samples with a number to predict each.</summary>
    /// <param name="records">The records, which are gone through once.</param>
    /// <param name="inputs">The inputs of a record, as many for each.</param>
    /// <param name="target">Its target.</param>
    /// <param name="like">Whose names the data have: those of the training data, a <see cref="Preprocessing"/> or a <see cref="DataSchema"/> written out. Null for none.</param>
    /// <exception cref="ArgumentException">There is no record, or one has another number of inputs or a number that is not finite; the message numbers it from 0.</exception>
    public static Dataset<float> Regression<TRecord>(IEnumerable<TRecord> records, Func<TRecord, float[]> inputs, Func<TRecord, float> target, ISchemaProvider? like = null)
    {
        ArgumentNullException.ThrowIfNull(target);
        return Regression(records, inputs, record => [target(record)], like);
    }

    /// <summary>Samples with several numbers to predict each.</summary>
    /// <param name="records">The records, which are gone through once.</param>
    /// <param name="inputs">The inputs of a record, as many for each.</param>
    /// <param name="targets">Its targets, as many for each.</param>
    /// <param name="like">Whose names the data have: those of the training data, a <see cref="Preprocessing"/> or a <see cref="DataSchema"/> written out. Null for none.</param>
    /// <exception cref="ArgumentException">There is no record, or one has another number of inputs or targets, or a number that is not finite; the message numbers it from 0.</exception>
    public static Dataset<float> Regression<TRecord>(IEnumerable<TRecord> records, Func<TRecord, float[]> inputs, Func<TRecord, float[]> targets, ISchemaProvider? like = null)
    {
        ArgumentNullException.ThrowIfNull(targets);
        List<float> wanted = [];
        int targetLength = 0;
        (float[] values, int length) = Read(records, inputs, (record, number) => Add(targets(record), "target", number, wanted, ref targetLength));
        return new Dataset<float>(values, [.. wanted], length, targetLength) { Schema = new() { InputNames = like?.Schema.InputNames ?? [], TargetNames = like?.Schema.TargetNames ?? [] } };
    }

    private static (float[] Values, int Length) Read<TRecord>(IEnumerable<TRecord> records, Func<TRecord, float[]> inputs, Action<TRecord, int> addTarget)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(inputs);
        List<float> values = [];
        int length = 0, number = 0;
        foreach (TRecord record in records)
        {
            Add(inputs(record), "input", number, values, ref length);
            addTarget(record, number++);
        }
        return number > 0 ? ([.. values], length) : throw new ArgumentException("There is no record to make a dataset of.", nameof(records));
    }

    private static void Add(float[]? row, string kind, int number, List<float> values, ref int length)
    {
        if (row is not { Length: > 0 })
        {
            throw new ArgumentException($"Record {number} has no {kind}s, but every sample needs at least one.");
        }
        length = number == 0 ? row.Length : length;
        if (row.Length != length)
        {
            throw new ArgumentException($"Record {number} has {row.Length} {kind}s, but the records before it have {length}.");
        }
        int wrong = Array.FindIndex(row, static value => !float.IsFinite(value));
        if (wrong >= 0)
        {
            throw new ArgumentException($"Record {number}, {kind} {wrong}: {row[wrong]} is no finite number; leave such records out, or give a value for what is missing.");
        }
        values.AddRange(row);
    }
}
