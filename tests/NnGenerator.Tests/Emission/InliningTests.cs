using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Reflection;
using NnGen;
using NnGenerator.Tests.Support;

namespace NnGenerator.Tests.Emission;

/// <summary>What the JIT compiles into passes. Where it gives up within one, the vectors of a product go through memory to a method and back for each term, which
/// takes ten times as long: what is compiled together must stay below that, for every network.</summary>
public class InliningTests
{
    private const string Namespace = "Inlined", Inference = ", Inference = true";

    // One sample, few, and tiles with a rest.
    private static readonly int[] s_samples = [1, 3, 23];

    // Those with the longest formulas, and the most common ones.
    private static readonly string[] s_activations = ["Relu", "Selu", "Gelu", "GeluTanh", "Mish", "Tanh"];

    [Fact]
    public void The_JIT_gives_up_in_no_pass()
    {
        string[][] networks = [.. Squares(), .. Activations(), .. Longest(), .. Random(60)];
        string source = string.Join('\n', networks.Select(static (attributes, i) => $"/// <summary>A network.</summary>\n{string.Join(' ', attributes)} public sealed partial class N{i};"));
        using LoadedProgram program = GeneratorRun.Of($"using NnGen; namespace {Namespace};\n{source}", new CompilerSettings { RunsAnalyzers = false }).IsClean().Emit();

        using JitReport report = new();
        for (int i = 0; i < networks.Length; i++)
        {
            Type type = program.Assembly.GetType($"{Namespace}.N{i}", throwOnError: true)!;
            Call(nameof(Run), type);
            if (!networks[i][0].Contains(Inference, StringComparison.Ordinal))
            {
                Call(nameof(Train), type);
            }
        }

        Assert.True(report.IsComplete(networks.Length), "The JIT did not report on every network.");
        string[] givenUp = [.. report.GivenUp.Select(place => $"{string.Join(' ', networks[place.Network])}: {place.What}")];
        Assert.True(givenUp.Length == 0, string.Join("\n", givenUp));
    }

    private static void Call(string method, Type network) =>
        typeof(InliningTests).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(network).Invoke(null, []);

    private static void Run<T>()
        where T : class, INetwork<T>
    {
        foreach (int samples in s_samples)
        {
            T.Create(1).Forward(new float[samples * T.Info.InputLength], new float[samples * T.Info.OutputLength]);
        }
    }

    private static void Train<T>()
        where T : class, ITrainable<T, float>
    {
        T network = T.Create(1);
        foreach (int samples in s_samples)
        {
            float[] inputs = new float[samples * T.Info.InputLength], outputs = new float[samples * T.Info.OutputLength], gradients = new float[T.Info.ParameterCount];
            network.Loss(inputs, outputs);
            network.Backward(inputs, outputs, gradients);
            network.BackwardFromOutput(inputs, outputs, gradients, inputGradients: new float[inputs.Length]);
        }
    }

    private static IEnumerable<string[]> Squares() =>
        from square in ((int Width, int Layers)[])[(4, 4), (4, 8), (6, 4), (6, 8), (8, 2), (8, 6), (15, 3), (16, 2), (16, 3), (20, 2), (20, 3), (28, 2), (32, 2)]
        select Network("", "Relu", [.. Enumerable.Repeat(square.Width, square.Layers + 1)]);

    private static IEnumerable<string[]> Activations() =>
        from activation in s_activations
        from widths in (int[][])[[24, 24, 24], [7, 7, 7, 7, 7, 7, 7]]
        select Network("", activation, widths);

    // The longest networks whose layers are compiled together, and some that are just too long.
    private static IEnumerable<string[]> Longest()
    {
        foreach (string activation in s_activations)
        {
            foreach (int[] widths in (int[][])[[25, 25, 8], [22, 22, 22, 8], [21, 21, 21, 21, 8], [8, 8, 8, 8, 8, 8, 8, 8, 8], [18, 18, 18, 18, 18, 18, 18, 18, 18]])
            {
                yield return Network(Inference, activation, widths);
                yield return [.. Network(Inference, activation, widths).SkipLast(1), "[Softmax]"];
            }
        }
        yield return [$"[Network(4{Inference})]", "[Dense(16), Tanh]", "[Dense(16), Tanh]", "[Dense(3), Softmax]"];
    }

    private static IEnumerable<string[]> Random(int count)
    {
        Random random = new(20);
        for (int i = 0; i < count; i++)
        {
            int layers = random.Next(2, 9);
            yield return Network(Inference, "Relu", [.. Enumerable.Range(0, layers + 1).Select(_ => random.Next(4, 49))]);
        }
    }

    private static string[] Network(string properties, string activation, int[] widths)
    {
        string[] layers = [.. widths.Skip(1).Select(static width => $"[Dense({width})]")];
        return [$"[Network({widths[0]}{properties})]", .. layers.SkipLast(1).SelectMany(layer => (string[])[layer, $"[{activation}]"]), layers[^1], "[MeanSquaredError]"];
    }

    private sealed class JitReport : EventListener
    {
        private const EventKeywords JitTracing = (EventKeywords)0x1000;

        private readonly ConcurrentDictionary<(int Network, string What), bool> _places = new();
        private readonly ConcurrentDictionary<int, bool> _networks = new();

        public IEnumerable<(int Network, string What)> GivenUp => _places.Keys.Where(static place => place.What.Contains("budget", StringComparison.Ordinal) || place.What.Contains("too many local", StringComparison.Ordinal)).Order();

        // Events arrive a little later. Every network has at least a method that does not inline what throws.
        public bool IsComplete(int networks) => SpinWait.SpinUntil(() => _networks.Count == networks, TimeSpan.FromSeconds(30));

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "Microsoft-Windows-DotNETRuntime")
            {
                EnableEvents(eventSource, EventLevel.Verbose, JitTracing);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (eventData.EventName?.StartsWith("MethodJitInliningFailed", StringComparison.Ordinal) != true || eventData.Payload is not { } payload || eventData.PayloadNames is not { } names)
            {
                return;
            }
            string Field(string name) => payload[names.IndexOf(name)]?.ToString() ?? "";

            string type = Field("MethodBeingCompiledNamespace");
            int at = type.LastIndexOf("__N", StringComparison.Ordinal);
            if (at >= 0 && type.EndsWith("Mathematics", StringComparison.Ordinal) && int.TryParse(type[(at + 3)..^"Mathematics".Length], out int network))
            {
                _networks[network] = true;
                _places[(network, $"{Field("MethodBeingCompiledName")} calls {Field("InlineeName")}, {Field("FailReason")}")] = true;
            }
        }
    }
}
