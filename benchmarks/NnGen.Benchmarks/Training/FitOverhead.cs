using System.Diagnostics;
using System.Globalization;
using NnGen.Benchmarks.Networks;
using NnRuntime.Data;
using NnRuntime.Optimizers;
using NnRuntime.Training;

namespace NnGen.Benchmarks.Training;

/// <summary>What Fit adds to a loop of bare training steps over the same batches: alone; with progress, early stopping and checkpoints; and with
/// validation too. Each is timed in turn. What Fit does outside of its steps is timed within one run as well, which other programs disturb less.</summary>
internal static class FitOverhead
{
    private const int Samples = 60_000, Epochs = 10;

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
            Console.WriteLine("784-128-10, Adam, " + Epochs + " epochs of 60,000 samples; median of the ratios of " + rounds + " rounds (and ratio of the fastest)\n");
            Console.WriteLine("| batch | threads | bare steps ms | Fit | with progress, early stopping, checkpoint | and 1,000 validation samples | of it outside the steps |");
            Console.WriteLine("|--:|--:|--:|--:|--:|--:|--:|");
            foreach ((int batch, int threads) in new[] { (32, 1), (128, 1), (128, 2) })
            {
                FitOptions plain = new() { Epochs = Epochs, BatchSize = batch, Threads = threads };
                FitOptions full = plain with { Progress = new Silent(), EarlyStopping = new EarlyStopping { Patience = Epochs }, Checkpoint = new Checkpoint(Path.Combine(folder, "run.ckpt")) };
                Func<TrainingHistory?>[] contenders =
                [
                    () => Bare(train, batch, threads),
                    () => new DigitNet(1).Fit(train, plain),
                    () => new DigitNet(1).Fit(train, full),
                    () => new DigitNet(1).Fit(train, full, validation),
                ];
                (double[][] times, double[] outside) = Times(contenders, rounds);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {batch} | {threads} | {Median(times[0]):F1} | {Ratios(times, 1)} | {Ratios(times, 2)} | {Ratios(times, 3)} | {Percent(1 + Median(outside))} |"));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        return 0;
    }

    private static TrainingHistory? Bare(Dataset<int> train, int batchSize, int threads)
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
        return null;
    }

    // By contender and round; a round times all, one after the other, so that what else the machine does hits them alike. And the part that
    // the last contender spends outside of its steps.
    private static (double[][] Times, double[] Outside) Times(Func<TrainingHistory?>[] contenders, int rounds)
    {
        double[][] times = [.. contenders.Select(_ => new double[rounds])];
        double[] outside = new double[rounds];
        for (int round = -2; round < rounds; round++)
        {
            for (int i = 0; i < contenders.Length; i++)
            {
                long started = Stopwatch.GetTimestamp();
                TrainingHistory? history = contenders[i]();
                double time = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                if (round >= 0)
                {
                    times[i][round] = time;
                    outside[round] = (time / history?.Epochs.Sum(static epoch => epoch.Duration.TotalMilliseconds) ?? 1) - 1;
                }
            }
        }
        return (times, outside);
    }

    private static string Ratios(double[][] times, int i) => string.Create(CultureInfo.InvariantCulture,
        $"{Percent(Median(times[i].Zip(times[0], static (time, bare) => time / bare)))} ({Percent(times[i].Min() / times[0].Min())})");

    private static string Percent(double ratio) => string.Create(CultureInfo.InvariantCulture, $"{100 * (ratio - 1):+0.0;-0.0} %");

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);

    private sealed class Silent : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
        }
    }
}
