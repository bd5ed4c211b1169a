using NnGen.Optimizers;

namespace NnGen.Training;

/// <summary>The optimizers of networks that Fit has trained.</summary>
public static class OptimizerExtensions
{
    /// <summary>Returns the optimizer that Fit steps the network with: its own copy of the one in <see cref="FitOptions.Optimizer"/>, with the moments
    /// and the steps of this network. A loop of your own can continue with it.</summary>
    /// <param name="network">The network.</param>
    /// <param name="optimizer">The optimizer that Fit was given; null for the default.</param>
    /// <returns>The optimizer; null if Fit has not trained the network with it.</returns>
    public static IOptimizer? GetOptimizer<TSelf>(this INetwork<TSelf> network, IOptimizer? optimizer = null)
        where TSelf : class, INetwork<TSelf>
    {
        ArgumentNullException.ThrowIfNull(network);
        return NetworkAttachments.Of(network).Optimizers.Find(network, NetworkOptimizers.Given(optimizer));
    }
}
