using NnGen.Optimizers;

namespace NnGen.Training;

/// <summary>Gives access to the optimizers of networks that Fit has trained.</summary>
public static class OptimizerExtensions
{
    /// <summary>Returns the optimizer that Fit steps the network with: the network's copy of <see cref="FitOptions.Optimizer"/>, with its moments and step
    /// count. A custom training loop can continue with it.</summary>
    /// <param name="network">The network.</param>
    /// <param name="optimizer">The optimizer passed to Fit; null for the default.</param>
    /// <returns>The copy; null if Fit has not trained the network with this optimizer.</returns>
    public static IOptimizer? GetOptimizer<TSelf>(this INetwork<TSelf> network, IOptimizer? optimizer = null)
        where TSelf : class, INetwork<TSelf>
    {
        ArgumentNullException.ThrowIfNull(network);
        return NetworkAttachments.Of(network).Optimizers.Find(network, NetworkOptimizers.Given(optimizer));
    }
}
