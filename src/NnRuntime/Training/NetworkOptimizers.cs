using System.Runtime.CompilerServices;
using NnGen.Optimizers;

namespace NnGen.Training;

/// <summary>The optimizers that Fit steps one network with: a copy of each that it was given, so that several networks can be trained with one.</summary>
internal sealed class NetworkOptimizers
{
    // What stands for none.
    private static readonly Adam s_default = new();

    // Those that cannot be copied, and the network of each; a weak reference, which never counts as another network once that is gone.
    private static readonly ConditionalWeakTable<IOptimizer, WeakReference> s_owners = [];

    // A copy lives as long as the optimizer it was made of.
    private readonly ConditionalWeakTable<IOptimizer, Copy> _copies = [];

    /// <summary>The optimizer that FitOptions names: the one given, or Adam.</summary>
    public static IOptimizer Given(IOptimizer? optimizer) => optimizer ?? s_default;

    /// <summary>Returns the copy of an optimizer that the network is stepped with, made if need be; the optimizer itself if it cannot be copied.</summary>
    /// <param name="network">The network.</param>
    /// <param name="given">The optimizer.</param>
    /// <param name="parameterCount">The parameters of the network.</param>
    /// <exception cref="ArgumentException">The optimizer has state for another number of parameters, or it cannot be copied and has trained another network.</exception>
    public IOptimizer Of(object network, IOptimizer given, int parameterCount)
    {
        if (Find(given) is { } found)
        {
            return found;
        }
        if (given.Clone() is { } copy && !ReferenceEquals(copy, given))
        {
            copy.Prepare(parameterCount);
            _copies.AddOrUpdate(given, new Copy(copy, given.StepCount));
            return copy;
        }
        return s_owners.GetValue(given, _ => new WeakReference(network)).Target == network
            ? given
            : throw new ArgumentException($"{given.GetType().Name} has trained another network, and its state belongs to that one. Create one for each network, or implement IOptimizer.Clone, with which Fit makes a copy for each.", nameof(given));
    }

    /// <summary>Returns the optimizer that the network was stepped with; null if there is none.</summary>
    /// <param name="network">The network.</param>
    /// <param name="given">The optimizer that Fit was given.</param>
    public IOptimizer? Find(object network, IOptimizer given) =>
        Find(given) ?? (s_owners.TryGetValue(given, out WeakReference? owner) && owner.Target == network ? given : null);

    // One that was stepped by hand, or given an earlier state, is copied again.
    private IOptimizer? Find(IOptimizer given) => _copies.TryGetValue(given, out Copy? copy) && copy.GivenSteps == given.StepCount ? copy.Optimizer : null;

    private sealed record Copy(IOptimizer Optimizer, long GivenSteps);
}
