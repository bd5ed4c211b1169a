using System.Diagnostics;
using System.Globalization;
using NnGen.Benchmarks.Networks;
using NnGen.Data;
using NnGen.Optimizers;
using NnGen.Training;

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
            Console.WriteLine("| batch | threads | bare steps of an epoch, ms | bare steps in Fit's place | Fit | with progress, 1,000 validation samples, checkpoints | and early stopping |");
            Console.WriteLine("|--:|--:|--:|--:|--:|--:|--:|");
            foreach ((int batch, int threads) in new[] { (32, 1), (32, 2), (128, 1), (128, 2) }.Where(row => batches.Contains(row.Item1)))
            {
                FitOptions plain = new() { Epochs = Epochs, BatchSize = batch, Threads = threads };
                FitOptions full = plain with { Progress = new Silent(), Checkpoint = new Checkpoint(Path.Combine(folder, "run.ckpt")) };
                Action<Action<int, int>>[] contenders =
                [
                    Bare(train, batch, threads), Fit(train, plain, null), Fit(train, full, validation),
                    Fit(train, full with { EarlyStopping = new EarlyStopping { Patience = Epochs } }, validation),
                ];
                List<(double Contender, double Bare)>[] times = [.. contenders.Select(static _ => new List<(double, double)>())];

                int[] order = [.. Enumerable.Range(0, contenders.Length)];

                // The first rounds warm up.
                for (int round = -2; round < rounds; round++)
                {
                    // In another order every round, since one leaves garbage behind that the next may have to collect.
                    random.Shuffle(order);
                    foreach (int i in order)
                    {
                        (double, double) time = InTurns(train, batch, threads, contenders[i]);
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

    // In milliseconds, a whole run of a contender, from the network and what it prepares to the last checkpoint on the disk, and as many bare steps
    // with what they need. The turns change between the ends of epochs, so that what follows an end falls on the contender, files that are written
    // beside the next steps included.
    private static (double Contender, double Bare) InTurns(Dataset<int> train, int batch, int threads, Action<Action<int, int>> contender)
    {
        long started = Stopwatch.GetTimestamp(), steps = (train.Count + batch - 1) / batch;
        using BareSteps bare = new(train, batch, threads);
        TimeSpan bareTime = Stopwatch.GetElapsedTime(started);
        contender((epoch, step) =>
        {
            // The turns that are over, rounded: they change in the middle of what they are a part of.
            long turn = Turn(step, steps);
            if (turn != Turn(step - 1, steps))
            {
                long from = Stopwatch.GetTimestamp();
                bare.TakeUpTo((((epoch - 1L) * TurnsPerEpoch) + turn) * steps / TurnsPerEpoch);
                bareTime += Stopwatch.GetElapsedTime(from);
            }
        });
        return ((Stopwatch.GetElapsedTime(started) - bareTime).TotalMilliseconds, bareTime.TotalMilliseconds);
    }

    private static Action<Action<int, int>> Fit(Dataset<int> train, FitOptions options, Dataset<int>? validation) =>
        hook => new DigitNet(1).Fit(train, options with { OnStep = progress => hook(progress.Epoch, progress.Step) }, validation);

    // The bare steps once more, in the place of Fit: what they seem to add is what the measuring does.
    private static Action<Action<int, int>> Bare(Dataset<int> train, int batch, int threads) => hook =>
    {
        using BareSteps bare = new(train, batch, threads);
        int steps = (train.Count + batch - 1) / batch;
        for (int i = 0; i < Epochs * steps; i++)
        {
            bare.TakeUpTo(i + 1L);
            hook((i / steps) + 1, (i % steps) + 1);
        }
    };

    private static long Turn(long step, long steps) => ((2 * step * TurnsPerEpoch / steps) + 1) / 2;

    private static string Added(List<(double Contender, double Bare)> times)
    {
        double[] ratios = [.. times.Select(static time => time.Contender / time.Bare)];
        return string.Create(CultureInfo.InvariantCulture, $"{Percent(Median(ratios))} ({Percent(ratios.Min())} to {Percent(ratios.Max())})");
    }

    private static string Percent(double ratio) => string.Create(CultureInfo.InvariantCulture, $"{100 * (ratio - 1):+0.0;-0.0;0.0} %");

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);

    // The loop that a user would write without Fit: shuffle, gather, step. It draws its order by itself, since an enumerator of Batches lives on the
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
                Span<float> inputs = _inputs.AsSpan(0, count * DigitNet.InputLength);
                Span<int> targets = _targets.AsSpan(0, count);
                train.Gather(_order.AsSpan(_next, count), inputs, targets);
                _trainer.Step(inputs, targets, seed: 0, _step++);
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
