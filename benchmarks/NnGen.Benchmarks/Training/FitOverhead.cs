using System.Diagnostics;
using System.Globalization;
using NnGen.Benchmarks.Networks;
using NnRuntime.Data;
using NnRuntime.Optimizers;
using NnRuntime.Training;

namespace NnGen.Benchmarks.Training;

/// <summary>What Fit adds to bare training steps over batches of the same size: alone; with progress, validation and
/// checkpoints; and with early stopping too. Fit and the bare steps take turns eight times an epoch, since the speed of a machine changes from
/// second to second.</summary>
internal static class FitOverhead
{
    private const int Samples = 60_000, Epochs = 10, TurnsPerEpoch = 8;

    public static int Run(string[] args)
    {
        int rounds = args is [string text, ..] ? int.Parse(text, CultureInfo.InvariantCulture) : 7;
        int[] batches = args is [_, string only] ? [int.Parse(only, CultureInfo.InvariantCulture)] : [32, 128];
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
            Console.WriteLine($"784-128-10, Adam, {Epochs} epochs of 60,000 samples. What Fit adds to bare steps: median of {rounds} rounds (least to most)\n");
            Console.WriteLine("| batch | threads | bare steps of an epoch, ms | Fit | with progress, 1,000 validation samples, checkpoints | and early stopping |");
            Console.WriteLine("|--:|--:|--:|--:|--:|--:|");
            foreach ((int batch, int threads) in new[] { (32, 1), (128, 1), (128, 2) }.Where(row => batches.Contains(row.Item1)))
            {
                FitOptions plain = new() { Epochs = Epochs, BatchSize = batch, Threads = threads };
                FitOptions full = plain with { Progress = new Silent(), Checkpoint = new Checkpoint(Path.Combine(folder, "run.ckpt")) };
                (FitOptions Options, Dataset<int>? Validation)[] contenders = [(plain, null), (full, validation), (full with { EarlyStopping = new EarlyStopping { Patience = Epochs } }, validation)];
                List<(double Fit, double Bare)>[] times = [.. contenders.Select(static _ => new List<(double, double)>())];

                // The first rounds warm up.
                for (int round = -2; round < rounds; round++)
                {
                    for (int i = 0; i < contenders.Length; i++)
                    {
                        (double, double) time = InTurns(train, contenders[i].Options, contenders[i].Validation);
                        if (round >= 0)
                        {
                            times[i].Add(time);
                        }
                    }
                }
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"| {batch} | {threads} | {Median(times.SelectMany(static list => list).Select(static time => time.Bare / Epochs)):F1} | {string.Join(" | ", times.Select(Added))} |"));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        return 0;
    }

    // In milliseconds, a whole call of Fit, from the network and what it prepares to the last checkpoint on the disk, and as many bare steps with
    // what they need. The turns change between the ends of epochs, so that what follows an end falls on Fit, files that are written beside the
    // next steps included.
    private static (double Fit, double Bare) InTurns(Dataset<int> train, FitOptions options, Dataset<int>? validation)
    {
        long started = Stopwatch.GetTimestamp();
        using BareSteps bare = new(train, options.BatchSize, options.Threads);
        TimeSpan bareTime = Stopwatch.GetElapsedTime(started);
        new DigitNet(1).Fit(
            train,
            options with
            {
                OnStep = progress =>
                {
                    // The turns that are over, rounded: they change in the middle of what they are a part of.
                    long turn = Turn(progress.Step, progress.Steps);
                    if (turn != Turn(progress.Step - 1, progress.Steps))
                    {
                        long from = Stopwatch.GetTimestamp();
                        bare.TakeUpTo((((progress.Epoch - 1L) * TurnsPerEpoch) + turn) * progress.Steps / TurnsPerEpoch);
                        bareTime += Stopwatch.GetElapsedTime(from);
                    }
                },
            },
            validation);
        return ((Stopwatch.GetElapsedTime(started) - bareTime).TotalMilliseconds, bareTime.TotalMilliseconds);
    }

    private static long Turn(int batch, int batches) => ((2L * batch * TurnsPerEpoch / batches) + 1) / 2;

    private static string Added(List<(double Fit, double Bare)> times)
    {
        double[] ratios = [.. times.Select(static time => time.Fit / time.Bare)];
        return string.Create(CultureInfo.InvariantCulture, $"{Percent(Median(ratios))} ({Percent(ratios.Min())} to {Percent(ratios.Max())})");
    }

    private static string Percent(double ratio) => string.Create(CultureInfo.InvariantCulture, $"{100 * (ratio - 1):+0.0;-0.0} %");

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);

    // The loop that a user would write without Fit: shuffle, gather, step. It gathers by itself, since an enumerator of Batches lives on the
    // stack, and the loop has to stop and go on.
    private sealed class BareSteps(Dataset<int> train, int batchSize, int threads) : IDisposable
    {
        private readonly ParallelTrainer<DigitNet, int> _trainer = new(new DigitNet(1), new Adam(), batchSize, threads);
        private readonly Random _random = new(1);
        private readonly int[] _order = [.. Enumerable.Range(0, train.Count)], _targets = new int[batchSize];
        private readonly float[] _inputs = new float[batchSize * DigitNet.InputLength];
        private long _step;
        private int _next;

        public void TakeUpTo(long step)
        {
            while (_step < step)
            {
                if (_next == 0)
                {
                    _random.Shuffle(_order);
                }
                int count = Math.Min(batchSize, _order.Length - _next);
                for (int i = 0; i < count; i++)
                {
                    int sample = _order[_next + i];
                    train.Input(sample).CopyTo(_inputs.AsSpan(i * DigitNet.InputLength));
                    _targets[i] = train.Target(sample)[0];
                }
                _trainer.Step(_inputs.AsSpan(0, count * DigitNet.InputLength), _targets.AsSpan(0, count), seed: 0, _step++);
                _next = (_next + count) % _order.Length;
            }
        }

        public void Dispose() => _trainer.Dispose();
    }

    private sealed class Silent : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
        }
    }
}
