using System.Globalization;
using Digits;
using NnRuntime;
using NnRuntime.Data;
using NnRuntime.Optimizers;
using NnRuntime.Schedules;
using NnRuntime.Training;
using Spectre.Console;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (Options.Parse(args, out string? error) is not { } options)
{
    Console.Error.WriteLine($"{error}\n{Options.Usage}");
    return 2;
}

// 1. Data: MNIST from a folder, or digits that the program draws. The test digits are drawn from another seed.
Dataset<int> train, test;
try
{
    train = options.Data is { } folder ? Mnist.LoadTrain(folder) : DrawnDigits.Draw(30_000, seed: 1);
    test = options.Data is { } sameFolder ? Mnist.LoadTest(sameFolder) : DrawnDigits.Draw(5_000, seed: 2);
}
catch (Exception exception) when (exception is IOException or InvalidDataException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
Console.WriteLine($"{train.Count:N0} digits to learn from, {test.Count:N0} held back");

// 2. Two networks, compiled when this program was built, trained alike.
DigitNet net = new(seed: 1);
LinearNet linear = new(seed: 1);
Training.Run("784-128-10", net, train, options.Epochs);
Training.Run("784-10", linear, train, options.Epochs);

// 3. How well they do on digits that they never saw.
Evaluation result = net.Evaluate(test);
Console.WriteLine($"test accuracy: {100 * result.Accuracy:F2} %");
Console.WriteLine($"a linear model reaches {100 * linear.Evaluate(test).Accuracy:F2} %: ten templates cannot follow what a hidden layer can");
AnsiConsole.Write(Pictures.Confusion(result.ConfusionMatrix!));

// 4. Saved, and loaded into another network.
net.Save(options.Output);
DigitNet loaded = new();
loaded.Load(options.Output);
Console.WriteLine($"saved to {options.Output} and loaded back: the same parameters {(loaded.Parameters.SequenceEqual(net.Parameters) ? "to the bit" : "NOT, which is a bug")}");

// 5. A few of the held-back digits.
for (int sample = 0; sample < 3; sample++)
{
    Console.WriteLine($"\na {test.Target(sample)[0]}, read as {loaded.Classify(test.Input(sample))}");
    Console.WriteLine(Pictures.Draw(test.Input(sample)));
}
return 0;
