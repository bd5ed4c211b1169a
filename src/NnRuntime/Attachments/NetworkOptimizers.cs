using System.Runtime.CompilerServices;
using NnGen.Optimizers;

namespace NnGen.Training;

/// <summary>The optimizers that Fit steps one network with: a copy of each given optimizer, so that several networks can be trained with one object.</summary>
internal sealed class NetworkOptimizers
{
    // The default if no optimizer is given.
    private static readonly Adam s_default = new();

    // Optimizers that cannot be copied, with the network of each. The reference is weak, and a collected network never equals another one.
    private static readonly ConditionalWeakTable<IOptimizer, WeakReference> s_owners = [];

    // A copy lives as long as the original optimizer.
    private readonly ConditionalWeakTable<IOptimizer, Copy> _copies = [];

    /// <summary>Returns the given optimizer, or the default Adam.</summary>
    public static IOptimizer Given(IOptimizer? optimizer) => optimizer ?? s_default;

    /// <summary>Returns the network's copy of an optimizer, which is created if necessary; the optimizer itself if it cannot be copied.</summary>
    /// <param name="network">The network.</param>
    /// <param name="given">The optimizer.</param>
    /// <param name="parameterCount">Number of parameters of the network.</param>
    /// <exception cref="ArgumentException">The optimizer has state for a different number of parameters, or it cannot be copied and has trained another network.</exception>
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
            : throw new ArgumentException($"{given.GetType().Name} has already trained another network, to which its state belongs. Create one optimizer for each network, or implement IOptimizer.Clone, so that Fit can create a copy for each.", nameof(given));
    }

    /// <summary>Returns the optimizer that has stepped the network; null if there is none.</summary>
    /// <param name="network">The network.</param>
    /// <param name="given">The optimizer that Fit was given.</param>
    public IOptimizer? Find(object network, IOptimizer given) =>
        Find(given) ?? (s_owners.TryGetValue(given, out WeakReference? owner) && owner.Target == network ? given : null);

    /// <summary>Forgets the copy of an optimizer, or that the optimizer belongs to the network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="given">The optimizer that Fit was given.</param>
    public void Forget(object network, IOptimizer given)
    {
        _copies.Remove(given);
        if (s_owners.TryGetValue(given, out WeakReference? owner) && owner.Target == network)
        {
            s_owners.Remove(given);
        }
    }

    // An optimizer that was stepped manually, or set to an earlier state, is copied again.
    private IOptimizer? Find(IOptimizer given) => _copies.TryGetValue(given, out Copy? copy) && copy.GivenSteps == given.StepCount ? copy.Optimizer : null;

    private sealed record Copy(IOptimizer Optimizer, long GivenSteps);
}
