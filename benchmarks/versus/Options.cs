using System.Globalization;
using Versus.Contenders;
using Versus.Timing;
using Versus.Work;

namespace Versus;

/// <summary>The arguments of the program.</summary>
internal sealed record Options
{
    public const string Usage = """
        usage: dotnet run -c Release --project benchmarks/versus [-- OPTIONS]
          --workload c,e-one    those whose name is or begins so; all otherwise
          --threads 1           1 or 2 threads only; both otherwise
          --rounds N            turns of each contender, 9 otherwise
          --contenders A,B      of NnGen, libtorch, "ONNX Runtime", RTNeural; all otherwise
          --rtneural FOLDER     a checkout of RTNeural with modules/xsimd, for the workloads "dense"
          --quick               a short run, to see that everything works
          --cold                whole processes that load a network and predict one sample
          --published           with --cold: as they were published before
        """;

    public IReadOnlyList<Workload> Workloads { get; private init; } = Workload.All;

    public IReadOnlyList<int> Threads { get; private init; } = [1, 2];

    public IReadOnlyList<string> Contenders { get; private init; } = Roster.Names;

    /// <summary>The folder of a checkout of RTNeural; null to leave RTNeural out.</summary>
    public string? RtNeural { get; private init; }

    public bool Quick { get; private init; }

    public bool Cold { get; private init; }

    /// <summary>Whether the programs of --cold are timed as they were published by the run before.</summary>
    public bool Published { get; private init; }

    public int Rounds { get; private init; }

    /// <summary>The contender that this process is; null in the process that was started by hand.</summary>
    public string? Contender { get; private init; }

    public Pace Pace => Quick ? Pace.Quick : Pace.Full;

    /// <exception cref="FormatException">An argument is not understood.</exception>
    public static Options Parse(string[] args)
    {
        var options = new Options();
        for (int i = 0; i < args.Length; i++)
        {
            string Value() => ++i < args.Length ? args[i] : throw new FormatException($"{args[i - 1]} wants a value.");
            options = args[i] switch
            {
                "--quick" => options with { Quick = true },
                "--cold" => options with { Cold = true },
                "--published" => options with { Published = true },
                "--workload" => options with { Workloads = Named(Value()) },
                "--threads" => options with { Threads = [Number(Value(), 2)] },
                "--rounds" => options with { Rounds = Number(Value(), 1000) },
                "--contenders" => options with { Contenders = [.. Value().Split(',').Select(Known)] },
                "--rtneural" => options with { RtNeural = Path.GetFullPath(Value()) },
                "--contender" => options with { Contender = Known(Value()) },
                _ => throw new FormatException($"There is no option {args[i]}."),
            };
        }
        return options.Rounds > 0 ? options : options with { Rounds = options.Pace.Rounds };
    }

    /// <summary>The arguments that make a child.</summary>
    public IEnumerable<string> OfContender(string name, Workload workload, int threads) =>
    [
        "--contender", name, "--workload", workload.Name, "--threads", threads.ToString(CultureInfo.InvariantCulture),
        .. Quick ? ["--quick"] : Array.Empty<string>(),
        .. RtNeural is { } folder ? ["--rtneural", folder] : Array.Empty<string>(),
    ];

    /// <summary>The same options without a contender.</summary>
    public Options Without(string contender) => this with { Contenders = [.. Contenders.Where(name => name != contender)] };

    private static Workload[] Named(string names)
    {
        string[] wanted = names.Split(',');
        Workload[] found = [.. Workload.All.Where(workload => wanted.Any(name => workload.Name == name || workload.Name.StartsWith(name + "-", StringComparison.Ordinal)))];
        return found.Length > 0 ? found : throw new FormatException($"No workload is named {names}; there are {string.Join(", ", Workload.All.Select(static w => w.Name))}.");
    }

    private static string Known(string name) => Roster.Names.Contains(name) ? name : throw new FormatException($"There is no contender {name}; there are {string.Join(", ", Roster.Names)}.");

    private static int Number(string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= most
            ? number
            : throw new FormatException($"{text} is no number from 1 to {most}.");
}
