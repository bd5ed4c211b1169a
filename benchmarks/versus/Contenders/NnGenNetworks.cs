using NnGen;
using Versus.Work;

namespace Versus.Contenders;

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
        var entries = new Dictionary<Architecture, Entry>();
        AddClassifiers(entries);
        AddRegressions(entries);
        AddConvolutions(entries);
        AddDenseLayers(entries);
        return entries;
    }

    private static Entry Trained<TNet, TTarget>(Func<Workload, TTarget[]> targets, Action<TNet, ForwardPass, int> forward, Action<TNet, TrainingPass<TTarget>, int> step)
        where TNet : class, ITrainable<TNet, TTarget>
        where TTarget : unmanaged => new(
        (work, threads) => new NnGenInference<TNet>(work, threads, forward),
        (work, threads) => new NnGenTraining<TNet, TTarget>(work, threads, targets(work), step));

    private static Entry ForwardOnly<TNet>(Action<TNet, ForwardPass, int> forward)
        where TNet : class, INetwork<TNet> => new(
        (work, threads) => new NnGenInference<TNet>(work, threads, forward),
        static (work, _) => throw new NotSupportedException($"{work.Architecture.Name} is not trained."));
}
