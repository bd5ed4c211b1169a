using System.Globalization;
using Versus.Contenders;
using Versus.Timing;
using Versus.Work;

namespace Versus.Cold;

/// <summary>Whole processes that load a network, predict one sample and end, in turns.</summary>
internal static class ColdStart
{
    private const double Tolerance = 1e-4;

    /// <exception cref="ContestException">A program does not build, does not run, or predicts something else than the others.</exception>
    public static void Hold(Options options, TextWriter to)
    {
        if (!OperatingSystem.IsLinux() || !Environment.Is64BitProcess)
        {
            throw new ContestException("--cold reads what processes used from 64-bit Linux.");
        }
        ColdProgram[] programs = [.. ColdProgram.All.Where(program => program.Contender is null || options.Contenders.Contains(program.Contender))];
        foreach (ColdProgram program in programs.Where(program => !options.Published))
        {
            Console.Error.WriteLine($"publishing {program.Title}");
            program.Publish();
        }
        string models = Directory.CreateTempSubdirectory("cold").FullName;
        try
        {
            Dictionary<ColdProgram, List<ColdRun>> runs = Run(programs, models, options.Rounds);
            Write(runs, to);
        }
        finally
        {
            Directory.Delete(models, recursive: true);
        }
    }

    private static Dictionary<ColdProgram, List<ColdRun>> Run(ColdProgram[] programs, string models, int rounds)
    {
        Dictionary<string, string> model = programs.Select(static program => program.Contender).OfType<string>().Distinct().ToDictionary(static contender => contender, contender => ColdModel.Write(contender, models));
        Dictionary<ColdProgram, List<ColdRun>> runs = programs.ToDictionary(static program => program, static _ => new List<ColdRun>());

        double[]? expected = null;

        // The turn before the first brings the files into memory, and is compared but not counted.
        for (int turn = -1; turn < rounds; turn++)
        {
            for (int i = 0; i < programs.Length; i++)
            {
                ColdProgram program = programs[(i + turn + 1) % programs.Length];
                Thread.Sleep(Pace.Quiet);
                ColdRun run = ColdRun.Of(program.Executable, program.Contender is null ? "" : model[program.Contender]);
                if (program.Contender is not null)
                {
                    double[] predicted = Numbers(run.Output);
                    Compare(program, predicted, expected ??= predicted);
                }
                if (turn >= 0)
                {
                    runs[program].Add(run);
                }
            }
        }
        return runs;
    }

    private static double[] Numbers(string output) => [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(static line => double.Parse(line, CultureInfo.InvariantCulture))];

    private static void Compare(ColdProgram program, double[] predicted, double[] expected)
    {
        if (predicted.Length != 10 || predicted.Zip(expected).Any(static pair => !(Math.Abs(pair.First - pair.Second) <= Tolerance)))
        {
            throw new ContestException($"{program.Title} predicts {string.Join(' ', predicted)}, but the others {string.Join(' ', expected)}.");
        }
    }

    private static void Write(Dictionary<ColdProgram, List<ColdRun>> runs, TextWriter to)
    {
        double Wall(string contender) => runs.Where(pair => pair.Key.Contender == contender).Select(static pair => SettingTimes.MedianOf(pair.Value.Select(static run => run.Wall.TotalMilliseconds))).FirstOrDefault(double.NaN);
        double onnx = Wall(Roster.OnnxRuntime), torch = Wall(Roster.LibTorch);
        string Ratio(double wall, double peer) => double.IsNaN(peer) ? "" : string.Create(CultureInfo.InvariantCulture, $"{wall / peer:F3}x");
        to.WriteLine("| program | wall median ms | min | processor ms | peak memory MB | deployed MB | of ONNX Runtime's wall | of TorchSharp's |");
        to.WriteLine("|---|--:|--:|--:|--:|--:|--:|--:|");
        foreach ((ColdProgram program, List<ColdRun> of) in runs)
        {
            double wall = SettingTimes.MedianOf(of.Select(static run => run.Wall.TotalMilliseconds));
            to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {program.Title} | {wall:F0} | {of.Min(static run => run.Wall.TotalMilliseconds):F0} "
                + $"| {SettingTimes.MedianOf(of.Select(static run => run.Processor.TotalMilliseconds)):F0} | {SettingTimes.MedianOf(of.Select(static run => run.PeakBytes / 1e6)):F1} "
                + $"| {program.DeployedBytes / 1e6:F2} | {Ratio(wall, onnx)} | {Ratio(wall, torch)} |"));
        }
    }
}
