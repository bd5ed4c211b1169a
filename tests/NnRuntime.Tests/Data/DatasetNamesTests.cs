using NnGen.Data;

namespace NnGen.Tests;

/// <summary>Names and numbers of samples, inputs and classes.</summary>
public class DatasetNamesTests
{
    private sealed record Flower(float Length, string Species);

    private static readonly Flower[] s_flowers = [new(1, "rose"), new(2, "iris"), new(3, "lily")];

    [Fact]
    public void Class_names_can_be_set_on_data_that_have_none()
    {
        Dataset<int> data = new([1, 2, 3], [0, 2, 1], 1);
        data.ClassNames = ["a", "b", "c"];
        data.InputNames = ["length"];
        Assert.Equal(["a", "b", "c"], data.Subset([1]).ClassNames);
        Assert.Equal(["length"], data.Schema.InputNames);

        Assert.Contains("2 class names (a, b), but sample 1 is of class 2", Assert.Throws<ArgumentException>(() => data.ClassNames = ["a", "b"]).Message, StringComparison.Ordinal);
        Assert.Contains("Classes 0 and 2 are both named 'a'", Assert.Throws<ArgumentException>(() => data.ClassNames = ["a", "b", "a"]).Message, StringComparison.Ordinal);
        Assert.Contains("name of class 1 is missing", Assert.Throws<ArgumentException>(() => data.ClassNames = ["a", "", "c"]).Message, StringComparison.Ordinal);
        Assert.Contains("2 names of inputs", Assert.Throws<ArgumentException>(() => data.InputNames = ["a", "b"]).Message, StringComparison.Ordinal);
        Assert.Contains("2 names of targets", Assert.Throws<ArgumentException>(() => data.Schema = new() { TargetNames = ["a", "b"] }).Message, StringComparison.Ordinal);
        Assert.Equal(["a", "b", "c"], data.ClassNames);
    }

    [Fact]
    public void Names_are_copied()
    {
        string[] names = ["a", "b"];
        Dataset<int> data = new([1, 2], [0, 1], 1) { ClassNames = names };
        names[0] = "c";
        Assert.Equal(["a", "b"], data.ClassNames);
    }

    [Fact]
    public void Names_from_files_are_short_and_escaped_in_messages()
    {
        Dataset<int> data = new([1, 2], [0, 1], 1);
        string name = $"a\r\n\u001b[31m{new string('b', 1000)}";
        string message = Assert.Throws<ArgumentException>(() => data.ClassNames = [name, name]).Message;
        Assert.Contains("'a\\u000D\\n\\u001B[31mbbb", message, StringComparison.Ordinal);
        Assert.InRange(message.Length, 0, 200);

        DataSchema many = new() { ClassNames = [.. Enumerable.Range(0, 5000).Select(static i => $"class {i}")] };
        message = Assert.Throws<ArgumentException>(() => SchemaComparison.Check(many, "the former", new DataSchema { ClassNames = ["class 0"] }, "the latter", "Load like.", "data")).Message;
        Assert.Contains("class 1 is 'class 1' in the former, but the latter end after 1 classes", message, StringComparison.Ordinal);
        Assert.Contains("class 19 and 4980 more", message, StringComparison.Ordinal);
        Assert.InRange(message.Length, 0, 400);
    }

    [Fact]
    public void Records_are_numbered_like_the_training_data()
    {
        Dataset<int> train = Dataset.Classification(s_flowers, flower => [flower.Length], flower => flower.Species, like: new DataSchema { InputNames = ["length"] });
        Assert.Equal(["iris", "lily", "rose"], train.ClassNames);
        Assert.Equal(["length"], train.InputNames);

        // Without iris, rose would be class 1.
        Dataset<int> test = Dataset.Classification(s_flowers.Where(flower => flower.Species != "iris"), flower => [flower.Length], flower => flower.Species, like: train);
        Assert.Equal([2, 1], test.Targets);
        Assert.Equal(train.ClassNames, test.ClassNames);
        Assert.Equal(["length"], test.InputNames);

        Flower[] other = [s_flowers[0], new(4, "tulip")];
        Assert.Contains("Record 1 is of class 'tulip'", Assert.Throws<ArgumentException>(() => Dataset.Classification(other, flower => [flower.Length], flower => flower.Species, train)).Message, StringComparison.Ordinal);
        Assert.Contains("sample 1 is of class 3", Assert.Throws<ArgumentException>(() => Dataset.Classification(s_flowers, flower => [flower.Length], flower => (int)flower.Length + 1, train)).Message, StringComparison.Ordinal);
        Assert.Contains("1 names of inputs", Assert.Throws<ArgumentException>(() => Dataset.Regression(s_flowers, flower => [flower.Length, 0], flower => 1f, train)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_know_the_numbers_of_their_samples_so_that_weights_follow()
    {
        Dataset<int> data = new([.. Enumerable.Range(0, 100).Select(static i => (float)i)], [.. Enumerable.Range(0, 100).Select(static i => i % 2)], 1);
        float[] weights = [.. Enumerable.Range(0, 100).Select(static i => i * 10f)];
        Assert.Equal(Enumerable.Range(0, 100), data.SampleNumbers.ToArray());

        (Dataset<int> first, Dataset<int> second) = data.Split(0.7, seed: 3);
        Dataset<int> nested = Normalization.MinMax(first).Apply(second).StratifiedSplit(0.5, seed: 1).Second;
        Dataset<int>[] parts = [data, first, second, nested, .. data.KFold(3, seed: 1).Select(static fold => fold.Validation), .. first.StratifiedKFold(4, seed: 1).Select(static fold => fold.Train)];
        foreach (Dataset<int> part in parts)
        {
            Assert.Equal(part.Targets.ToArray(), part.SampleNumbers.ToArray().Select(static number => number % 2));
            Assert.Equal([.. part.SampleNumbers.ToArray().Select(static number => number * 10f)], part.Gather(weights));
        }
        Assert.Equal(first.Inputs.ToArray(), first.SampleNumbers.ToArray().Select(static number => (float)number));
        Assert.Contains("70 values, but the original data have 100", Assert.Throws<ArgumentException>(() => first.Gather(weights[..70])).Message, StringComparison.Ordinal);
    }
}
