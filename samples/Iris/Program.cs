using System.Globalization;
using Flowers;
using NnGen;
using NnGen.Data;
using NnGen.Optimizers;
using NnGen.Report;
using NnGen.Training;

// Classifies three species of iris. The flowers come from the file that is given, from iris.csv under NNGEN_DATA, or are generated.
string? file = args is [var path] ? path
    : Environment.GetEnvironmentVariable("NNGEN_DATA") is { } folder ? Path.Combine(folder, "sklearn", "iris.csv")
    : null;
Dataset<int> flowers = file is null
    ? Dataset.Classification(DrawnFlowers.Draw(150, seed: 1), flower => [flower.SepalLength, flower.SepalWidth, flower.PetalLength, flower.PetalWidth], flower => flower.Species)
    : CsvFile.LoadClassification(file);
Print($"{file ?? "flowers made up here"}: {flowers.Count} flowers of the classes {string.Join(", ", flowers.ClassNames)}");

// Estimates the accuracy: every flower is classified once, by a network that has not seen it.
double accuracy = 0;
foreach ((Dataset<int> train, Dataset<int> validation) in flowers.StratifiedKFold(5, seed: 1))
{
    Normalization scale = Normalization.StandardScore(train);   // fitted to the training data only
    accuracy += Train(scale.Apply(train)).Evaluate(scale.Apply(validation)).Accuracy / 5;
}

Print($"accuracy of five-fold cross-validation: {100 * accuracy:F1} %");

// Trains the network to keep. The file contains the preprocessing of its inputs, and the names of columns and classes.
(Dataset<int> most, Dataset<int> rest) = flowers.StratifiedSplit(0.8, seed: 1);
Normalization normalization = Normalization.StandardScore(most);
Dataset<int> known = normalization.Apply(most), unseen = normalization.Apply(rest);
var net = new IrisNet(seed: 1);
TrainingRecorder recorder = TrainingRecorder.Create(net, known);
TrainingHistory history = net.Fit(known, recorder.Watch(Options()), validation: unseen);
string output = Path.Combine(Path.GetTempPath(), "iris.safetensors");
net.Save(output, new Preprocessing { Inputs = normalization });

// Writes a report of the training run, to be opened in a browser.
string page = Path.Combine(Path.GetTempPath(), "iris.html");
net.SaveReport(page, history, unseen, new ReportOptions { Title = "Iris", Recorder = recorder });
Print($"network: {output}, report: {page}");

// Elsewhere, the network takes a flower as measured.
var loaded = new IrisNet();
loaded.Load(output);
Prediction prediction = loaded.Predict(rest.Input(0));
Print($"{string.Join(" ", rest.Input(0).ToArray())} cm: {prediction}, in truth {flowers.ClassNames[rest.Target(0)[0]]}");
return accuracy > 0.9 ? 0 : 1;

static IrisNet Train(Dataset<int> data)
{
    var net = new IrisNet(seed: 1);
    net.Fit(data, Options() with { Progress = TrainingProgress.Silent });
    return net;
}

static FitOptions Options() => new() { Epochs = 100, BatchSize = 16, Seed = 1, Optimizer = new AdamW(learningRate: 0.01f) };

// Writes numbers with a decimal point, regardless of the culture.
static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
