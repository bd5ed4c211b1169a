using NnGen;
using NnGen.CompilerServices;
using NnGen.Data;
using NnGen.Optimizers;
using NnGen.Training;

namespace NnGen.IntegrationTests;

/// <summary>Data that Normalization has scaled, and data that it has not, where a network meets them.</summary>
public sealed class ScaleTests : IDisposable
{
    private static readonly FitOptions s_options = new() { Epochs = 40, Seed = 1, Optimizer = new Adam(0.05f), Progress = TrainingProgress.Silent };

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"nngen-{Guid.NewGuid():N}.safetensors");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Normalizing_twice_is_refused()
    {
        Dataset<int> data = Flowers();
        Normalization normalization = Normalization.StandardScore(data), other = Normalization.MinMax(data);
        Dataset<int> once = normalization.Apply(data);
        (Dataset<int> first, Dataset<int> second) = once.Split(0.5, seed: 1);
        Dataset<int>[] derived =
        [
            once, first, second, once.Subset([3, 1]), once.StratifiedSplit(0.5, seed: 1).First, once.KFold(3, seed: 1).First().Validation, once.StratifiedKFold(3, seed: 1).Last().Train,
        ];
        Assert.All(derived, part => Assert.Contains("are normalized already, by this normalization", Assert.Throws<ArgumentException>(() => normalization.Apply(part)).Message, StringComparison.Ordinal));
        Assert.All(derived, part => Assert.Contains("by another normalization", Assert.Throws<ArgumentException>(() => other.Apply(part)).Message, StringComparison.Ordinal));
        foreach (IBatchSource<int> source in new[]
        {
            once, normalization.Apply((IBatchSource<int>)data), normalization.Apply(data.Prefetch()), normalization.Apply(data.Prefetch()).Prefetch(), once.Augment(new ImageShape(1, 1, 3), new GaussianNoise(0.1)),
        })
        {
            Assert.Throws<ArgumentException>(() => normalization.Apply(source));
        }
        UnlabeledDataset unlabeled = normalization.Apply(new UnlabeledDataset(data.Inputs.ToArray(), 3));
        Assert.Throws<ArgumentException>(() => normalization.Apply(unlabeled));
        Dataset<float> prices = Prices();
        Normalization targets = Normalization.StandardScoreOfTargets(prices), inputs = Normalization.StandardScore(prices);
        Assert.Throws<ArgumentException>(() => targets.ApplyToTargets(inputs.Apply(targets.ApplyToTargets(prices))));

        // The way out, and what it gives.
        float[] twice = once.Inputs.ToArray();
        normalization.Apply(twice);
        Assert.Equal(twice, normalization.Apply(new Dataset<int>(once.Inputs.ToArray(), once.Targets.ToArray(), 3)).Inputs.ToArray());
    }

    [Fact]
    public void Predict_takes_measured_and_normalized_data()
    {
        Dataset<int> data = Flowers();
        Normalization normalization = Normalization.StandardScore(data);
        Logits network = Trained(normalization.Apply(data));
        network.Save(_path, new Preprocessing { Inputs = normalization });
        Logits loaded = new(2);
        loaded.Load(_path);

        // A network knows how to normalize as soon as it was trained on normalized data.
        foreach (Logits known in (Logits[])[network, loaded, Trained(normalization.Apply(data))])
        {
            float[] expected = Probabilities(known.Predict(data));
            Assert.Equal(1, Share(data, known.Predict(data)));
            Assert.Equal(expected, Probabilities(known.Predict(normalization.Apply(data))));
            Assert.Equal(expected, Probabilities(known.Predict(Preprocessing.Load(_path).Inputs!.Apply(data))));
            Assert.Equal(expected, Probabilities(known.Predict(normalization.Apply(new UnlabeledDataset(data.Inputs.ToArray(), 3)))));
            Assert.Contains("a different normalization", Assert.Throws<ArgumentException>(() => known.Predict(Normalization.MinMax(data).Apply(data))).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Evaluate_takes_measured_and_normalized_data()
    {
        Dataset<int> data = Flowers();
        Normalization normalization = Normalization.StandardScore(data);
        Logits network = Trained(normalization.Apply(data));
        ClassificationEvaluation expected = network.Evaluate(normalization.Apply(data));
        Assert.Equal(1, expected.Accuracy);
        network.Save(_path);
        Logits loaded = new(2);
        loaded.Load(_path);
        foreach (Logits known in (Logits[])[network, loaded])
        {
            Assert.Contains("a different normalization", Assert.Throws<ArgumentException>(() => known.Evaluate(Normalization.MinMax(data).Apply(data))).Message, StringComparison.Ordinal);
            Assert.Equal(expected.Loss, known.Evaluate(normalization.Apply(data)).Loss);
            Assert.Equal(expected.Loss, known.Evaluate(data).Loss);
            Assert.Equal(1, known.Evaluate(data).Accuracy);
        }
    }

    [Fact]
    public void A_network_with_one_output_takes_measured_class_numbers()
    {
        Dataset<int> data = new([1000, 1010, 1020, 1030], [0, 0, 1, 1], 1);
        Normalization normalization = Normalization.StandardScore(data);
        OneLogit network = new(1);
        network.Fit(normalization.Apply(data), s_options);
        network.SetPreprocessing(new() { Inputs = normalization });
        Assert.Equal(1, network.Evaluate(data).Accuracy);
        Assert.Equal(network.Evaluate(normalization.Apply(data)).Loss, network.Evaluate(data).Loss);
        Assert.Throws<ArgumentException>(() => network.Fit(data, s_options));
        Assert.Throws<ArgumentException>(() => network.Fit(normalization.Apply(data), s_options, validation: data));
    }

    [Fact]
    public void Fit_compares_training_and_validation_data()
    {
        (Dataset<int> train, Dataset<int> test) = Flowers().Split(0.7, seed: 1);
        Normalization normalization = Normalization.StandardScore(train);
        Dataset<int> normalized = normalization.Apply(train);
        Refused("those of the validation data are not; pass validation: Normalization.Apply(validation)", normalized, test);
        Refused("those of the training data are not; pass Normalization.Apply(train) too", train, normalization.Apply(test));
        Refused("different normalizations", normalized, Normalization.StandardScore(test).Apply(test));
        Refused("those of the validation data are not", normalization.Apply(train.Prefetch()), test);
        Refused("those of the validation data are not", normalized.Augment(new ImageShape(1, 1, 3), new GaussianNoise(0.1)), test);
        Assert.Equal(40, new Logits(1).Fit(normalized, s_options, validation: normalization.Apply(test)).Epochs.Count);
        Assert.Equal(40, new Logits(1).Fit(normalized.Augment(new ImageShape(1, 1, 3), new GaussianNoise(0.1)), s_options, validation: normalization.Apply(test)).Epochs.Count);

        // The same numbers by another object, and sources that know nothing.
        Assert.Equal(40, new Logits(1).Fit(normalized, s_options, validation: new Normalization([.. normalization.Offsets], [.. normalization.Divisors]).Apply(test)).Epochs.Count);
        Assert.Equal(40, new Logits(1).Fit(new Wrapped(normalized), s_options, validation: normalization.Apply(test)).Epochs.Count);
        Assert.Equal(40, new Logits(1).Fit(new Wrapped(normalized).Prefetch(), s_options, validation: test).Epochs.Count);

        Dataset<float> prices = Prices();
        Normalization targets = Normalization.StandardScoreOfTargets(prices);
        Assert.Contains("Normalization.ApplyToTargets(validation)", Assert.Throws<ArgumentException>(() => new Through(1).Fit(targets.ApplyToTargets(prices), s_options, validation: prices)).Message, StringComparison.Ordinal);

        static void Refused(string message, IBatchSource<int> train, Dataset<int> validation)
        {
            Logits network = new(1);
            float[] before = network.Parameters.ToArray();
            Assert.Contains(message, Assert.Throws<ArgumentException>(() => train is Dataset<int> data ? network.Fit(data, s_options, validation) : network.Fit(train, s_options, validation)).Message, StringComparison.Ordinal);
            Assert.Equal(before, network.Parameters);
        }
    }

    [Fact]
    public void Fit_compares_the_data_with_what_the_network_knows()
    {
        Dataset<int> data = Flowers();
        Normalization normalization = Normalization.StandardScore(data);
        Trained(normalization.Apply(data)).Save(_path, new Preprocessing { Inputs = normalization });
        Logits loaded = new(2);
        loaded.Load(_path);
        Assert.Contains("are not normalized", Assert.Throws<ArgumentException>(() => loaded.Fit(data, s_options)).Message, StringComparison.Ordinal);
        Assert.Contains("call net.SetPreprocessing(null)", Assert.Throws<ArgumentException>(() => loaded.Fit(Normalization.MinMax(data).Apply(data), s_options)).Message, StringComparison.Ordinal);
        loaded.Fit(normalization.Apply(data), s_options);
        Assert.Contains("The normalization of inputs in the preprocessing differs", Assert.Throws<ArgumentException>(() => loaded.SetPreprocessing(new() { Inputs = Normalization.MinMax(data) })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => loaded.Save(_path, new Preprocessing { Inputs = Normalization.MinMax(data) }));
        loaded.SetPreprocessing(null);
        loaded.Fit(Normalization.MinMax(data).Apply(data), s_options);
        loaded.SetPreprocessing(new() { Inputs = Normalization.MinMax(data) });
        Assert.Equal(1, loaded.Evaluate(data).Accuracy);
    }

    // Floats that the program has scaled itself have no mark.
    [Fact]
    public void Data_normalized_by_hand_are_as_Fit_got_them_until_a_normalization_is_known()
    {
        Dataset<int> data = Flowers();
        Normalization normalization = Normalization.StandardScore(data);
        float[] inputs = data.Inputs.ToArray();
        normalization.Apply(inputs);
        Dataset<int> byHand = new(inputs, data.Targets.ToArray(), 3) { Schema = data.Schema };
        Logits network = Trained(byHand), other = Trained(normalization.Apply(data));
        Assert.Equal(other.Parameters, network.Parameters);
        Assert.Equal(1, network.Evaluate(byHand).Accuracy);
        network.SetPreprocessing(new() { Inputs = normalization });

        // Evaluate and Predict agree: only data with a mark are known to be normalized or not.
        foreach (Action use in (Action[])[() => network.Evaluate(byHand), () => network.Predict(byHand), () => network.Evaluate(data), () => network.Predict(data), () => network.Predict(new UnlabeledDataset(inputs, 3)), () => network.Normalize(byHand)])
        {
            Assert.Contains("it is unknown whether the inputs of these data are normalized; pass net.GetPreprocessing().Inputs.Apply(data) with the measured data", Assert.Throws<ArgumentException>(use).Message, StringComparison.Ordinal);
        }
        Assert.Equal(1, network.Evaluate(normalization.Apply(data)).Accuracy);
        Assert.Equal(1, Share(data, network.Predict(normalization.Apply(data))));
        Assert.Equal(1, Share(data, network.PredictBatch(data.Inputs)));
        network.Fit(byHand, s_options);

        Assert.Contains("those that Logits was trained on are not", Assert.Throws<ArgumentException>(() => Trained(data).Evaluate(normalization.Apply(data))).Message, StringComparison.Ordinal);
    }

    // Prices differ by thousands, scaled ones by about 1.
    [Fact]
    public void The_errors_of_a_regression_are_in_the_unit_of_its_targets()
    {
        Dataset<float> prices = Prices();
        Preprocessing preprocessing = new() { Inputs = Normalization.StandardScore(prices), Targets = Normalization.StandardScoreOfTargets(prices) };
        Dataset<float> scaled = preprocessing.Targets.ApplyToTargets(preprocessing.Inputs.Apply(prices));
        Through network = new(1);
        network.Fit(scaled, s_options with { Epochs = 5 });
        float[] outputs = new float[prices.Count * 2];
        network.Forward(scaled.Inputs, outputs);
        preprocessing.Targets.Invert(outputs);
        double[] absolute = new double[2], squared = new double[2];
        for (int i = 0; i < outputs.Length; i++)
        {
            double error = (double)outputs[i] - prices.Targets[i];
            absolute[i % 2] += Math.Abs(error) / prices.Count;
            squared[i % 2] += error * error / prices.Count;
        }
        float loss = network.Loss(scaled.Inputs, scaled.Targets);
        network.Save(_path, preprocessing);
        Through loaded = new(2);
        loaded.Load(_path);
        foreach (RegressionEvaluation evaluation in (RegressionEvaluation[])[network.Evaluate(scaled), network.Evaluate(prices), loaded.Evaluate(scaled), loaded.Evaluate(prices), loaded.Evaluate(preprocessing.Inputs.Apply(prices))])
        {
            Assert.InRange(evaluation.MeanAbsoluteError / absolute.Average(), 1 - 1e-5, 1 + 1e-5);
            Assert.InRange(evaluation.RootMeanSquaredError / squared.Average(Math.Sqrt), 1 - 1e-5, 1 + 1e-5);
            Assert.InRange(evaluation.Loss / loss, 1 - 1e-5, 1 + 1e-5);
        }

        // Without normalized targets everything is as it was.
        Through plain = new(1);
        plain.Fit(preprocessing.Inputs.Apply(prices), s_options with { Epochs = 1 });
        Assert.Contains("targets of the data are normalized, but those", Assert.Throws<ArgumentException>(() => plain.Evaluate(scaled)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Outputs_beyond_floats_in_the_unit_of_the_targets_are_told()
    {
        OneValue network = new(1);
        Assert.Equal([2], network.Predict([2f]));
        network.SetPreprocessing(new() { Targets = new([1e308], [1e308]) });
        string message = Assert.Throws<InvalidOperationException>(() => network.Predict([0.5f])).Message;
        Assert.Contains("Output 0 of sample 0 is 0.5, which is 1.5E+308 in the unit of the targets", message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => network.Predict(new UnlabeledDataset([0.5f], 1)));
        Assert.Throws<InvalidOperationException>(() => network.Predict([0.5f], new float[1]));
        float[] values = [0.5f];
        Assert.Contains("overload that writes doubles", Assert.Throws<ArgumentException>(() => new Normalization([0], [1e39]).Invert(values)).Message, StringComparison.Ordinal);
        Assert.Equal([0.5f], values);

        // An output that is not finite is the network's own.
        Assert.Equal([float.NaN], network.Predict([float.NaN]));
    }

    [Fact]
    public void Inputs_that_are_not_finite_are_named()
    {
        Logits network = new(1);
        network.SetPreprocessing(new() { Inputs = new([0, 0, 0], [1, 1, 1]) });
        foreach (Action predict in (Action[])[() => network.Predict([1f, float.NaN, 1f]), () => network.Predict([1.0, double.NaN, 1.0]), () => network.Predict(new UnlabeledDataset([1, float.NaN, 1], 3))])
        {
            Assert.Contains("Sample 0, input 1: NaN is not a finite number; leave out such samples, or replace missing values with a number", Assert.Throws<ArgumentException>(predict).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Parameters_at_fault_are_those_of_the_caller()
    {
        Logits network = new(1);
        Dataset<int> wrong = new([1, 2, 3], [3], 3);
        Assert.Equal("train", Assert.Throws<ArgumentOutOfRangeException>(() => network.Fit(wrong)).ParamName);
        Assert.Equal("data", Assert.Throws<ArgumentOutOfRangeException>(() => network.Evaluate(wrong)).ParamName);
        Assert.Equal("value", Assert.Throws<ArgumentException>(() => wrong.InputNames = ["a"]).ParamName);
        Assert.Equal("value", Assert.Throws<ArgumentException>(() => wrong.ClassNames = ["a", "a"]).ParamName);
        Assert.Equal("like", Assert.Throws<ArgumentException>(() => Dataset.Regression([1, 2], x => [x, x], x => (double)x, new DataSchema { InputNames = ["x"] })).ParamName);
        Dataset<int> empty = new([], [], 3);
        Assert.Contains("no samples; pass data with at least one", Assert.Throws<ArgumentException>(() => network.Fit(empty)).Message, StringComparison.Ordinal);
        Assert.Contains("A CSV file that ends after its header has none", Assert.Throws<ArgumentException>(() => Normalization.MinMax(empty)).Message, StringComparison.Ordinal);
    }

    private static Logits Trained(Dataset<int> data)
    {
        Logits network = new(1);
        network.Fit(data, s_options);
        return network;
    }

    private static double Share(Dataset<int> data, Prediction[] predictions) => predictions.Index().Count(pair => data.Targets[pair.Index] == pair.Item.ClassNumber) / (double)data.Count;

    private static float[] Probabilities(Prediction[] predictions) => [.. predictions.SelectMany(static prediction => prediction.Probabilities.ToArray())];

    private static Dataset<int> Flowers()
    {
        Xoshiro256 random = new(5);
        int[] targets = [.. Enumerable.Range(0, 90).Select(static i => i % 3)];
        float[] inputs = [.. targets.SelectMany(target => Enumerable.Range(0, 3).Select(axis => 1000 + ((axis == target ? 100 : 0) + (10 * (float)random.NextNormal()))))];
        return new Dataset<int>(inputs, targets, 3) { Schema = new() { InputNames = ["a", "b", "c"], ClassNames = ["x", "y", "z"] } };
    }

    private static Dataset<float> Prices()
    {
        Xoshiro256 random = new(3);
        float[] inputs = [.. Enumerable.Range(0, 400).Select(_ => 1000 + (100 * random.NextFloat()))];
        return new(inputs, [.. inputs.Chunk(2).SelectMany(static row => (float[])[200 * row[0], 5000 - row[1]])], 2, 2);
    }

    private sealed class Wrapped(IBatchSource<int> source) : IBatchSource<int>
    {
        public long Count => source.Count;

        public int InputLength => source.InputLength;

        public int TargetLength => source.TargetLength;

        public IReadOnlyList<string> ClassNames => source.ClassNames;

        public IBatchReader<int> Read(in BatchReadOptions options, CancellationToken cancellationToken = default) => source.Read(options, cancellationToken);
    }
}

[Network(1)]
[Dense(1, UseBias = false, Initializer = Initializer.Constant, InitialValue = 1)]
internal sealed partial class OneValue;
