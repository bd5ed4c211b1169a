using NnGenerator.Ir;
using NnGenerator.Layers;
using NnGenerator.Operations;
using NnGenerator.Shapes;

namespace NnGenerator.Lowering;

/// <summary>The chain rule over a network, from its outputs to its inputs. The gradient of a value is the sum of what its readers contribute.</summary>
/// <param name="scopes">The layers in the order of the forward pass.</param>
internal sealed class Differentiation(IReadOnlyList<LayerScope> scopes, PassBuilder builder, LayoutAssignment layouts)
{
    private readonly Dictionary<int, List<Tensor>> _contributions = [];

    // A single contribution to the gradient of an input is written straight to the memory of the caller.
    private readonly Arena _inputArena = scopes.Sum(static scope => scope.Inputs.Count(static input => input.Arena == Arena.Inputs)) == 1 ? Arena.InputGradients : Arena.Batch;

    /// <summary>Adds to the gradient of a value.</summary>
    public void Contribute(GraphValue value, Tensor gradient)
    {
        if (!_contributions.TryGetValue(value.Number, out List<Tensor>? contributions))
        {
            _contributions[value.Number] = contributions = [];
        }
        contributions.Add(gradient);
    }

    /// <summary>Adds the operations of all layers, the last layer first.</summary>
    /// <param name="wanted">Inputs of the network whose gradients are wanted too.</param>
    public void Run(IEnumerable<GraphValue> wanted)
    {
        HashSet<int> numbers = Wanted(wanted);
        foreach (LayerScope scope in scopes.Reverse())
        {
            if (Gradient(scope.Node.Output, scope.OutputValue, scope.Number) is { } gradient)
            {
                PullbackScope pullback = new(scope, gradient, [.. scope.Node.Inputs.Select(input => numbers.Contains(input.Number))], _inputArena);
                scope.Node.Layer.Pullback(pullback);
                for (int i = 0; i < scope.Node.Inputs.Count; i++)
                {
                    if (pullback.InputGradients[i] is { } contribution)
                    {
                        Contribute(scope.Node.Inputs[i], contribution);
                    }
                }
            }
        }
    }

    /// <summary>Returns the gradient of a value in the layout of the value; null if nothing contributes to it.</summary>
    /// <param name="stored">The value itself.</param>
    /// <param name="layer">The number of the layer that reads the gradient.</param>
    /// <param name="arena">Where it is stored if it is not a contribution as it is.</param>
    public Tensor? Gradient(GraphValue value, Tensor stored, int layer, Arena arena = Arena.Batch)
    {
        if (!_contributions.TryGetValue(value.Number, out List<Tensor>? contributions))
        {
            return null;
        }
        if (contributions.Count == 1)
        {
            return layouts.In(contributions[0], stored.Layout, layer, arena);
        }
        Tensor[] terms = [.. contributions.Select(contribution => layouts.In(contribution, stored.Layout, layer))];
        Tensor sum = builder.Declare("d" + stored.Name, arena, stored.Length, stored.Layout, "d" + stored.Value);
        builder.Add(new SumOperation(layer, terms, sum));
        return sum;
    }

    // The values on which the parameters or the wanted inputs have an effect.
    private HashSet<int> Wanted(IEnumerable<GraphValue> inputs)
    {
        HashSet<int> numbers = [.. inputs.Select(static input => input.Number)];
        foreach (LayerNode node in scopes.Select(static scope => scope.Node).Where(node => node.Parameters.Count > 0 || node.Inputs.Any(input => numbers.Contains(input.Number))))
        {
            numbers.Add(node.Output.Number);
        }
        return numbers;
    }
}
