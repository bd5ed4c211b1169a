using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using NnGen.Benchmarks.Convolutions;
using NnGen.Benchmarks.FirstUse;
using NnGen.Benchmarks.Sweep;
using NnGen.Benchmarks.Training;
using NnGen.Benchmarks.Widths;

// Seven questions need more than the mean of many repetitions and have commands of their own; everything else is BenchmarkDotNet's.
return args switch
{
    ["sweep", .. string[] rest] => ShapeSweep.Run(rest),
    ["widths", .. string[] rest] => WidthsCommand.Run(rest),
    ["convolutions", .. string[] rest] => ConvolutionsCommand.Run(rest),
    ["stacks", .. string[] rest] => StackSweep.Run(rest),
    ["fit", .. string[] rest] => FitOverhead.Run(rest),
    ["stream", .. string[] rest] => StreamCommand.Run(rest),
    ["first-use", .. string[] rest] => FirstUseCommand.Run(rest),
    [string command, ..] when !command.StartsWith('-') => Unknown(command),
    _ => BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, DefaultConfig.Instance.WithArtifactsPath("artifacts/benchmarks").WithBuildTimeout(TimeSpan.FromMinutes(15))).Any(static summary => summary.HasCriticalValidationErrors) ? 1 : 0,
};

static int Unknown(string command)
{
    Console.Error.WriteLine($"There is no command {command}; use sweep, widths, convolutions, stacks, fit, stream or first-use, or the options of BenchmarkDotNet, such as --filter '*Training*' or --list flat.");
    return 2;
}
