using NnGenerator.Activations;
using NnGenerator.Ir;

namespace NnGenerator.Operations;

/// <summary>An operation that can apply an activation to its result while that is still in registers.</summary>
internal interface IActivationEpilogue
{
    /// <summary>What the activation is applied to.</summary>
    Tensor Result { get; }

    /// <summary>Returns the operation with an activation; null if it has one already, or if the two are faster one after the other.</summary>
    /// <param name="activation">The activation.</param>
    /// <param name="a">Receives its values.</param>
    /// <param name="storesResult">Whether the result itself is still needed.</param>
    Operation? With(Activation activation, Tensor a, bool storesResult);
}
