using NnGen;
using NnGen.Data;
using NnGen.Training;

namespace NnGen.IntegrationTests;

/// <summary>Numbers that are not finite have no class, and no file holds them.</summary>
public sealed class FiniteTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"nngen-{Guid.NewGuid():N}.safetensors");

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Samples_that_are_not_finite_have_no_class(float bad)
    {
        Of(new Logits(1));
        Of(new LogClasses(1));
        Of(new SoftClasses(1));
        OfOne(new OneLogit(1));
        OfOne(new OneSigmoid(1));

        void Of<T>(T network)
            where T : class, IClassifier<T>, ITrainable<T, int>
        {
            float[] inputs = [1, 2, 3, 4, bad, 6];
            Refused(bad, "Sample 1, input 1", () => network.PredictBatch(inputs), () => network.Predict(new UnlabeledDataset(inputs, 3)), () => network.Predict(new Dataset<int>(inputs, [0, 1], 3)),
                () => network.PredictBatch([.. inputs.Select(static x => (double)x)]), () => network.Evaluate(new Dataset<int>(inputs, [0, 0], 3)));
            Refused(bad, "Sample 0, input 1", () => network.Predict(inputs.AsSpan(3)));
        }

        void OfOne<T>(T network)
            where T : class, IClassifier<T>, ITrainable<T, float> =>
            Refused(bad, "Sample 2, input 0", () => network.PredictBatch(new float[] { 1, 2, bad }), () => network.Evaluate(new Dataset<int>([1, 2, bad], [0, 1, 0], 1)), () => network.Evaluate(new Dataset<float>([1, 2, bad], [0, 1, 0], 1)));
    }

    private static void Refused(float bad, string where, params Action[] uses)
    {
        foreach (Action use in uses)
        {
            Assert.StartsWith($"{where}: {bad} is not a finite number; leave out such samples", Assert.Throws<ArgumentException>(use).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_sample_of_a_late_block_is_named() => Refused(float.NaN, "Sample 200, input 0",
        static () => new OneLogit(1).Evaluate(new Dataset<int>([.. Enumerable.Range(0, 300).Select(static i => i == 200 ? float.NaN : i)], new int[300], 1)));

    [Fact]
    public void Parameters_are_at_fault_if_the_inputs_are_finite()
    {
        Logits network = new(1);
        network.Parameters.Fill(float.NaN);
        foreach (Action use in (Action[])[() => network.Predict([1f, 2, 3]), () => network.Evaluate(new Dataset<int>([1, 2, 3], [0], 3))])
        {
            Assert.Contains("although all inputs are finite: its parameters are not finite", Assert.Throws<InvalidOperationException>(use).Message, StringComparison.Ordinal);
        }
    }

    // A regression shows it.
    [Fact]
    public void The_outputs_of_a_regression_say_themselves_that_they_are_no_numbers()
    {
        OneValue network = new(1);
        Assert.Equal([float.NaN], network.Predict([float.NaN]));
        network.Parameters[0] = float.NaN;
        Assert.Equal(double.NaN, network.Evaluate(new Dataset<float>([1], [1], 1)).MeanAbsoluteError);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Files_with_numbers_that_are_not_finite_are_neither_written_nor_loaded(float bad)
    {
        Logits network = new(1);
        network.Save(_path);
        byte[] file = File.ReadAllBytes(_path);
        BitConverter.GetBytes(bad).CopyTo(file, file.Length - (2 * sizeof(float)));
        File.WriteAllBytes(_path, file);
        string message = Assert.Throws<InvalidDataException>(() => network.Load(_path)).Message;
        Assert.Contains($"dense1.weight[7] is {bad}, but parameters must be finite", message, StringComparison.Ordinal);
        Assert.Equal(new Logits(1).Parameters, network.Parameters);

        network.GetParameter("dense1.weight")[7] = bad;
        Assert.Contains($"Logits cannot be saved: dense1.weight[7] is {bad}", Assert.Throws<InvalidOperationException>(() => network.Save(_path)).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => network.Save(_path, new Preprocessing { ClassNames = ["a", "b", "c"] }));
        Assert.Throws<InvalidOperationException>(() => network.Save(_path, WeightFormat.PyTorch));
        Assert.Equal(file, File.ReadAllBytes(_path));
        Assert.Null(network.GetPreprocessing());
    }
}
