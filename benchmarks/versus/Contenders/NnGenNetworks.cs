using NnGen;
using Versus.Work;

namespace Versus.Contenders;

/// <summary>What NnGen has for each architecture. The forward loops of the smallest networks name the network's own class, as a user's code does: through the interface,
/// a call takes a part of a nanosecond longer, which is a quarter of the time of the smallest and nothing for the others.</summary>
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
        var entries = new Dictionary<Architecture, Entry>();
        AddClassifiers(entries);
        AddRegressions(entries);
        AddConvolutions(entries);
        AddDenseLayers(entries);
        return entries;
    }

    private static int[] Classes(Workload work) => work.Classes();

    private static float[] Numbers(Workload work) => work.Numbers();

    private static Entry Trained<TNet, TTarget>(Func<Workload, TTarget[]> targets, Action<TNet, ForwardPass, int>? forward = null)
        where TNet : class, ITrainable<TNet, TTarget>
        where TTarget : unmanaged => new(
        (work, threads) => new NnGenInference<TNet>(work, threads, forward ?? Forward),
        (work, threads) => new NnGenTraining<TNet, TTarget>(work, threads, targets(work)));

    private static Entry ForwardOnly<TNet>(Action<TNet, ForwardPass, int>? forward = null)
        where TNet : class, INetwork<TNet> => new(
        (work, threads) => new NnGenInference<TNet>(work, threads, forward ?? Forward),
        static (work, _) => throw new NotSupportedException($"{work.Architecture.Name} is not trained."));

    private static void Forward<TNet>(TNet net, ForwardPass pass, int times)
        where TNet : class, INetwork<TNet>
    {
        for (int i = 0; i < times; i++)
        {
            net.Forward(pass.Inputs, pass.Outputs, pass.Workspace);
        }
    }
}
