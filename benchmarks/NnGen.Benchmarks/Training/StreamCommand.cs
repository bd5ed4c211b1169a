using System.Diagnostics;
using System.Globalization;
using System.Text;
using NnGen.Benchmarks.Networks;
using NnGen.Data;
using NnGen.Optimizers;
using NnGen.Training;

namespace NnGen.Benchmarks.Training;

/// <summary>The command <c>stream</c>: a CSV file larger than what may lie in memory goes through training. Whether it feeds a network faster than
/// that trains, and how much memory the process takes at most.</summary>
internal static class StreamCommand
{
    private const int BatchSize = 256, Columns = StreamNet.InputLength, MostMegabytes = 200;

    /// <returns>0 if the file is read faster than trained on, in less memory than allowed; otherwise 1.</returns>
    public static int Run(string[] args)
    {
        int megabytes = args is [string text, ..] ? int.Parse(text, CultureInfo.InvariantCulture) : 1000;
        string folder = Directory.CreateTempSubdirectory("nngen-").FullName;
        try
        {
            string path = Path.Combine(folder, "large.csv");
            Make(path, megabytes * 1_000_000L);
            StreamedCsv<int>? stream = null;
            double opening = Seconds(() => stream = CsvFile.StreamClassification(path));
            double reading = Seconds(() => ReadAll(stream!));
            double training = Seconds(() => TrainFromMemory(stream!));
            double both = Seconds(() => new StreamNet(1).Fit(stream!, new FitOptions { Epochs = 1, BatchSize = BatchSize, Threads = 1, Optimizer = new Adam(), Progress = TrainingProgress.Silent }));
            using Process process = Process.GetCurrentProcess();
            double peak = process.PeakWorkingSet64 / 1e6;

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"""
                {new FileInfo(path).Length / 1e6:N0} MB, {stream!.Count:N0} rows of {Columns + 1} columns; network {Columns}-128-128-3, batches of {BatchSize}, Adam, one thread

                | | s | us a row |
                |---|--:|--:|
                | opening: rows and classes are counted | {opening:F2} | {1e6 * opening / stream.Count:F2} |
                | an epoch of reading alone | {reading:F2} | {1e6 * reading / stream.Count:F2} |
                | as many steps from memory | {training:F2} | {1e6 * training / stream.Count:F2} |
                | an epoch of Fit, the file read ahead on another thread | {both:F2} | {1e6 * both / stream.Count:F2} |

                The process took {peak:F1} MB at most.
                """));
            return reading < training && peak < MostMegabytes ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // A thousand rows again and again: what they hold does not matter, only that they are read.
    private static void Make(string path, long bytes)
    {
        Random random = new(1);
        StringBuilder rows = new();
        for (int i = 0; i < 1000; i++)
        {
            for (int c = 0; c < Columns; c++)
            {
                rows.Append(CultureInfo.InvariantCulture, $"{(2 * random.NextDouble()) - 1:F6},");
            }
            rows.Append((char)('a' + random.Next(StreamNet.OutputLength))).Append('\n');
        }
        byte[] block = Encoding.ASCII.GetBytes(rows.ToString());
        using FileStream stream = File.Create(path);
        stream.Write(Encoding.ASCII.GetBytes(string.Join(',', Enumerable.Range(1, Columns).Select(static c => $"x{c}")) + ",class\n"));
        while (stream.Length < bytes)
        {
            stream.Write(block);
        }
    }

    private static void ReadAll(StreamedCsv<int> stream)
    {
        using IBatchReader<int> reader = stream.Read(new BatchReadOptions { BatchSize = BatchSize, Seed = 1, Epoch = 0, Shuffle = true });
        while (reader.MoveNext())
        {
        }
    }

    private static void TrainFromMemory(StreamedCsv<int> stream)
    {
        using ParallelTrainer<StreamNet, int> trainer = new(new StreamNet(1), new Adam(), BatchSize, threads: 1);
        float[] inputs = Draw.Floats(BatchSize * Columns, 1);
        int[] targets = [.. Enumerable.Range(0, BatchSize).Select(static i => i % StreamNet.OutputLength)];
        for (long step = 0; step * BatchSize < stream.Count; step++)
        {
            trainer.Step(inputs, targets, seed: 0, step);
        }
    }

    private static double Seconds(Action action)
    {
        long started = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
