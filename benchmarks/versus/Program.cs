using System.Text;
using Benchmarks.Shared;
using Versus;
using Versus.Cold;
using Versus.Contenders;
using Versus.Timing;
using Versus.Work;

// NnGen, libtorch, ONNX Runtime and RTNeural at the same work, each in a process of its own. This program is the judge, and with --contender a child.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
try
{
    if (args is ["--help" or "-h", ..])
    {
        Console.WriteLine(Options.Usage);
        return 0;
    }
    Options options = Options.Parse(args);
    if (options.Contender is { } name)
    {
        ContenderHost.Serve(name, options.Workloads[0], options.Threads[0], options);
        return 0;
    }

    if (options.Cold)
    {
        Console.WriteLine($"{Machine.Describe()}\n");
        ColdStart.Hold(options, Console.Out);
        return 0;
    }

    if (options.Contenders.Contains(Roster.RtNeural) && options.Workloads.Any(RtNeuralInference.CanDo) && RtNeuralLibrary.Missing(options.RtNeural) is { } reason)
    {
        Console.Error.WriteLine($"RTNeural is left out: {reason}.");
        options = options.Without(Roster.RtNeural);
    }

    var rows = new List<Row>();
    foreach (int threads in options.Threads)
    {
        foreach (Workload workload in options.Workloads)
        {
            rows.Add(Contest.Hold(workload, threads, options));
            Console.Error.WriteLine(Table.Line(rows[^1]));
        }
    }
    Console.WriteLine($"{Machine.Describe()}; `{string.Join(' ', ["dotnet run -c Release --project benchmarks/versus", .. args.Length > 0 ? ["--", .. args] : args])}`\n");
    Table.Write(Console.Out, rows);
    return 0;
}
catch (FormatException wrong)
{
    Console.Error.WriteLine($"{wrong.Message}\n{Options.Usage}");
    return 2;
}
catch (ContestException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    return 1;
}
