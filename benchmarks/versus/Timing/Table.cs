using System.Globalization;
using Versus.Contenders;
using Versus.Work;

namespace Versus.Timing;

/// <summary>The result as Markdown.</summary>
internal static class Table
{
    public static void Write(TextWriter to, IReadOnlyList<Row> rows)
    {
        string[] peers = [.. Roster.Names.Where(name => name != Roster.NnGen && rows.Any(row => row.Of(name) is not null))];
        to.WriteLine($"| workload | threads | NnGen median µs | min |{Columns(peers, static peer => $" {peer} median | min |")}{Columns(peers, static peer => $" {peer} ÷ NnGen |")} of the FMA peak |");
        to.WriteLine($"|---|--:|--:|--:|{Columns(peers, static _ => "--:|--:|--:|")}--:|");
        foreach (Row row in rows)
        {
            ContenderProcess? nnGen = row.Of(Roster.NnGen);
            string mark = nnGen is not null && nnGen.Threads < row.Threads ? " ¹" : "";
            to.WriteLine($"| {row.Workload.Heading} | {row.Threads} | {Times(nnGen, mark)} |{Columns(peers, peer => $" {Times(row.Of(peer))} |")}"
                + $"{Columns(peers, peer => $" {Ratio(row.Of(peer)?.Best, nnGen)} |")} {Share(row.Workload, nnGen)} |");
        }

        to.WriteLine();
        if (rows.Any(static row => row.Of(Roster.NnGen) is { } nnGen && nnGen.Threads < row.Threads))
        {
            to.WriteLine("¹ NnGen on one thread: its networks start none of their own. The share is of one thread's peak.");
        }
        foreach (IGrouping<int, double> peaks in rows.SelectMany(static row => row.Of(Roster.NnGen) is { } nnGen ? nnGen.Peaks.Select(peak => (nnGen.Threads, peak)) : [])
            .GroupBy(static p => p.Threads, static p => p.peak))
        {
            to.WriteLine($"The FMA peak with {Threads(peaks.Key)}: {SettingTimes.MedianOf(peaks):F0} GFLOP/s.");
        }
        double[] shares = [.. rows.SelectMany(static row => row.Of(Roster.NnGen)?.Shares ?? [])];
        if (shares.Length > 0 && shares.Average() < 0.9)
        {
            to.WriteLine($"Other programs ran meanwhile and interrupted {(1 - shares.Average()).ToString("P0", CultureInfo.InvariantCulture)} of NnGen's measurements, which were taken again; caches and memory were shared with them all the same.");
        }
        foreach (Row row in rows)
        {
            foreach (SettingTimes times in row.Contenders.SelectMany(static c => c.Times.Values).Where(static times => !times.Offered))
            {
                to.WriteLine($"Out of the table, {row.Workload.Name} with {Threads(row.Threads)}: {times.Name}, "
                    + $"which TorchSharp does not offer, {Number(times.Median)} µs, {Ratio(times, row.Of(Roster.NnGen))} NnGen's time.");
            }
        }
    }

    /// <summary>Every setting of a row, for those who wait.</summary>
    public static string Line(Row row) => $"{row.Workload.Name}, {Threads(row.Threads)}: " + string.Join("; ", row.Contenders.Select(static contender =>
        $"{contender.Name} " + string.Join(", ", contender.Times.Values.Select(static times => $"{Number(times.Median)} ({times.Name})")))) + " µs";

    private static string Columns(string[] peers, Func<string, string> cells) => string.Concat(peers.Select(cells));

    private static string Threads(int count) => count == 1 ? "1 thread" : $"{count} threads";

    private static string Times(ContenderProcess? contender, string mark = "") =>
        contender is null ? "– | –" : $"{Number(contender.Best.Median)}{mark} | {Number(contender.Best.Min)}";

    private static string Ratio(SettingTimes? peer, ContenderProcess? nnGen) =>
        peer is null || nnGen is null ? "–" : Digits(peer.Median / nnGen.Best.Median) + "x";

    private static string Share(Workload workload, ContenderProcess? nnGen) =>
        nnGen is null ? "–" : (workload.Flops / nnGen.Best.Median / SettingTimes.MedianOf(nnGen.Peaks)).ToString("P0", CultureInfo.InvariantCulture);

    private static string Number(double nanoseconds) => Digits(nanoseconds / 1000);

    // Three digits that mean something.
    private static string Digits(double value) => value.ToString(value switch
    {
        < 0.1 => "F4",
        < 1 => "F3",
        < 10 => "F2",
        < 100 => "F1",
        _ => "N0",
    }, CultureInfo.InvariantCulture);
}
