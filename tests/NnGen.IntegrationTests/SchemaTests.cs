using NnGen;
using NnGen.CompilerServices;
using NnGen.Data;
using NnGen.Optimizers;
using NnGen.Training;

namespace NnGen.IntegrationTests;

/// <summary>Classes and columns are matched by name wherever two data sets, or data and a network, meet.</summary>
public sealed class SchemaTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"nngen-{Guid.NewGuid():N}.safetensors");

    private static readonly string[] s_columns = ["a", "b", "c"];

    private static FitOptions Options => new() { Epochs = 30, Seed = 1, Threads = 1, Optimizer = new Adam(0.05f) };

    public void Dispose() => File.Delete(_path);

    // A test file that lacks the first class: its numbers are others, and every answer was counted as wrong.
    [Fact]
    public void Data_that_lack_a_class_are_refused_by_name()
    {
        Dataset<int> train = Named(["x", "y", "z"]), test = Named(["y", "z"]);
        Logits network = Trained(train);
        string message = Assert.Throws<ArgumentException>(() => network.Evaluate(test)).Message;
        Assert.Contains("class 0 is 'x'", message, StringComparison.Ordinal);
        Assert.Contains("'y' in the data", message, StringComparison.Ordinal);
        Assert.Contains("x, y, z", message, StringComparison.Ordinal);
        Assert.Contains("Like = train", message, StringComparison.Ordinal);
        Assert.Equal(1, network.Evaluate(train).Accuracy);
    }

    [Fact]
    public void Columns_in_another_order_are_refused_by_name()
    {
        Dataset<int> train = Named(["x", "y", "z"]);
        Dataset<int> swapped = new([.. train.Inputs.ToArray().Chunk(3).SelectMany(static row => (float[])[row[0], row[2], row[1]])], train.Targets.ToArray(), 3)
        {
            Schema = new() { InputNames = ["a", "c", "b"], ClassNames = ["x", "y", "z"] },
        };
        Logits network = Trained(train);
        string message = Assert.Throws<ArgumentException>(() => network.Evaluate(swapped)).Message;
        Assert.Contains("input 1 is 'b'", message, StringComparison.Ordinal);
        Assert.Contains("'c' in the data", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new Logits(1).Fit(train, Options, validation: swapped));
        Assert.Throws<ArgumentException>(() => network.Fit(swapped, Options));
    }

    [Fact]
    public void Validation_data_are_compared_before_the_first_step()
    {
        Logits network = new(1);
        float[] before = network.Parameters.ToArray();
        string message = Assert.Throws<ArgumentException>(() => network.Fit(Named(["x", "y", "z"]), Options, validation: Named(["z", "y", "x"]))).Message;
        Assert.Contains("The classes differ, in another order: class 0 is 'x' in the training data, but 'z' in the validation data", message, StringComparison.Ordinal);
        Assert.Equal(before, network.Parameters);
        Assert.Null(network.GetPreprocessing());
    }

    [Fact]
    public void Names_come_back_from_the_file_without_being_asked_for()
    {
        Dataset<int> train = Named(["x", "y", "z"]);
        Trained(train).Save(_path);
        Logits loaded = new(2);
        loaded.Load(_path);
        Assert.Equal(train.ClassNames, loaded.GetPreprocessing()!.ClassNames);
        Assert.Equal(s_columns, loaded.GetPreprocessing()!.Schema.InputNames);
        Assert.Equal(1, loaded.Evaluate(train).Accuracy);
        Assert.Throws<ArgumentException>(() => loaded.Evaluate(Named(["y", "x", "z"])));

        // A file of a network that knows nothing makes another forget.
        new Logits(3).Save(_path);
        loaded.Load(_path);
        Assert.Null(loaded.GetPreprocessing());
    }

    [Theory]
    [InlineData(WeightFormat.NnGen)]
    [InlineData(WeightFormat.PyTorch)]
    public void Names_are_in_streams_and_in_files_for_PyTorch_too(WeightFormat layout)
    {
        using MemoryStream stream = new();
        Trained(Named(["x", "y", "z"])).Save(stream, layout);
        stream.Position = 0;
        Logits loaded = new(2);
        loaded.Load(stream, layout);
        Assert.Equal(["x", "y", "z"], loaded.GetPreprocessing()!.ClassNames);
    }

    [Fact]
    public void Data_without_names_are_compatible_with_everything()
    {
        Dataset<int> named = Named(["x", "y", "z"]), unnamed = new(named.Inputs.ToArray(), named.Targets.ToArray(), 3);
        Logits network = Trained(named);
        Assert.Equal(1, network.Evaluate(unnamed).Accuracy);
        network.Fit(unnamed, Options, validation: named);
        Assert.Equal(["x", "y", "z"], network.GetPreprocessing()!.ClassNames);
        Assert.Equal(1, Trained(unnamed).Evaluate(named).Accuracy);
    }

    // Other classes of the same number are trained on by saying so.
    [Fact]
    public void A_second_Fit_on_other_classes_has_to_be_said()
    {
        Logits network = Trained(Named(["x", "y", "z"]));
        Dataset<int> others = Named(["x", "y", "z"]);
        others.ClassNames = ["cat", "dog", "bird"];
        Assert.Contains("net.SetPreprocessing(null)", Assert.Throws<ArgumentException>(() => network.Fit(others, Options)).Message, StringComparison.Ordinal);
        Assert.Equal(["x", "y", "z"], network.GetPreprocessing()!.ClassNames);
        network.SetPreprocessing(null);
        network.Fit(others, Options);
        Assert.Equal(["cat", "dog", "bird"], network.GetPreprocessing()!.ClassNames);
    }

    [Fact]
    public void Preprocessing_that_names_classes_otherwise_is_not_saved()
    {
        Logits network = Trained(Named(["x", "y", "z"]));
        network.Save(_path);
        byte[] before = File.ReadAllBytes(_path);
        Assert.Throws<ArgumentException>(() => network.Save(_path, new Preprocessing { ClassNames = ["z", "y", "x"] }));
        Assert.Equal(before, File.ReadAllBytes(_path));

        // What it does not name is known from the training data.
        network.Save(_path, new Preprocessing { Inputs = new Normalization([0, 0, 0], [1, 1, 1]) });
        Assert.Equal(["x", "y", "z"], Preprocessing.Load(_path).ClassNames);
        Assert.Equal(s_columns, Preprocessing.Load(_path).Schema.InputNames);
    }

    [Fact]
    public void As_many_classes_as_outputs()
    {
        Dataset<int> two = Named(["x", "y"]);
        Assert.Contains("2 classes (x, y), but Logits has 3", Assert.Throws<ArgumentException>(() => new Logits(1).Fit(two)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new Logits(1).Evaluate(two));
        string message = Assert.Throws<ArgumentException>(() => new OneLogit(1).Fit(new Dataset<int>([1, 2, 3], [0, 1, 2], 1) { ClassNames = ["a", "b", "c"] })).Message;
        Assert.Contains("3 classes (a, b, c), but OneLogit has 2", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_and_normalized_copies_keep_names()
    {
        Dataset<int> data = Named(["x", "y", "z"]);
        Normalization normalization = Normalization.StandardScore(data);
        Dataset<int>[] derived =
        [
            data.Split(0.5, seed: 1).Second, data.StratifiedSplit(0.5, seed: 1).First, data.Subset([5]), data.KFold(3, seed: 1).First().Validation,
            data.StratifiedKFold(3, seed: 1).Last().Train, normalization.Apply(data),
        ];
        Assert.All(derived, part => Assert.Same(data.Schema, part.Schema));
        Assert.Same(data.Schema, ((ISchemaProvider)normalization.Apply((IBatchSource<int>)data)).Schema);
        Assert.Same(data.Schema, data.Prefetch().Schema);
        Assert.Same(data.Schema, data.Augment(new ImageShape(1, 1, 3), new GaussianNoise(0.1)).Schema);

        // Targets of a regression have names as well.
        Dataset<float> prices = new([1, 2], [3, 4], 1) { Schema = new() { TargetNames = ["price"] } };
        Assert.Equal(["price"], Normalization.StandardScoreOfTargets(prices).ApplyToTargets(prices).Schema.TargetNames);
        Through network = new(1);
        network.Fit(Pairs(["width", "height"]), Options);
        Assert.Contains("target 0 is 'width'", Assert.Throws<ArgumentException>(() => network.Evaluate(Pairs(["height", "width"]))).Message, StringComparison.Ordinal);

        static Dataset<float> Pairs(string[] names) => new([1, 2, 3, 4], [1, 2, 3, 4], 2, 2) { Schema = new() { TargetNames = names } };
    }

    [Fact]
    public void The_column_of_the_classes_may_have_another_name()
    {
        Dataset<int> train = Named(["x", "y", "z"]), test = Named(["x", "y", "z"]);
        train.Schema = new() { InputNames = s_columns, TargetNames = ["species"], ClassNames = train.ClassNames };
        test.Schema = new() { InputNames = s_columns, TargetNames = ["label"], ClassNames = train.ClassNames };
        Assert.Equal(1, Trained(train).Evaluate(test).Accuracy);
    }

    [Fact]
    public void Streams_are_compared_too()
    {
        Dataset<int> train = Named(["x", "y", "z"]);
        Logits network = new(1);
        network.Fit(train.Prefetch(), Options, validation: train);
        Assert.Equal(["x", "y", "z"], network.GetPreprocessing()!.ClassNames);
        Assert.Throws<ArgumentException>(() => network.Fit(Named(["z", "y", "x"]).Prefetch(), Options));
    }

    private static Logits Trained(Dataset<int> data)
    {
        Logits network = new(1);
        network.Fit(data, Options);
        return network;
    }

    // Flowers of three species in space, each named and numbered as far as it occurs.
    private static Dataset<int> Named(string[] classes)
    {
        Xoshiro256 random = new(5);
        string[] all = ["x", "y", "z"];
        List<float> inputs = [];
        List<int> targets = [];
        for (int i = 0; i < 90; i++)
        {
            int number = Array.IndexOf(classes, all[i % 3]);
            float[] row = [.. Enumerable.Range(0, 3).Select(axis => (axis == i % 3 ? 3 : 0) + (0.3f * (float)random.NextNormal()))];
            if (number >= 0)
            {
                inputs.AddRange(row);
                targets.Add(number);
            }
        }
        return new Dataset<int>([.. inputs], [.. targets], 3) { Schema = new() { InputNames = s_columns, ClassNames = classes } };
    }
}
