using System.Globalization;
using NnGen;
using NnGen.Data;
using NnGen.Optimizers;
using NnGen.Training;
using Numbers;

// Predicts a number from ten inputs: the diabetes data under NNGEN_DATA, otherwise a function with noise.
string? folder = Environment.GetEnvironmentVariable("NNGEN_DATA");
Dataset<float> data = folder is null ? Tables.Friedman(1000, seed: 1) : Tables.Diabetes(Path.Combine(folder, "sklearn"));
Print($"{(folder is null ? "a function with noise" : "diabetes")}: {data.Count} samples");

// R² is the fraction of the variance that is explained: 0 for predicting the mean, 1 for a perfect fit.
double explained = 0;
foreach ((Dataset<float> train, Dataset<float> validation) in data.KFold(5, seed: 1))
{
    // Inputs and targets are normalized with statistics of the training data. R² does not depend on the scale of the targets.
    Normalization inputs = Normalization.StandardScore(train), targets = Normalization.StandardScoreOfTargets(train);
    RegressionNet judged = Train(targets.ApplyToTargets(inputs.Apply(train)), folder is not null);
    explained += judged.Evaluate(targets.ApplyToTargets(inputs.Apply(validation))).RSquared / 5;
}

Print($"R² of five-fold cross-validation: {explained:F3}");

// Trains the network to keep, with both normalizations in its file.
(Dataset<float> most, Dataset<float> rest) = data.Split(0.9, seed: 1);
var preprocessing = new Preprocessing { Inputs = Normalization.StandardScore(most), Targets = Normalization.StandardScoreOfTargets(most) };
RegressionNet net = Train(preprocessing.Targets.ApplyToTargets(preprocessing.Inputs.Apply(most)), folder is not null);
string output = Path.Combine(Path.GetTempPath(), "regression.safetensors");
net.Save(output, preprocessing);

// Samples are passed as measured, and predictions are returned in the unit of the targets.
float[] answers = net.Predict(rest);
for (int i = 0; i < 5; i++)
{
    Print($"predicted {answers[i],7:F1}   measured {rest.Target(i)[0],7:F1}");
}

return explained > (folder is null ? 0.8 : 0.4) ? 0 : 1;

// Few and noisy samples are quickly memorized, so a few epochs and strong weight decay are used.
static RegressionNet Train(Dataset<float> data, bool isNoisy)
{
    var net = new RegressionNet(seed: 1);
    net.Fit(data, new FitOptions
    {
        Epochs = isNoisy ? 30 : 200,
        Seed = 1,
        Optimizer = new AdamW(learningRate: isNoisy ? 2e-3f : 5e-3f, weightDecay: isNoisy ? 0.3f : 0.01f),
        Progress = TrainingProgress.Silent,
    });
    return net;
}

// Writes numbers with a decimal point, regardless of the culture.
static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
