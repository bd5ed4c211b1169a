using NnGen;
using NnGen.Data;
using NnGen.Optimizers;
using NnGen.Training;

namespace NnGenApp;

/// <summary>Trains the network on a CSV file with a header, whose last column is the class.</summary>
public static class PlantTraining
{
    /// <summary>Loads the file and splits it into samples for training and for testing.</summary>
    public static (Dataset<int> Train, Dataset<int> Test) Load(string path) => CsvFile.LoadClassification(path).StratifiedSplit(0.8, seed: 1);

    /// <summary>Returns a trained network, which knows how to normalize its inputs.</summary>
    public static PlantNet Train(Dataset<int> train, Dataset<int> validation, IProgress<TrainingProgress>? progress = null)
    {
        Normalization normalization = Normalization.StandardScore(train);
        var net = new PlantNet(seed: 1);
        var options = new FitOptions { Epochs = 60, Optimizer = new Adam(learningRate: 0.01), Progress = progress };
        net.Fit(normalization.Apply(train), options, validation: normalization.Apply(validation));
        net.SetPreprocessing(new Preprocessing { Inputs = normalization });
        return net;
    }
}
