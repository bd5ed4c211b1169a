using System.Text;
using Convolution;
using Digits;
using NnGen;
using NnGen.Data;
using NnGen.Optimizers;
using NnGen.Schedules;
using NnGen.Terminal;
using NnGen.Training;

// Trains a convolutional network that reads digits. The network is declared in LeNet.cs.
Console.OutputEncoding = Encoding.UTF8;
try
{
    if (args is ["--help" or "-h", ..])
    {
        Console.WriteLine(Options.Usage);
        return 0;
    }

    Run(Options.Parse(args));
    return 0;
}
catch (FormatException wrong)
{
    Console.Error.WriteLine($"{wrong.Message}\n{Options.Usage}");
    return 2;
}
catch (Exception wrong) when (wrong is IOException or InvalidDataException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(wrong.Message);
    return 1;
}

static void Run(Options options)
{
    // The training digits, and others that the network is never trained on.
    (Dataset<int> train, Dataset<int> test) = options.Data is { } folder
        ? (Mnist.LoadTrain(folder), Mnist.LoadTest(folder))
        : (DrawnDigits.Draw(30_000, seed: 1), DrawnDigits.Draw(5_000, seed: 2));
    Terminal.Line($"{(options.Data is null ? "digits drawn here" : "MNIST")}: {train.Count:N0} to learn from, {test.Count:N0} others to test with");
    Terminal.Line($"LeNet: {LeNet.ParameterCount:N0} parameters, {LeNet.Info.Flops:N0} operations a digit");

    // The optimizer of samples/Digits with a smaller learning rate and decay, which were not tuned.
    var net = new LeNet(seed: 1);
    TrainingHistory history;
    using (var display = new TrainingDisplay("LeNet"))
    {
        history = net.Fit(train, display.Watch(new FitOptions
        {
            Epochs = options.Epochs,
            BatchSize = 64,
            Seed = 1,
            Optimizer = new AdamW(learningRate: 2e-3f, weightDecay: 0.05f),
            Schedule = new CosineAnnealing(),
        }), validation: test);
    }

    ClassificationEvaluation result = net.Evaluate(test);
    Terminal.Line($"\ntest accuracy: {100 * result.Accuracy:F2} %, {history.Epochs.Average(static epoch => epoch.Duration.TotalSeconds):F2} s an epoch\n");
    Terminal.Line($"what the digits are (rows) and what the network reads (columns):");
    Terminal.ConfusionMatrix(result.ConfusionMatrix);
}
