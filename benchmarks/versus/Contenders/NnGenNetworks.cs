using NnGen;
using Versus.Work;

namespace Versus.Contenders;

/// <summary>The networks of <see cref="Architectures"/>, in NnGen's words.</summary>
[Network(4)]
[Dense(16), Tanh]
[Dense(16), Tanh]
[Dense(3), Softmax]
internal sealed partial class TinyNet;

[Network(2)]
[Dense(8), Tanh]
[Dense(1), Sigmoid]
internal sealed partial class XorNet;

[Network(784)]
[Dense(128), Relu]
[Dense(10), Softmax]
internal sealed partial class DigitNet;

[Network(784)]
[Dense(512), Relu]
[Dense(256), Relu]
[Dense(10), Softmax]
internal sealed partial class WideNet;

/// <summary>What NnGen has for each architecture. The loops name the network's own class, as a user's code does: through an interface the
/// smallest networks would be timed with a virtual call that nobody makes.</summary>
internal static partial class NnGenNetworks
{
    private sealed record Entry(Func<Workload, int, IContender> Inference, Func<Workload, int, IContender> Training);

    private static readonly Dictionary<Architecture, Entry> s_entries = Entries();

    public static bool Has(Architecture architecture) => s_entries.ContainsKey(architecture);

    public static IContender Create(Workload workload, int threads)
    {
        Entry entry = s_entries[workload.Architecture];
        return workload.Training ? entry.Training(workload, threads) : entry.Inference(workload, threads);
    }

    private static Dictionary<Architecture, Entry> Entries()
    {
        var entries = new Dictionary<Architecture, Entry>
        {
            [Architectures.Tiny] = new(
                static (work, threads) => new NnGenInference<TinyNet>(work, threads, static (net, pass, times) =>
                {
                    for (int i = 0; i < times; i++)
                    {
                        net.Forward(pass.Inputs, pass.Outputs, pass.Workspace);
                    }
                }),
                static (work, threads) => new NnGenTraining<TinyNet, int>(work, threads, work.Classes(), static (net, step, times) =>
                {
                    for (int i = 0; i < times; i++)
                    {
                        net.Backward(step.Inputs, step.Targets, step.Gradients, step.Workspace);
                        step.Optimizer.Step(net.Parameters, step.Gradients);
                    }
                })),
            [Architectures.Xor] = new(
                static (work, threads) => new NnGenInference<XorNet>(work, threads, static (net, pass, times) =>
                {
                    for (int i = 0; i < times; i++)
                    {
                        net.Forward(pass.Inputs, pass.Outputs, pass.Workspace);
                    }
                }),
                static (work, threads) => new NnGenTraining<XorNet, float>(work, threads, Workload.Numbers(), static (net, step, times) =>
                {
                    for (int i = 0; i < times; i++)
                    {
                        net.Backward(step.Inputs, step.Targets, step.Gradients, step.Workspace);
                        step.Optimizer.Step(net.Parameters, step.Gradients);
                    }
                })),
            [Architectures.Digits] = new(
                static (work, threads) => new NnGenInference<DigitNet>(work, threads, static (net, pass, times) =>
                {
                    for (int i = 0; i < times; i++)
                    {
                        net.Forward(pass.Inputs, pass.Outputs, pass.Workspace);
                    }
                }),
                static (work, threads) => new NnGenTraining<DigitNet, int>(work, threads, work.Classes(), static (net, step, times) =>
                {
                    for (int i = 0; i < times; i++)
                    {
                        net.Backward(step.Inputs, step.Targets, step.Gradients, step.Workspace);
                        step.Optimizer.Step(net.Parameters, step.Gradients);
                    }
                })),
            [Architectures.Wide] = new(
                static (work, threads) => new NnGenInference<WideNet>(work, threads, static (net, pass, times) =>
                {
                    for (int i = 0; i < times; i++)
                    {
                        net.Forward(pass.Inputs, pass.Outputs, pass.Workspace);
                    }
                }),
                static (work, threads) => new NnGenTraining<WideNet, int>(work, threads, work.Classes(), static (net, step, times) =>
                {
                    for (int i = 0; i < times; i++)
                    {
                        net.Backward(step.Inputs, step.Targets, step.Gradients, step.Workspace);
                        step.Optimizer.Step(net.Parameters, step.Gradients);
                    }
                })),
        };
        AddLeNet(entries);
        AddDenseLayers(entries);
        return entries;
    }

    private static Entry ForwardOnly<TNet>(Action<TNet, ForwardPass, int> forward)
        where TNet : class, INetwork<TNet> => new(
        (work, threads) => new NnGenInference<TNet>(work, threads, forward),
        static (work, _) => throw new NotSupportedException($"{work.Architecture.Name} is not trained."));
}
