using NnGen;
using NnGen.CompilerServices;
using NnGen.Data;
using NnGen.Training;

namespace NnGen.IntegrationTests;

[Network(4)]
[Dense(1), Sigmoid]
internal sealed partial class FourInputs;

/// <summary>What is done to the data lies in the file of the network.</summary>
public sealed class PreprocessingTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"nngen-{Guid.NewGuid():N}.safetensors");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void It_comes_back_with_the_same_bits()
    {
        Xoshiro256 random = new(1);
        float[] inputs = [.. Enumerable.Range(0, 2000).Select(_ => (float)(random.NextNormal() * Math.Pow(10, random.NextInt(40) - 20)))];
        Dataset<int> train = new(inputs, new int[100], inputLength: 20);
        Preprocessing saved = new()
        {
            Inputs = Normalization.StandardScore(train),
            Encodings = new Dictionary<string, OneHotEncoding> { ["Farbe \"1\""] = new(["grün", "rot"]) { AllowUnknown = true } },
            ClassNames = ["a", "b,c", "d", "e"],
        };
        Classifier network = new(1);
        network.Save(_path, saved);

        Preprocessing loaded = Preprocessing.Load(_path);
        Assert.Equal(saved.Inputs.Offsets, loaded.Inputs!.Offsets);
        Assert.Equal(saved.Inputs.Divisors, loaded.Inputs.Divisors);
        Assert.Equal(saved.ClassNames, loaded.ClassNames);
        Assert.Equal(["grün", "rot"], loaded.Encodings["Farbe \"1\""].Categories);
        Assert.True(loaded.Encodings["Farbe \"1\""].AllowUnknown);

        Classifier other = new(2);
        other.Load(_path);
        Assert.Equal(Outputs(network, saved.Inputs.Apply(train)), Outputs(other, loaded.Inputs.Apply(train)));
    }

    [Fact]
    public void The_normalization_of_targets_comes_back_too()
    {
        Preprocessing saved = new() { Targets = new([0.1, 1e300], [1 / 3.0, 5e-324]) };
        new Through(1).Save(_path, saved);
        Assert.Equal(saved.Targets.Offsets, Preprocessing.Load(_path).Targets!.Offsets);
        Assert.Equal(saved.Targets.Divisors, Preprocessing.Load(_path).Targets!.Divisors);
    }

    // What could be saved, but not be loaded.
    [Fact]
    public void Names_and_numbers_that_no_file_holds_are_refused_when_they_are_set()
    {
        const string Half = "a\uD800";
        foreach (Action set in (Action[])
        [
            static () => _ = new DataSchema { InputNames = [Half] },
            static () => _ = new DataSchema { InputNames = [null!] },
            static () => _ = new DataSchema { TargetNames = [null!] },
            static () => _ = new DataSchema { IgnoredColumns = [Half] },
            static () => _ = new DataSchema { IgnoredColumns = [null!] },
            static () => _ = new InputColumn { Name = Half },
            static () => _ = new InputColumn { Name = null! },
            static () => _ = new InputColumn { Name = "a", MissingCategory = Half },
            static () => _ = new OneHotEncoding(["a", Half]),
            static () => _ = new Preprocessing { Encodings = new Dictionary<string, OneHotEncoding> { [Half] = new(["a"]) } },
        ])
        {
            string message = Assert.Throws<ArgumentException>(set).Message;
            Assert.True(message.Contains("is null; pass a text", StringComparison.Ordinal) || message.Contains("'a\uFFFD' is not valid text: it contains a lone surrogate", StringComparison.Ordinal), message);
        }
        Assert.Throws<ArgumentNullException>(static () => new Preprocessing { Encodings = new Dictionary<string, OneHotEncoding> { ["a"] = null! } });
        foreach (double number in (double[])[double.NaN, double.PositiveInfinity, 1e39])
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => new InputColumn { Name = "a", MissingNumber = number });
        }
    }

    [Fact]
    public void What_a_network_cannot_use_is_refused()
    {
        Normalization targets = new([0], [1]);
        foreach (Action<Preprocessing> set in (Action<Preprocessing>[])[new Logits(1).SetPreprocessing, new SoftClasses(1).SetPreprocessing, new OneSigmoid(1).SetPreprocessing, new ThreeLabels(1).SetPreprocessing, preprocessing => new Logits(1).Save(_path, preprocessing)])
        {
            Assert.Contains("have no scale; leave out Targets", Assert.Throws<ArgumentException>(() => set(new() { Targets = targets })).Message, StringComparison.Ordinal);
        }
        foreach (Action<Preprocessing> set in (Action<Preprocessing>[])[new OneValue(1).SetPreprocessing, preprocessing => new OneValue(1).Save(_path, preprocessing)])
        {
            Assert.Contains("the class names a, b, but OneValue predicts numbers; leave out ClassNames", Assert.Throws<ArgumentException>(() => set(new() { ClassNames = ["a", "b"] })).Message, StringComparison.Ordinal);
        }
        Dataset<float> named = new([1, 2], [1, 2], 1) { ClassNames = ["a", "b"] };
        Assert.Contains("but OneValue predicts numbers", Assert.Throws<ArgumentException>(() => new OneValue(1).Fit(named)).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_path));
    }

    [Fact]
    public void Setting_and_saving_refuse_to_rename_the_data_of_Fit()
    {
        Dataset<int> data = new([1, 2, 3, 4, 5, 6, 7, 8, 9], [0, 1, 2], 3) { ClassNames = ["a", "b", "c"], InputNames = ["x", "y", "z"] };
        Logits network = new(1);
        network.Fit(data, new FitOptions { Epochs = 1, Progress = TrainingProgress.Silent });
        foreach (Action<Preprocessing> set in (Action<Preprocessing>[])[network.SetPreprocessing, preprocessing => network.Save(_path, preprocessing)])
        {
            Assert.Contains("The classes differ", Assert.Throws<ArgumentException>(() => set(new() { ClassNames = ["a", "c", "b"] })).Message, StringComparison.Ordinal);
            Assert.Contains("call net.SetPreprocessing(null) first", Assert.Throws<ArgumentException>(() => set(new() { Schema = new() { InputNames = ["x", "z", "y"] } })).Message, StringComparison.Ordinal);
            set(new() { Inputs = new([0, 0, 0], [1, 1, 1]) });
            Assert.Equal(["a", "b", "c"], network.GetPreprocessing()!.ClassNames);
            Assert.Equal(["x", "y", "z"], network.GetPreprocessing()!.Schema.InputNames);
        }
        network.SetPreprocessing(null);
        network.SetPreprocessing(new() { ClassNames = ["u", "v", "w"] });
        Assert.Equal(["u", "v", "w"], network.GetPreprocessing()!.ClassNames);
    }

    [Fact]
    public void The_columns_of_a_table_come_back_too()
    {
        string csv = Path.ChangeExtension(_path, ".csv");
        try
        {
            File.WriteAllText(csv, "id,time,color,size,kind\n1,1700000000,red,1,cat\n2,1700000030,,0.1,dog\n3,1700000060,red,,dog\n");
            Dataset<int> train = CsvFile.LoadClassification(csv, new CsvOptions
            {
                IgnoreColumns = ["id"],
                CategoryColumns = ["color"],
                MissingValues = MissingValues.Mean,
                MissingValuesByColumn = new Dictionary<string, MissingValues> { ["color"] = MissingValues.Constant("none \"0\"") },
            });
            Normalization inputs = Normalization.StandardScore(train);
            new FourInputs(1).Save(_path, new Preprocessing { Inputs = inputs, Schema = train.Schema });

            Preprocessing loaded = Preprocessing.Load(_path);
            Assert.Equal(inputs.Offsets, loaded.Inputs!.Offsets);
            Assert.Equal(inputs.Divisors, loaded.Inputs.Divisors);
            Assert.Equal(["id"], loaded.Schema.IgnoredColumns);
            Assert.Equal(train.Schema.InputColumns.Select(static column => (column.Name, column.MissingNumber, column.MissingCategory)), loaded.Schema.InputColumns.Select(static column => (column.Name, column.MissingNumber, column.MissingCategory)));
            Assert.Equal(["none \"0\"", "red"], loaded.Schema.InputColumns[1].Encoding!.Categories);

            File.WriteAllText(csv, "size,color,id,time\n,,7,1700000030\n1,red,8,1700000060\n");
            UnlabeledDataset asked = CsvFile.LoadInputs(csv, new CsvOptions { Like = loaded });
            Assert.Equal([1_700_000_030, 1, 0, 0.55f, 1_700_000_060, 0, 1, 1], asked.Inputs.ToArray());
            Assert.Equal(0, loaded.Inputs.Apply(asked).Input(0)[0]);
            Assert.Equal(MathF.Sqrt(1.5f), loaded.Inputs.Apply(asked).Input(1)[0]);
        }
        finally
        {
            File.Delete(csv);
        }
    }

    [Fact]
    public void Files_of_earlier_versions_give_the_floats_they_were_saved_as()
    {
        new OneSigmoid(1).Save(_path, new Preprocessing { Inputs = new Normalization([0.1f], [0.3f]) });
        string content = File.ReadAllText(_path, System.Text.Encoding.Latin1);
        foreach ((string now, string before) in new[] { ("\\u0022type\\u0022:\\u0022float64\\u0022,", ""), ("0.10000000149011612", "0.1"), ("0.30000001192092896", "0.3") })
        {
            Assert.Contains(now, content, StringComparison.Ordinal);
            content = content.Replace(now, before.PadRight(now.Length), StringComparison.Ordinal);   // the header keeps its length
        }
        File.WriteAllText(_path, content, System.Text.Encoding.Latin1);
        Normalization loaded = Preprocessing.Load(_path).Inputs!;
        Assert.Equal([(double)0.1f], loaded.Offsets);
        Assert.Equal([(double)0.3f], loaded.Divisors);
    }

    [Fact]
    public void Nothing_can_be_saved_too_and_a_file_without_it_says_so()
    {
        new Classifier(1).Save(_path, new Preprocessing());
        Preprocessing loaded = Preprocessing.Load(_path);
        Assert.Null(loaded.Inputs);
        Assert.Null(loaded.Targets);
        Assert.Empty(loaded.Encodings);

        new Classifier(1).Save(_path);
        Assert.Contains("contains no preprocessing", Assert.Throws<InvalidDataException>(() => Preprocessing.Load(_path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\\u0022divisors\\u0022:[1", "\\u0022divisors\\u0022:[0")]
    [InlineData("\\u0022offsets\\u0022", "\\u0022offsetz\\u0022")]
    [InlineData("\\u0022classes\\u0022:[", "\\u0022classes\\u0022:{")]
    public void Damaged_preprocessing_is_refused(string from, string to)
    {
        new OneSigmoid(1).Save(_path, new Preprocessing { Inputs = new Normalization([0], [1]) });
        string content = File.ReadAllText(_path, System.Text.Encoding.Latin1);
        Assert.Contains(from, content, StringComparison.Ordinal);
        File.WriteAllText(_path, content.Replace(from, to, StringComparison.Ordinal), System.Text.Encoding.Latin1);
        Assert.Contains("cannot be read", Assert.Throws<InvalidDataException>(() => Preprocessing.Load(_path)).Message, StringComparison.Ordinal);
    }

    // Saving and loading are where the mistake is made; Predict is too late.
    [Fact]
    public void Preprocessing_of_another_network_is_neither_saved_nor_loaded()
    {
        Classifier network = new(1);
        network.Save(_path);
        byte[] before = File.ReadAllBytes(_path);
        foreach ((Preprocessing wrong, string message) in new (Preprocessing, string)[]
        {
            (new() { Inputs = new([0], [1]) }, "1 normalized inputs, but Classifier has 20"),
            (new() { ClassNames = ["a", "b"] }, "2 class names, but Classifier has 4"),
            (new() { Schema = new() { InputNames = ["a"] } }, "1 names of inputs, but Classifier has 20"),
        })
        {
            Assert.Contains(message, Assert.Throws<ArgumentException>(() => network.Save(_path, wrong)).Message, StringComparison.Ordinal);
            Assert.Equal(before, File.ReadAllBytes(_path));
            Assert.Null(network.GetPreprocessing());
        }
        Dropped regression = new(1);
        Assert.Contains("1 normalized targets, but Dropped has 3", Assert.Throws<ArgumentException>(() => regression.Save(_path, new Preprocessing { Targets = new([0], [1]) })).Message, StringComparison.Ordinal);

        // As another program, or an earlier version, may have written it.
        new OneSigmoid(1).Save(_path, new Preprocessing { Inputs = new Normalization([0], [1]), ClassNames = ["ab", "cd"] });
        string content = File.ReadAllText(_path, System.Text.Encoding.Latin1);
        const string Two = "\\u0022ab\\u0022,\\u0022cd\\u0022]";
        Assert.Contains(Two, content, StringComparison.Ordinal);
        File.WriteAllText(_path, content.Replace(Two, "\\u0022ab\\u0022".PadRight(Two.Length - 1) + "]", StringComparison.Ordinal), System.Text.Encoding.Latin1);   // the header keeps its length
        OneSigmoid loaded = new(2);
        float[] parameters = loaded.Parameters.ToArray();
        Assert.Contains("1 class names, but OneSigmoid has 2 classes", Assert.Throws<InvalidDataException>(() => loaded.Load(_path)).Message, StringComparison.Ordinal);
        Assert.Equal(parameters, loaded.Parameters);
    }

    private static float[] Outputs(Classifier network, Dataset<int> data)
    {
        float[] outputs = new float[data.Count * Classifier.OutputLength];
        network.Forward(data.Inputs, outputs);
        return outputs;
    }
}
