using NnGen;
using NnGen.CompilerServices;
using NnGen.Data;
using NnGen.Optimizers;
using NnGen.Training;

namespace NnGen.IntegrationTests;

[Network(3)]
[Dense(3, UseBias = false, Initializer = Initializer.Constant, InitialValue = 0), LogSoftmax]
internal sealed partial class LogClasses;

[Network(3)]
[Dense(3, UseBias = false, Initializer = Initializer.Constant, InitialValue = 0), Softmax]
internal sealed partial class SoftClasses;

[Network(3)]
[Dense(3, UseBias = false, Initializer = Initializer.Constant, InitialValue = 0)]
[BinaryCrossEntropy]
internal sealed partial class ThreeLabels;

[Network(1)]
[Dense(1, UseBias = false, Initializer = Initializer.Constant, InitialValue = 1), Sigmoid]
internal sealed partial class OneSigmoid;

/// <summary>Looking inside, and predicting.</summary>
public sealed class PredictTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"nngen-{Guid.NewGuid():N}.safetensors");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Parameters_are_found_by_name()
    {
        Classifier network = new(1);
        Assert.Equal(network.Parameters[..640], network.GetParameter("dense1.weight"));
        Assert.Equal(network.Parameters[^4..], network.GetParameter("dense2.bias"));
        network.GetParameter("dense2.bias")[3] = 7;
        Assert.Equal(7, network.Parameters[^1]);
        Assert.Equal("Classifier has no parameter 'dense3.weight'; it has dense1.weight [20, 32], dense1.bias [32], dense2.weight [32, 4], dense2.bias [4]. (Parameter 'name')",
            Assert.Throws<ArgumentException>(() => network.GetParameter("dense3.weight").Length).Message);
        Assert.Contains("it has none", Assert.Throws<ArgumentException>(() => new SoftmaxAlone(1).GetParameter("w").Length).Message, StringComparison.Ordinal);
    }

    // e¹ : e² : e⁰, regardless of the head.
    [Fact]
    public void Every_head_gives_probabilities()
    {
        Logits logits = new(1);
        LogClasses logarithms = new(1);
        SoftClasses probabilities = new(1);
        foreach (Prediction prediction in (Prediction[])[Of(logits), Of(logarithms), Of(probabilities)])
        {
            double sum = Math.E + (Math.E * Math.E) + 1;
            Assert.Equal(1, prediction.ClassNumber);
            Assert.Equal("1", prediction.ClassName);
            Assert.Equal(Math.E * Math.E / sum, prediction.Probability, 1e-6);
            Assert.Equal(Math.E / sum, prediction.Probabilities[0], 1e-6);
            Assert.Equal([1, 0, 2], prediction.Top(5).Select(static entry => entry.ClassNumber));
            Assert.Equal(prediction.Probability, prediction.Top(1)[0].Probability);
            Assert.Equal("1 (66.5 %)", prediction.ToString());
            Assert.Throws<ArgumentOutOfRangeException>(() => prediction.Top(0));
        }

        Prediction positive = new OneLogit(1).Predict([1.5f]), negative = new OneSigmoid(1).Predict([-1.5f]);
        Assert.Equal(1 / (1 + Math.Exp(-1.5)), positive.Probability, 1e-6);
        Assert.Equal((1, 0), (positive.ClassNumber, negative.ClassNumber));
        Assert.Equal(1 / (1 + Math.Exp(-1.5)), negative.Probability, 1e-6);
        Assert.Equal([0, 1], negative.Top(2).Select(static entry => entry.ClassNumber));

        ThreeLabels labels = new(1);
        Identity(labels.Parameters);
        Assert.Equal(1 / (1 + Math.Exp(-2)), labels.Predict([1, 2, 0])[1], 1e-6);

        static Prediction Of<T>(T network)
            where T : class, IClassifier<T>
        {
            Identity(network.Parameters);
            return network.Predict([1, 2, 0]);
        }
    }

    // Ties and saturated values among them.
    [Fact]
    public void The_class_is_that_of_Classify()
    {
        Xoshiro256 random = new(7);
        float[] special = [0, 0, 1, 1, 1.000001f, 80, 80.00001f, 200, -200, 1e30f];
        float[] inputs = [.. Enumerable.Range(0, 30_000).Select(_ => random.NextInt(2) == 0 ? special[random.NextInt(special.Length)] : (float)random.NextNormal())];
        Compare(new Logits(1));
        Compare(new LogClasses(1));
        Compare(new SoftClasses(1));
        Compare(new OneLogit(1));
        Compare(new OneSigmoid(1));

        void Compare<T>(T network)
            where T : class, IClassifier<T>
        {
            Identity(network.Parameters);
            int[] classes = new int[inputs.Length / T.Info.InputLength];
            network.Classify(inputs, classes);
            Prediction[] predictions = network.PredictBatch(inputs);
            Assert.Equal(classes, predictions.Select(static prediction => prediction.ClassNumber));
            Assert.Equal(classes, predictions.Select(static prediction => prediction.Top(2)[0].ClassNumber));
            for (int i = 0; i < 50; i++)
            {
                Assert.Equal(predictions[i].Probabilities, network.Predict(inputs.AsSpan(i * T.Info.InputLength, T.Info.InputLength)).Probabilities);
            }
        }
    }

    [Fact]
    public void Inputs_are_normalized_exactly_once_after_loading()
    {
        Dataset<int> data = Flowers();
        Normalization normalization = Normalization.StandardScore(data);
        Logits network = new(1);
        network.Fit(normalization.Apply(data), new FitOptions { Epochs = 40, Seed = 1, Optimizer = new Adam(0.05f) });

        // The network knows the normalization of its training data, before and after it was saved.
        Assert.Equal(1, Share(data, network.PredictBatch(data.Inputs)));
        network.Save(_path);
        Logits loaded = new(2);
        loaded.Load(_path);
        foreach (Logits known in (Logits[])[network, loaded])
        {
            Assert.Equal(1, Share(data, known.PredictBatch(data.Inputs)));
            Assert.Equal(1, Share(data, known.Predict(data)));
            float[] before = data.Inputs.ToArray();
            Prediction prediction = known.Predict(data.Input(1));
            Assert.Equal("y", prediction.ClassName);
            Assert.Equal(before, data.Inputs);
            Assert.Equal(prediction.Probability, known.Predict(data)[1].Probability);
        }

        // Saving again keeps what is known.
        loaded.Save(_path);
        Assert.Equal(normalization.Offsets, Preprocessing.Load(_path).Inputs!.Offsets);
        Assert.Contains("sample", Assert.Throws<ArgumentException>(() => loaded.Predict([1f])).Message, StringComparison.Ordinal);
        Assert.Contains("whole number", Assert.Throws<ArgumentException>(() => loaded.PredictBatch([1f])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => loaded.Predict([float.NaN, 1, 2]));
        data.InputNames = ["a", "c", "b"];
        Assert.Throws<ArgumentException>(() => loaded.Predict(data));
    }

    [Fact]
    public void A_regression_answers_in_its_own_unit()
    {
        Xoshiro256 random = new(3);
        float[] inputs = [.. Enumerable.Range(0, 400).Select(_ => 1000 + (100 * random.NextFloat()))];
        Dataset<float> prices = new(inputs, [.. inputs.Chunk(2).SelectMany(static row => (float[])[200 * row[0], 5000 - row[1]])], 2, 2);
        Preprocessing preprocessing = new() { Inputs = Normalization.StandardScore(prices), Targets = Normalization.StandardScoreOfTargets(prices) };
        Through network = new(1);
        network.Fit(preprocessing.Targets.ApplyToTargets(preprocessing.Inputs.Apply(prices)), new FitOptions { Epochs = 100, Seed = 1, Optimizer = new Adam(0.05f) });
        network.SetPreprocessing(preprocessing);
        float[] answers = network.Predict(prices), into = new float[400];
        network.Predict(prices.Inputs, into);
        Assert.Equal(answers, into);
        for (int i = 0; i < 200; i++)
        {
            Assert.Equal(prices.Target(i)[0], network.Predict(prices.Input(i))[0], 2000f);
            Assert.Equal(prices.Target(i)[1], answers[(2 * i) + 1], 10f);
        }
    }

    [Fact]
    public void Preprocessing_of_another_network_is_told()
    {
        Logits network = new(1);
        Assert.Contains("2 normalized inputs, but Logits has 3", Assert.Throws<ArgumentException>(() => network.SetPreprocessing(new() { Inputs = new([0, 0], [1, 1]) })).Message, StringComparison.Ordinal);
        Assert.Contains("2 class names, but Logits has 3", Assert.Throws<ArgumentException>(() => network.SetPreprocessing(new() { ClassNames = ["a", "b"] })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_threads_predict_at_once_without_allocating_much()
    {
        Dataset<int> data = Flowers();
        Logits network = new(1);
        network.GetParameter("dense1.weight").Fill(0.5f);
        network.SetPreprocessing(new() { Inputs = Normalization.MinMax(data), ClassNames = data.ClassNames });
        Prediction[] expected = network.PredictBatch(data.Inputs);
        Parallel.For(0, 2000, i => Assert.Equal(expected[i % data.Count].Probability, network.Predict(data.Input(i % data.Count)).Probability));

        float[] outputs = new float[data.Count * 3];
        network.Predict(data.Inputs, outputs);
        Assert.Equal(0, Allocation.Of(() =>
        {
            network.Predict(data.Inputs, outputs);
            network.Predict(data.Input(0), outputs.AsSpan(0, 3));
        }));
    }

    [Fact]
    public void The_loss_takes_weights()
    {
        Classifier network = new(1);
        Xoshiro256 random = new(5);
        float[] inputs = [.. Enumerable.Range(0, 20 * 50).Select(_ => (float)random.NextNormal())];
        int[] targets = [.. Enumerable.Range(0, 50).Select(_ => random.NextInt(4))];
        float[] weights = [.. Enumerable.Range(0, 50).Select(i => i < 20 ? 2 : i % 3)];
        double expected = Enumerable.Range(0, 50).Sum(i => (double)weights[i] * network.Loss(inputs.AsSpan(i * 20, 20), targets.AsSpan(i, 1))) / weights.Sum();
        Assert.Equal(expected, network.Loss(inputs, targets, weights), 1e-6);
        Assert.Equal(network.Loss(inputs, targets), network.Loss(inputs, targets, new float[50].Select(static _ => 3f).ToArray()));
        Assert.Equal(network.Loss(inputs, targets), network.Loss(inputs, targets, sampleWeights: default));
        Assert.Contains("49 weights, but 50 samples", Assert.Throws<ArgumentException>(() => network.Loss(inputs, targets, weights.AsSpan(..49))).Message, StringComparison.Ordinal);
        Assert.Contains("weight of sample 7 is -1", Assert.Throws<ArgumentException>(() => network.Loss(inputs, targets, weights.Select(static (weight, i) => i == 7 ? -1 : weight).ToArray())).Message, StringComparison.Ordinal);
        Assert.Contains("All weights are 0", Assert.Throws<ArgumentException>(() => network.Loss(inputs, targets, new float[50])).Message, StringComparison.Ordinal);
        targets[33] = 4;
        Assert.Contains("33", Assert.Throws<ArgumentOutOfRangeException>(() => network.Loss(inputs, targets, weights)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_restored_epoch_is_in_the_history()
    {
        // One step at a rate that is far too high makes everything after the first epoch worse.
        Dataset<int> data = Flowers(), turned = new(data.Inputs.ToArray(), [.. data.Targets.ToArray().Select(static target => (target + 1) % 3)], 3);
        Logits network = new(1);
        TrainingHistory history = network.Fit(data, new FitOptions { Epochs = 10, Seed = 1, EarlyStopping = new EarlyStopping { Patience = 3 } }, validation: turned);
        int best = 1 + Enumerable.Range(0, history.Epochs.Count).MinBy(i => history.Epochs[i].ValidationLoss);
        Assert.Equal(best, history.RestoredEpoch);
        Assert.Equal(history.Epochs[best - 1].ValidationLoss, network.Evaluate(turned).Loss);
        Assert.Null(network.Fit(data, new FitOptions { Epochs = 1 }).RestoredEpoch);
        history.SaveJson(_path);
        Assert.Contains($"\"restored_epoch\": {best}", File.ReadAllText(_path), StringComparison.Ordinal);
    }

    private static double Share(Dataset<int> data, Prediction[] predictions) => predictions.Index().Count(pair => data.Targets[pair.Index] == pair.Item.ClassNumber) / (double)data.Count;

    private static void Identity(Span<float> weights)
    {
        int size = (int)Math.Sqrt(weights.Length);
        weights.Clear();
        for (int i = 0; i < size; i++)
        {
            weights[(i * size) + i] = 1;
        }
    }

    // Raw measurements at scales that a network hardly learns from.
    private static Dataset<int> Flowers()
    {
        Xoshiro256 random = new(5);
        int[] targets = [.. Enumerable.Range(0, 90).Select(static i => i % 3)];
        float[] inputs = [.. targets.SelectMany(target => Enumerable.Range(0, 3).Select(axis => 1000 + ((axis == target ? 100 : 0) + (10 * (float)random.NextNormal()))))];
        return new Dataset<int>(inputs, targets, 3) { Schema = new() { InputNames = ["a", "b", "c"], ClassNames = ["x", "y", "z"] } };
    }
}
