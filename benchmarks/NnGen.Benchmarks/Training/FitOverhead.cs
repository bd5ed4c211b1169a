using System.Diagnostics;
using System.Globalization;
using NnGen.Benchmarks.Networks;
using NnRuntime.Data;
using NnRuntime.Optimizers;
using NnRuntime.Training;

namespace NnGen.Benchmarks.Training;

/// <summary>What Fit adds to a loop of bare training steps over the same batches: alone; with progress, early stopping and checkpoints; and with
/// validation too. Each is timed in turn.</summary>
internal static class FitOverhead
{
    private const int Samples = 60_000, Epochs = 5;

    public static int Run(string[] args)
    {
        int rounds = args is [string text] ? int.Parse(text, CultureInfo.InvariantCulture) : 15;
        Random random = new(1);
        float[] inputs = new float[Samples * DigitNet.InputLength];
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = random.NextSingle();
        }
        Dataset<int> train = new(inputs, [.. Enumerable.Range(0, Samples).Select(_ => random.Next(10))], DigitNet.InputLength);
        Dataset<int> validation = train.Subset([.. Enumerable.Range(0, 1000)]);
        string folder = Directory.CreateTempSubdirectory("nngen-").FullName;
        try
        {
            Console.WriteLine("784-128-10, Adam, 5 epochs of 60,000 samples; medians of " + rounds + " rounds\n");
            Console.WriteLine("| batch | threads | bare steps ms | Fit | with progress, early stopping, checkpoint | and 1,000 validation samples |");
            Console.WriteLine("|--:|--:|--:|--:|--:|--:|");
            foreach ((int batch, int threads) in new[] { (32, 1), (128, 1), (128, 2) })
            {
                FitOptions plain = new() { Epochs = Epochs, BatchSize = batch, Threads = threads };
                FitOptions full = plain with { Progress = new Silent(), EarlyStopping = new EarlyStopping(), Checkpoint = new Checkpoint(Path.Combine(folder, "run.ckpt")) };
                Action[] contenders =
                [
                    () => Bare(train, batch, threads),
                    () => new DigitNet(1).Fit(train, plain),
                    () => new DigitNet(1).Fit(train, full),
                    () => new DigitNet(1).Fit(train, full, validation),
                ];
                double[] medians = Medians(contenders, rounds);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {batch} | {threads} | {medians[0]:F1} | {Percent(medians, 1)} | {Percent(medians, 2)} | {Percent(medians, 3)} |"));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        return 0;
    }

    private static void Bare(Dataset<int> train, int batchSize, int threads)
    {
        DigitNet network = new(1);
        using ParallelTrainer<DigitNet, int> trainer = new(network, new Adam(), batchSize, threads);
        long step = 0;
        for (int epoch = 0; epoch < Epochs; epoch++)
        {
            foreach (Batch<int> batch in train.Batches(batchSize, seed: epoch))
            {
                trainer.Step(batch.Inputs, batch.Targets, seed: 0, step++);
            }
        }
    }

    // The median of the ratios within a round, in which all are timed one after the other: what else the machine does hits them alike.
    private static double[] Medians(Action[] contenders, int rounds)
    {
        List<double>[] ratios = [.. contenders.Select(static _ => new List<double>())];
        List<double> bare = [];
        for (int round = -2; round < rounds; round++)
        {
            double[] times = [.. contenders.Select(Time)];
            if (round < 0)
            {
                continue;
            }
            bare.Add(times[0]);
            for (int i = 1; i < times.Length; i++)
            {
                ratios[i].Add(times[i] / times[0]);
            }
        }
        return [Median(bare), .. ratios.Skip(1).Select(Median)];
    }

    private static double Time(Action contender)
    {
        long started = Stopwatch.GetTimestamp();
        contender();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static string Percent(double[] medians, int i) => string.Create(CultureInfo.InvariantCulture, $"{100 * (medians[i] - 1):+0.0;-0.0} %");

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private sealed class Silent : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
        }
    }
}
