using System.Globalization;
using NnGen.CompilerServices;
using NnGen.Data;
using NnGen.Training;

namespace NnGen.IntegrationTests;

[Network(4)]
[Dense(3), Softmax]
internal sealed partial class FourToThree;

/// <summary>A run continues with the same data only, wherever they come from.</summary>
public sealed class ResumedDataTests : IDisposable
{
    private const int Count = 40;

    private static readonly CsvOptions s_options = new() { TargetColumns = ["class"], IgnoreColumns = ["unused"] };

    private static readonly ImageShape s_square = new(1, 2, 2);

    private readonly string _folder = Directory.CreateTempSubdirectory("nngen-").FullName;

    private string Csv => Path.Combine(_folder, "data.csv");

    private FitOptions Options => new() { Epochs = 2, BatchSize = 16, Progress = TrainingProgress.Silent, Checkpoint = new Checkpoint(Path.Combine(_folder, "run.ckpt")) { Resume = true } };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_stream_with_another_value()
    {
        Write(0);
        Run(Stream());
        Write(1);
        Assert.Contains("checksum", Refused(Stream()), StringComparison.Ordinal);
        Assert.Contains("checksum", Refused(Stream().Prefetch()), StringComparison.Ordinal);
        Write(0);
        Continues(Stream());
    }

    // As on another machine, or after a restored backup.
    [Fact]
    public void A_copy_of_the_file_is_the_same_data()
    {
        Write(0);
        Run(Stream());
        File.SetLastWriteTimeUtc(Csv, DateTime.UtcNow.AddDays(-1));
        Continues(Stream());
    }

    [Fact]
    public void A_stream_with_other_columns()
    {
        Write(0);
        Run(Stream());
        Assert.Contains("input names: a, b, c, d in the file, a, b, c, unused here", Refused(Stream(s_options with { IgnoreColumns = ["d"] })), StringComparison.Ordinal);
        Assert.Contains("columns 0, 1, 2, 3, target columns 5", Refused(Stream(s_options with { IgnoreColumns = ["d"] })), StringComparison.Ordinal);
    }

    public static TheoryData<string> Readings => ["missing", "text", "decimal", "skip", "comment", "encoding", "trim"];

    [Theory]
    [MemberData(nameof(Readings))]
    public void A_stream_that_is_read_in_another_way(string how)
    {
        Write(0, missing: true);
        CsvOptions options = s_options with { MissingValues = MissingValues.Constant(1) };
        Run(Stream(options));
        (CsvOptions other, string expected) = how switch
        {
            "missing" => (options with { MissingValues = MissingValues.Constant(2) }, "missing values: 2"),
            "text" => (options with { MissingTexts = ["7"] }, "MissingTexts 7"),
            "decimal" => (options with { DecimalSeparator = '.', Separator = ',' }, "Separator ','"),
            "skip" => (options with { SkipLines = 1, HasHeader = false, ColumnNames = ["a", "b", "c", "d", "unused", "class"] }, "SkipLines 1"),
            "comment" => (options with { Comment = '#' }, "Comment '#'"),
            "encoding" => (options with { Encoding = System.Text.Encoding.Latin1 }, "Encoding iso-8859-1"),
            _ => (options with { TrimSpaces = true }, "TrimSpaces"),
        };
        Assert.Contains(expected, Refused(Stream(other)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_stream_with_another_encoding_of_a_column()
    {
        Write(0);
        CsvOptions Encoded(params string[] categories) => s_options with { IgnoreColumns = ["unused", "c", "d"], Encodings = new Dictionary<string, OneHotEncoding> { ["a"] = new(categories) { AllowUnknown = true } } };

        Run(Stream(Encoded("0", "1", "2")));
        Assert.Contains("columns 0 (0, 1, 3), 1", Refused(Stream(Encoded("0", "1", "3"))), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_normalization_is_shown_in_numbers()
    {
        Write(0);
        Run(new Normalization([0, 0, 0, 0], [1, 2, 3, 4]).Apply(Stream()));
        string message = Refused(new Normalization([0, 0, 0, 0], [1, 2, 3, 4.5]).Apply(Stream()));
        Assert.Contains("(x − 0) / 4 in the file", message, StringComparison.Ordinal);
        Assert.Contains("(x − 0) / 4.5 here", message, StringComparison.Ordinal);
    }

    public static TheoryData<string> Augmentations => ["data", "targets", "step", "shape", "order", "none"];

    [Theory]
    [MemberData(nameof(Augmentations))]
    public void An_augmented_dataset(string difference)
    {
        Run(InMemory(0).Augment(s_square, new RandomShift(1), new GaussianNoise(0.1)));
        (IBatchSource<int> other, string expected) = difference switch
        {
            "data" => (InMemory(1).Augment(s_square, new RandomShift(1), new GaussianNoise(0.1)), "checksum"),
            "targets" => (new Dataset<int>(InMemory(0).Inputs.ToArray(), [1, .. InMemory(0).Targets[1..]], 4).Augment(s_square, new RandomShift(1), new GaussianNoise(0.1)), "checksum"),
            "step" => (InMemory(0).Augment(s_square, new RandomShift(1), new GaussianNoise(0.2)), "GaussianNoise(0.2)"),
            "shape" => (InMemory(0).Augment(new ImageShape(1, 1, 4), new RandomShift(0), new GaussianNoise(0.1)), "1×1×4"),
            "order" => (InMemory(0).Augment(s_square, new GaussianNoise(0.1), new RandomShift(1)), "GaussianNoise(0.1), RandomShift(1) here"),
            _ => ((IBatchSource<int>)InMemory(0), "checksum"),
        };
        Assert.Contains(expected, Refused(other), StringComparison.Ordinal);
        Continues(InMemory(0).Augment(s_square, new RandomShift(1), new GaussianNoise(0.1)).Prefetch(2));
    }

    // A source that the runtime knows nothing of.
    [Fact]
    public void A_source_of_the_user_with_other_samples()
    {
        Run(new Own(InMemory(0)));
        Assert.Contains("own (40 samples of 4 inputs and 1 targets, checksum", Refused(new Own(InMemory(1))), StringComparison.Ordinal);
        Assert.Contains("checksum", Refused(new Own(InMemory(1)).Augment(s_square)), StringComparison.Ordinal);
        Continues(new Own(InMemory(0)));
    }

    [Fact]
    public void Class_names_in_another_order()
    {
        Dataset<int> Named(params string[] names) => new(InMemory(0).Inputs.ToArray(), InMemory(0).Targets.ToArray(), 4) { ClassNames = names };

        FourToThree network = new(1);
        network.Fit(Named("x", "y", "z"), Options with { Epochs = 1 });
        string message = Assert.Throws<InvalidDataException>(() => new FourToThree(1).Fit(Named("x", "z", "y"), Options)).Message;
        Assert.Contains("class names: x, y, z in the file, x, z, y here", message, StringComparison.Ordinal);
        Assert.Equal(2, new FourToThree(1).Fit(Named("x", "y", "z"), Options).Epochs.Count);
    }

    // Joined with a comma, both lists would be the same text.
    [Fact]
    public void Class_names_that_contain_commas()
    {
        Dataset<int> Named(params string[] names) => new(InMemory(0).Inputs.ToArray(), InMemory(0).Targets.ToArray(), 4) { ClassNames = names };

        new FourToThree(1).Fit(Named("a, b", "c", "d"), Options with { Epochs = 1 });
        Assert.Contains("class names", Assert.Throws<InvalidDataException>(() => new FourToThree(1).Fit(Named("a", "b, c", "d"), Options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Long_descriptions_are_shown_where_they_differ()
    {
        float[] inputs = new float[2 * 300];
        Dataset<int> Wide(string last) => new(inputs, [0, 1], 300) { InputNames = [.. Enumerable.Range(0, 299).Select(static i => $"x{i}"), last] };

        new Wide300(1).Fit(Wide("before"), Options with { Epochs = 1 });
        string message = Assert.Throws<InvalidDataException>(() => new Wide300(1).Fit(Wide("after"), Options)).Message;
        Assert.Contains("x298, before in the file, …", message, StringComparison.Ordinal);
        Assert.Contains("x298, after here", message, StringComparison.Ordinal);
    }

    private void Run(IBatchSource<int> source) => new FourToThree(1).Fit(source, Options with { Epochs = 1 });

    private string Refused(IBatchSource<int> source)
    {
        FourToThree network = new(1);
        string message = Assert.Throws<InvalidDataException>(() => network.Fit(source, Options)).Message;
        Assert.Equal(new FourToThree(1).Parameters.ToArray(), network.Parameters.ToArray());
        return message;
    }

    private void Continues(IBatchSource<int> source)
    {
        List<int> epochs = [];
        new FourToThree(1).Fit(source, Options with { OnStep = at => epochs.Add(at.Epoch) });
        Assert.Equal(2, epochs[0]);
    }

    private StreamedCsv<int> Stream(CsvOptions? options = null) => CsvFile.StreamClassification(Csv, options ?? s_options);

    // All variants have the same length in bytes, and the same classes.
    private void Write(int variant, bool missing = false)
    {
        using StreamWriter writer = new(Csv);
        writer.WriteLine("a,b,c,d,unused,class");
        for (int i = 0; i < Count; i++)
        {
            string d = missing && i == 3 ? "" : ((i + (i == 20 ? variant : 0)) % 7).ToString(CultureInfo.InvariantCulture);
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{i % 3},{i % 5},{i % 4},{d},{i % 9},{"xyz"[i % 3]}"));
        }
    }

    private static Dataset<int> InMemory(int variant)
    {
        float[] inputs = [.. Enumerable.Range(0, Count * 4).Select(static i => i % 11 / 11f)];
        inputs[77] += variant;
        return new Dataset<int>(inputs, [.. Enumerable.Range(0, Count).Select(static i => i % 3)], 4);
    }

    private sealed class Own(IBatchSource<int> source) : IBatchSource<int>
    {
        public long Count => source.Count;

        public int InputLength => source.InputLength;

        public int TargetLength => source.TargetLength;

        public IReadOnlyList<string> ClassNames => source.ClassNames;

        public IBatchReader<int> Read(in BatchReadOptions options, CancellationToken cancellationToken = default) => source.Read(options, cancellationToken);

        public override string ToString() => "own";
    }
}

[Network(300)]
[Dense(2), Softmax]
internal sealed partial class Wide300;
