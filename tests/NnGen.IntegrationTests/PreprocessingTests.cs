using NnRuntime;
using NnRuntime.Data;
using NnRuntime.Initialization;

namespace NnGen.IntegrationTests;

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
            Targets = Normalization.MinMax(train),
            Encodings = new Dictionary<string, OneHotEncoding> { ["Farbe \"1\""] = new(["grün", "rot"]) { AllowUnknown = true } },
            ClassNames = ["a", "b,c"],
        };
        Classifier network = new(1);
        network.Save(_path, saved);

        Preprocessing loaded = Preprocessing.Load(_path);
        Assert.Equal(saved.Inputs.Offsets, loaded.Inputs!.Offsets);
        Assert.Equal(saved.Inputs.Divisors, loaded.Inputs.Divisors);
        Assert.Equal(saved.Targets.Divisors, loaded.Targets!.Divisors);
        Assert.Equal(saved.ClassNames, loaded.ClassNames);
        Assert.Equal(["grün", "rot"], loaded.Encodings["Farbe \"1\""].Categories);
        Assert.True(loaded.Encodings["Farbe \"1\""].AllowUnknown);

        Classifier other = new(2);
        other.Load(_path);
        Assert.Equal(Outputs(network, saved.Inputs.Apply(train)), Outputs(other, loaded.Inputs.Apply(train)));
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
        Assert.Contains("holds no preprocessing", Assert.Throws<InvalidDataException>(() => Preprocessing.Load(_path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\\u0022divisors\\u0022:[1", "\\u0022divisors\\u0022:[0")]
    [InlineData("\\u0022offsets\\u0022", "\\u0022offsetz\\u0022")]
    [InlineData("\\u0022classes\\u0022:[", "\\u0022classes\\u0022:{")]
    public void Damaged_preprocessing_is_refused(string from, string to)
    {
        new Classifier(1).Save(_path, new Preprocessing { Inputs = new Normalization([0], [1]) });
        string content = File.ReadAllText(_path, System.Text.Encoding.Latin1);
        Assert.Contains(from, content, StringComparison.Ordinal);
        File.WriteAllText(_path, content.Replace(from, to, StringComparison.Ordinal), System.Text.Encoding.Latin1);
        Assert.Contains("cannot be read", Assert.Throws<InvalidDataException>(() => Preprocessing.Load(_path)).Message, StringComparison.Ordinal);
    }

    private static float[] Outputs(Classifier network, Dataset<int> data)
    {
        float[] outputs = new float[data.Count * Classifier.OutputLength];
        network.Forward(data.Inputs, outputs);
        return outputs;
    }
}
