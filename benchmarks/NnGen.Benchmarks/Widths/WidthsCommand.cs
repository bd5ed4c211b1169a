using System.Globalization;
using System.Reflection;
using Benchmarks.Shared;
using NnGen.Benchmarks.Timing;

namespace NnGen.Benchmarks.Widths;

/// <summary>The command <c>widths</c>: the speed of networks n → n → n, forward and in training, and the time of single layers n → n.</summary>
internal static class WidthsCommand
{
    private const int Rounds = 31;

    // Reading the weights of a narrower layer takes less time than a call does.
    private const int MinReadWidth = 64;

    /// <returns>0, or 2 for wrong arguments.</returns>
    public static int Run(string[] arguments)
    {
        bool training = !arguments.Contains("--no-training");
        string[] rest = [.. arguments.Where(static argument => argument != "--no-training")];
        Dictionary<int, Type> squares = ByWidth(typeof(Squares)), layers = ByWidth(typeof(SquareLayers));
        int[] every = [.. squares.Keys.Union(layers.Keys).Order()];
        int[]? chosen = rest switch
        {
            [] => every,
            [string list] => Parse(list),
            _ => null,
        };
        if (chosen is null || chosen.Length == 0 || chosen.Except(every).Any())
        {
            Console.Error.WriteLine("usage: dotnet run -c Release --project benchmarks/NnGen.Benchmarks -- widths [WIDTH,WIDTH,...] [--no-training]");
            Console.Error.WriteLine($"The widths are some of {string.Join(", ", every)}, separated by commas, but the arguments are \"{string.Join(' ', arguments)}\".");
            return 2;
        }

        var limits = new Limits();
        WidthTimes[] networks = [.. chosen.Where(squares.ContainsKey).Select(width => (WidthTimes)Create(typeof(WidthTimes), squares[width], training))];
        LayerTimes[] singles = [.. chosen.Where(layers.ContainsKey).Select(width => (LayerTimes)Create(typeof(LayerTimes), layers[width]))];
        foreach (int width in singles.Select(static layer => layer.Width).Where(static width => width >= MinReadWidth))
        {
            limits.Add(width * width);
        }
        TimedLoop[] loops = [.. networks.SelectMany(static network => network.Loops), .. singles.Select(static layer => layer.Loop), .. limits.Reads];
        Turns.WarmUp(loops);
        Turns.Measure(loops, Rounds, limits);

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Machine.Describe()}; {CacheLevels.Describe()}; the FMA peak is {limits.Peak:F0} GFLOP/s.\n"));
        WriteNetworks("Networks n → n → n with ReLU between the layers, GFLOP/s", networks, training, static rate => rate.ToString("F1", CultureInfo.InvariantCulture));
        WriteNetworks("The same in % of the FMA peak", networks, training, rate => (100 * rate / limits.Peak).ToString("F0", CultureInfo.InvariantCulture));
        WriteLayers(singles, limits);
        return 0;
    }

    private static Dictionary<int, Type> ByWidth(Type declarations) =>
        declarations.GetNestedTypes().ToDictionary(static type => int.Parse(type.Name.AsSpan(type.Name.AsSpan().IndexOfAnyInRange('0', '9')), CultureInfo.InvariantCulture));

    private static int[]? Parse(string list)
    {
        int?[] widths = [.. list.Split(',').Select(static text => int.TryParse(text, CultureInfo.InvariantCulture, out int width) ? width : (int?)null)];
        return widths.Contains(null) ? null : [.. widths.Select(static width => width!.Value).Distinct().Order()];
    }

    private static object Create(Type times, Type network, params object[] arguments) =>
        times.GetMethod("Of")!.MakeGenericMethod(network).Invoke(null, arguments)!;

    private static void WriteNetworks(string title, WidthTimes[] networks, bool training, Func<double, string> format)
    {
        if (networks.Length == 0)
        {
            return;
        }
        string[] columns = [.. WidthTimes.ForwardSamples.Select(static n => $"forward {n}"), .. training ? WidthTimes.TrainingSamples.Select(static n => $"gradients {n}") : []];
        Console.WriteLine($"{title}\n\n| n | {string.Join(" | ", columns)} |\n|--:|{string.Concat(columns.Select(static _ => "--:|"))}");
        foreach (WidthTimes network in networks)
        {
            Console.WriteLine($"| {network.Width} | {string.Join(" | ", network.Rates.Select(format))} |");
        }
        Console.WriteLine();
    }

    private static void WriteLayers(LayerTimes[] layers, Limits limits)
    {
        if (layers.Length == 0)
        {
            return;
        }
        Console.WriteLine("One sample in one dense layer n → n, ns, and ns of reading its weights once\n\n| n | layer | read | cache |\n|--:|--:|--:|---|");
        foreach ((int width, TimedLoop loop) in layers)
        {
            string read = width < MinReadWidth ? "– | –" : string.Create(CultureInfo.InvariantCulture,
                $"{limits.ReadTime(width * width):F1} | {CacheLevels.Name(sizeof(float) * width * width)}");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {width} | {loop.Nanoseconds:F1} | {read} |"));
        }
    }
}
