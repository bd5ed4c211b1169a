using NnGen.Data;

namespace NnGen.Tests;

/// <summary>Columns by name, data like the training data, missing values, and options that contradict each other.</summary>
public sealed class CsvLikeTests : IDisposable
{
    private const string Train = "id,size,color,kind\n1,10,red,cat\n2,20,blue,dog\n3,,red,eel\n4,60,red,eel\n";

    private static readonly CsvOptions s_options = new() { IgnoreColumns = ["id"], CategoryColumns = ["color"], MissingValues = MissingValues.Mean };

    private readonly string _folder = Directory.CreateTempSubdirectory("nngen-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Columns_and_classes_are_those_of_the_training_data()
    {
        Dataset<int> train = CsvFile.LoadClassification(Write(Train), s_options);
        Assert.Equal(["cat", "dog", "eel"], train.ClassNames);
        Assert.Equal([30, 0, 1], train.Input(2).ToArray());

        // A class is missing, the columns are in another order, and so are the samples.
        string path = Write("kind,color,size,id\neel,blue,,9\ndog,red,5,8\n");
        foreach (ISchemaProvider like in new ISchemaProvider[] { train, train.Schema, train.Subset([0]), CsvFile.StreamClassification(Write(Train), s_options), new Preprocessing { Schema = train.Schema } })
        {
            Dataset<int> test = CsvFile.LoadClassification(path, new CsvOptions { Like = like });
            Assert.Equal([2, 1], test.Targets.ToArray());
            Assert.Equal([30, 1, 0, 5, 0, 1], test.Inputs.ToArray());
            Assert.Equal(train.ClassNames, test.ClassNames);
            Assert.Equal(train.Schema.InputNames, test.Schema.InputNames);
            StreamedCsv<int> stream = CsvFile.StreamClassification(path, s_options with { Like = like });
            foreach (Batch<int> batch in stream.Read(new BatchReadOptions { BatchSize = 2, Shuffle = false }))
            {
                Assert.Equal([30, 1, 0, 5, 0, 1], batch.Inputs.ToArray());
                Assert.Equal([2, 1], batch.Targets.ToArray());
            }
            Assert.Equal([30, 1, 0, 5, 0, 1], CsvFile.LoadInputs(path, new CsvOptions { Like = like }).Inputs.ToArray());
        }
    }

    [Theory]
    [InlineData("id,color,kind\n1,red,cat\n", "has no column 'size', which the data of Like have; it has id, color, kind")]
    [InlineData("size,color,kind,weight\n1,red,cat,3\n", "has columns that the data of Like do not have: weight; leave them out with IgnoreColumns")]
    [InlineData("size,color,kind\n1,red,fox\n", "line 2, column kind: 'fox' is not among the 3 classes of the data of Like, cat, dog, eel")]
    [InlineData("size,color,kind\n1,pink,cat\n", "line 2, column color: 'pink' is not among the 2 categories blue, red")]
    [InlineData("size,color\n1,red\n", "has no column 'kind', which Like names as target; it has size, color. Read files without targets with CsvFile.LoadInputs")]
    public void What_the_training_data_did_not_have_is_named(string text, string message)
    {
        Dataset<int> train = CsvFile.LoadClassification(Write(Train), s_options);
        string path = Write(text);
        foreach (Func<object> read in new Func<object>[] { () => CsvFile.LoadClassification(path, new CsvOptions { Like = train }), () => CsvFile.StreamClassification(path, new CsvOptions { Like = train }).Read(new BatchReadOptions { BatchSize = 1 }).MoveNext() })
        {
            Exception error = Assert.ThrowsAny<Exception>(read);
            Assert.True(error is InvalidDataException or ArgumentException, error.ToString());
            Assert.Contains(path, error.Message, StringComparison.Ordinal);
            Assert.Contains(message, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_schema_of_names_alone_will_do()
    {
        DataSchema names = new() { InputNames = ["b", "a"], ClassNames = ["yes", "no"] };
        Dataset<int> data = CsvFile.LoadClassification(Write("a,b,y\n1,2,no\n"), new CsvOptions { Like = names });
        Assert.Equal([2, 1], data.Inputs.ToArray());
        Assert.Equal([1], data.Targets.ToArray());

        Preprocessing encoded = new() { Encodings = new Dictionary<string, OneHotEncoding> { ["c"] = new(["u", "v"]) }, Schema = new() { InputNames = ["c=u", "c=v", "a"], ClassNames = ["yes", "no"] } };
        Assert.Equal([0, 1, 1], CsvFile.LoadInputs(Write("a,c\n1,v\n"), new CsvOptions { Like = encoded }).Inputs.ToArray());
        Assert.Throws<ArgumentException>(() => CsvFile.LoadInputs(Write("a,c\n1,v\n"), new CsvOptions { Like = DataSchema.Empty }));
        Assert.Contains("LoadClassification", Assert.Throws<ArgumentException>(() => CsvFile.LoadRegression(Write("a,b,y\n1,2,3\n"), new CsvOptions { Like = names })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_values_are_filled_skipped_or_refused()
    {
        string path = Write("a,b,c,y\n1,1,u,1\n,2,v,2\n3,NA,v,3\n8,5,,4\n2,2,v,\n");
        CsvOptions options = new() { CategoryColumns = ["c"], MissingTexts = ["NA"], MissingValuesByColumn = new Dictionary<string, MissingValues> { ["y"] = MissingValues.SkipRow } };
        float[] Inputs(MissingValues missing) => CsvFile.LoadRegression(path, options with { MissingValues = missing }).Inputs.ToArray();

        // The last row is skipped for its target, and counts for no mean.
        Assert.Equal([1, 1, 1, 0, 4, 2, 0, 1, 3, 8f / 3, 0, 1, 8, 5, 0, 1], Inputs(MissingValues.Mean));
        Assert.Equal([1, 1, 1, 0, 3, 2, 0, 1, 3, 2, 0, 1, 8, 5, 0, 1], Inputs(MissingValues.Median));
        Assert.Equal([1, 1, 1, 0, 1, 2, 0, 1, 3, 1, 0, 1, 8, 5, 0, 1], Inputs(MissingValues.MostFrequent));
        Assert.Equal([1, 1, 1], Inputs(MissingValues.SkipRow));   // v occurs in no row that is left
        Assert.Contains("line 3, column a: the value is missing", Refused(() => Inputs(MissingValues.Reject)), StringComparison.Ordinal);
        Assert.Contains("line 5, column c: the category is missing", Refused(() => Inputs(MissingValues.Constant(-1))), StringComparison.Ordinal);

        CsvOptions each = options with
        {
            MissingValuesByColumn = new Dictionary<string, MissingValues>
            {
                ["a"] = MissingValues.Constant(-1),
                ["b"] = MissingValues.Mean,
                ["c"] = MissingValues.Constant("unknown"),
                ["y"] = MissingValues.SkipRow,
            },
        };
        Dataset<float> data = CsvFile.LoadRegression(path, each);
        Assert.Equal(["a", "b", "c=u", "c=unknown", "c=v"], data.Schema.InputNames);
        Assert.Equal([-1, 2, 0, 0, 1, 3, 8f / 3, 0, 0, 1, 8, 5, 0, 1, 0], data.Inputs[5..].ToArray());

        StreamedCsv<float> stream = CsvFile.StreamRegression(path, each);
        Assert.Equal(4, stream.Count);
        foreach (Batch<float> batch in stream.Read(new BatchReadOptions { BatchSize = 4, Shuffle = false }))
        {
            Assert.Equal(data.Inputs.ToArray(), batch.Inputs.ToArray());
        }
        Assert.Contains("is missing; skip such rows", Refused(() => CsvFile.LoadRegression(path, options with { MissingValues = MissingValues.Mean, MissingValuesByColumn = new Dictionary<string, MissingValues>() })), StringComparison.Ordinal);
        Assert.Contains("has only missing values", Refused(() => CsvFile.LoadRegression(Write("a,b,y\n,1,2\n"), new CsvOptions { MissingValues = MissingValues.Mean })), StringComparison.Ordinal);
        Assert.Contains("all of its 1 rows were skipped", Refused(() => CsvFile.LoadRegression(Write("a,b,y\n,1,2\n"), new CsvOptions { MissingValues = MissingValues.SkipRow })), StringComparison.Ordinal);
        Assert.Equal([5, 1, 5, 7], CsvFile.LoadInputs(Write("a,b\n-999,1\n5,7\n"), new CsvOptions { MissingTexts = ["-999"], MissingValues = MissingValues.Mean }).Inputs.ToArray());
    }

    [Fact]
    public void No_row_is_skipped_where_each_gets_a_prediction()
    {
        string path = Write("a,b\n1,2\n,3\n");
        Assert.Contains("line 3, column a: the value is missing", Refused(() => CsvFile.LoadInputs(path, new CsvOptions { MissingValues = MissingValues.SkipRow })), StringComparison.Ordinal);
        Dataset<float> train = CsvFile.LoadRegression(Write("a,b,y\n1,2,3\n,5,6\n"), new CsvOptions { MissingValues = MissingValues.SkipRow });
        Assert.Equal(1, train.Count);
        Assert.Contains("line 3, column a", Refused(() => CsvFile.LoadInputs(path, new CsvOptions { MissingValues = MissingValues.SkipRow, Like = train })), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_a_header_needs_names_to_be_like_one_with_a_header()
    {
        Dataset<float> train = CsvFile.LoadRegression(Write("a,b,y\n1,2,3\n"));
        string path = Write("4,5,6\n");
        Assert.Contains("Name the columns of a file without a header in ColumnNames", Refused(() => CsvFile.LoadRegression(path, new CsvOptions { HasHeader = false, Like = train, TargetColumns = ["2"] })), StringComparison.Ordinal);
        Assert.Equal([5, 4], CsvFile.LoadRegression(path, new CsvOptions { HasHeader = false, ColumnNames = ["b", "a", "y"], Like = train }).Inputs.ToArray());
        Dataset<float> bare = CsvFile.LoadRegression(path, new CsvOptions { HasHeader = false });
        Assert.Empty(bare.Schema.InputNames);
        Assert.Contains("set HasHeader = false if this file has none either", Refused(() => CsvFile.LoadRegression(Write("a,b,y\n1,2,3\n"), new CsvOptions { Like = bare, TargetColumns = ["y"] })), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(501)]
    [InlineData(1000)]
    public void The_median_of_a_stream_is_exact(int count)
    {
        Random random = new(count);
        StreamingMedian median = new();
        double[] values = [.. Enumerable.Range(0, count).Select(i => (i % 5) switch { 0 => 0, 1 => -random.NextDouble(), 2 => random.Next(10), 3 => random.NextDouble() * 1e300, _ => -1e-300 * random.NextDouble() })];
        for (int pass = 0; pass < StreamingMedian.Passes; pass++)
        {
            foreach (double value in values)
            {
                median.Add(value);
            }
            median.EndPass();
        }
        double[] ordered = [.. values.Order()];
        Assert.Equal((ordered[(count - 1) / 2] + ordered[count / 2]) / 2, median.Value, Math.Abs(median.Value) * 1e-15);
    }

    public static TheoryData<CsvOptions, string> Contradictions => new()
    {
        { new() { DecimalSeparator = ',', Separator = ',' }, "both ','" },
        { new() { Separator = ';', SeparatedByWhitespace = true }, "set one of them" },
        { new() { Comment = ';', Separator = ';' }, "another meaning" },
        { new() { ColumnNames = ["a", "b"] }, "set HasHeader = false" },
        { new() { HasHeader = false, ColumnNames = ["a", "b", "a"] }, "'a' twice" },
        { new() { TargetColumns = ["y"], IgnoreColumns = ["y"] }, "TargetColumns and IgnoreColumns both name y" },
        { new() { TargetColumns = ["y", "3"] }, "names a column twice: y, y" },
        { new() { IgnoreColumns = ["colour"] }, "has no column 'colour', which IgnoreColumns names; it has id, a, color, y" },
        { new() { CategoryColumns = ["colour"] }, "which CategoryColumns names" },
        { new() { TargetColumns = ["4"] }, "has no column '4'" },
        { new() { MissingValuesByColumn = new Dictionary<string, MissingValues> { ["age"] = MissingValues.Mean } }, "has no column 'age', which MissingValuesByColumn names" },
        { new() { IgnoreColumns = ["color"], CategoryColumns = ["color"] }, "CategoryColumns and IgnoreColumns both name color" },
        { new() { IgnoreColumns = ["color"], Encodings = new Dictionary<string, OneHotEncoding> { ["color"] = new(["red"]) } }, "Encodings and IgnoreColumns both name color" },
        { new() { CategoryColumns = ["color"], Encodings = new Dictionary<string, OneHotEncoding> { ["color"] = new(["red"]) } }, "Encodings and CategoryColumns both name color" },
        { new() { CategoryColumns = ["y"] }, "CategoryColumns is for inputs, but y is a target" },
        { new() { MissingValuesByColumn = new Dictionary<string, MissingValues> { ["y"] = MissingValues.Mean } }, "MissingValuesByColumn is for inputs, but y is a target" },
        { new() { MissingValuesByColumn = new Dictionary<string, MissingValues> { ["a"] = MissingValues.Constant("none") } }, "gives Constant('none') to column 'a', which holds numbers" },
        { new() { CategoryColumns = ["color"], MissingValuesByColumn = new Dictionary<string, MissingValues> { ["color"] = MissingValues.Constant(0) } }, "gives Constant(0) to column 'color', which holds categories" },
        { new() { Encodings = new Dictionary<string, OneHotEncoding> { ["color"] = new(["red"]) }, MissingValues = MissingValues.Constant("none") }, "become 'none', which is not among the categories" },
        { new() { HasHeader = false, ColumnNames = ["a", "b", "c"] }, "has 4 columns, but ColumnNames has 3 names" },
        { new() { SkipLines = 7 }, "has 2 lines, but SkipLines is 7" },
        { new() { Like = new DataSchema { InputNames = ["a"] }, TargetColumns = ["y"], IgnoreColumns = ["a"] }, "is an input of the data of Like, but ignored here" },
        { new() { Like = new DataSchema { InputNames = ["a"] }, CategoryColumns = ["a"], TargetColumns = ["y"] }, "holds categories here, but numbers in the data of Like" },
        { new() { Like = new DataSchema { InputNames = ["a"] }, TargetColumns = ["y"], MissingValues = MissingValues.Mean }, "the data of Like were read without such a value" },
    };

    [Theory]
    [MemberData(nameof(Contradictions))]
    public void Options_that_contradict_each_other_are_told(CsvOptions options, string message)
    {
        string path = Write("id,a,color,y\n1,2,red,3\n");
        Exception error = Assert.ThrowsAny<Exception>(() => CsvFile.LoadRegression(path, options));
        Assert.True(error is InvalidDataException or ArgumentException, error.ToString());
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ranges_are_checked_when_they_are_set()
    {
        foreach ((Func<object> set, string message) in new (Func<object>, string)[]
        {
            (static () => new CsvOptions { DecimalSeparator = ';' }, "DecimalSeparator is ';'"),
            (static () => new CsvOptions { Separator = 'x' }, "Separator is 'x', which occurs in numbers and texts"),
            (static () => new CsvOptions { Comment = '"' }, "Comment is '\"', which has another meaning"),
            (static () => new CsvOptions { SkipLines = -1 }, "SkipLines is -1, but it must be at least 0"),
            (static () => new CsvOptions { MaxRowLength = 0 }, "MaxRowLength is 0, but it must be at least 1"),
            (static () => new CsvOptions { ShuffleWindow = 0 }, "ShuffleWindow is 0, but it must be at least 1"),
            (static () => new Dataset<int>([], [], 0), "inputLength is 0, but it must be at least 1"),
            (static () => new Dataset<int>([], [], 1, -1), "targetLength is -1, but it must be at least 1"),
            (static () => new UnlabeledDataset([], 0), "inputLength is 0, but it must be at least 1"),
            (static () => new Dataset<int>([], [], 1).Prefetch(0), "batches is 0, but it must be at least 1"),
            (static () => default(Prediction).Top(0), "k is 0, but it must be at least 1"),
        })
        {
            Assert.StartsWith(message, Assert.ThrowsAny<ArgumentException>(() => { set(); }).Message, StringComparison.Ordinal);
        }
        Assert.StartsWith("size is 0, but", Assert.Throws<ArgumentOutOfRangeException>(static () => { new Dataset<int>([], [], 1).Batches(0); }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constants_are_checked()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => MissingValues.Constant(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(static () => MissingValues.Constant(1e39));
        Assert.Throws<ArgumentException>(static () => MissingValues.Constant(""));
        Assert.Throws<ArgumentException>(static () => new UnlabeledDataset(new float[3], 2));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new UnlabeledDataset(new float[4], 2).Input(2));
    }

    private static string Refused(Func<object> read) => Assert.Throws<InvalidDataException>(() => { read(); }).Message;

    private string Write(string text)
    {
        string path = Path.Combine(_folder, $"{Guid.NewGuid():N}.csv");
        File.WriteAllText(path, text);
        return path;
    }
}
