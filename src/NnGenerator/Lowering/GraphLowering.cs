using NnGenerator.Graph;
using NnGenerator.Ir;
using NnGenerator.Layers;
using NnGenerator.Operations;
using NnGenerator.Rewrites;
using NnGenerator.Shapes;

namespace NnGenerator.Lowering;

/// <summary>Layers to operations: one pass of the network, before anything is fused or placed.</summary>
internal sealed class GraphLowering
{
    private readonly Pass _pass;
    private readonly IReadOnlyList<LayerNode> _heads;
    private readonly NetworkGraph _graph;
    private readonly int _layers;
    private readonly PassBuilder _builder;
    private readonly LayoutAssignment _layouts;
    private readonly Dictionary<int, Tensor> _values = [];
    private readonly List<LayerScope> _scopes = [];
    private readonly Dictionary<string, Arena> _callers = [];

    private GraphLowering(NetworkGraph graph, IReadOnlyList<LayerNode> heads, Pass pass, MemoryRequirements required)
    {
        (_graph, _heads, _pass) = (graph, heads, pass);
        _layers = graph.Nodes.Count + heads.Count;
        _builder = new PassBuilder(required);
        _layouts = new LayoutAssignment(_builder);
    }

    /// <summary>Returns the operations of a pass. What a value's consumers require of its memory is known once all are there: it is lowered once to find
    /// that, and again with values that meet it.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="pass">The pass.</param>
    /// <param name="requirements">What another pass required, which is often the same, so that once is enough; receives what this one does.</param>
    public static IReadOnlyList<Operation> Lower(NetworkGraph graph, Pass pass, ref MemoryRequirements requirements)
    {
        // A pass that ends with a loss leaves out the heads that the losses take in.
        LayerNode[] heads = pass is Pass.Forward or Pass.BackwardFromOutput ? [] : [.. graph.Heads];
        graph = PoolBeforeActivation.Apply(graph.Without(heads));
        MemoryRequirements expected = new() { Padded = requirements.Padded };
        GraphLowering first = new(graph, heads, pass, expected);
        IReadOnlyList<Operation> operations = first.Lower();
        requirements = MemoryRequirements.Of(operations, first._callers);
        return expected.Meets(requirements) ? operations : new GraphLowering(graph, heads, pass, requirements).Lower();
    }

    private IReadOnlyList<Operation> Lower()
    {
        LowerLayers();
        foreach (GraphOutput output in _graph.Outputs)
        {
            Tensor value = _values[output.Value.Number] = _layouts.In(_values[output.Value.Number], TensorLayout.RowMajor, _layers, _pass == Pass.Forward ? Arena.Outputs : Arena.Batch);
            foreach (LayerNode head in _heads.Where(head => head.Inputs[0] == output.Value))
            {
                _builder.ReplaceProducer(value, head.Layer.LeftOut);
            }
        }
        switch (_pass)
        {
            case Pass.Forward:
                foreach (GraphOutput output in _graph.Outputs)
                {
                    End(_values[output.Value.Number], Arena.Outputs, "y");
                }
                break;
            case Pass.Classify:
                foreach (GraphOutput output in _graph.Outputs)
                {
                    _builder.Add(new ArgMaxOperation(AfterLayers, Own(output)));
                }
                break;
            case Pass.Loss:
                foreach (GraphOutput output in _graph.Outputs)
                {
                    Tensor logits = Own(output);
                    _builder.Add(output.Loss.Lower(AfterLayers, logits, null));
                    if (output.Loss.Classifies(output.Value.Shape))
                    {
                        _builder.Add(new ArgMaxOperation(AfterLayers, logits));
                    }
                }
                break;
            case Pass.Backward:
                Differentiate(Gradient, wantsInputs: false);
                break;
            case Pass.BackwardFromOutput:
                Differentiate(GivenGradient, wantsInputs: true);
                break;
            default:
                throw new InvalidOperationException($"No lowering for the pass {_pass}.");
        }
        return _builder.Operations;
    }

    // The section of what belongs to no layer.
    private int AfterLayers => _layers + 1;

    private void LowerLayers()
    {
        foreach (GraphValue input in _graph.Inputs)
        {
            _values[input.Number] = _builder.Declare("x", Arena.Inputs, (int)input.Shape.Length);
        }
        int dropped = 0;
        foreach (LayerNode node in _graph.Nodes)
        {
            LayerScope scope = new(node, _pass, dropped, [.. node.Inputs.Select(input => _layouts.In(_values[input.Number], node.Layer.InputLayout, node.Number))],
                _pass == Pass.Forward && _graph.Outputs.Any(output => output.Value.Number == node.Output.Number) ? Arena.Outputs : Arena.Batch, _builder);
            node.Layer.Lower(scope);
            _scopes.Add(scope);
            _values[node.Output.Number] = scope.OutputValue;
            dropped += node.Layer.IsRandom ? (int)node.Output.Shape.Length : 0;
        }
    }

    private void Differentiate(Func<GraphOutput, Tensor> gradient, bool wantsInputs)
    {
        Differentiation differentiation = new(_scopes, _builder, _layouts);
        foreach (GraphOutput output in _graph.Outputs)
        {
            differentiation.Contribute(output.Value, gradient(output));
        }
        IEnumerable<GraphValue> inputs = wantsInputs ? _graph.Inputs : [];
        differentiation.Run(inputs);
        foreach (GraphValue input in inputs)
        {
            End(differentiation.Gradient(input, _values[input.Number], 1, Arena.InputGradients)!, Arena.InputGradients, "dx");
        }
    }

    // By the loss, which is computed on the way.
    private Tensor Gradient(GraphOutput output)
    {
        Tensor own = Own(output), gradient = _builder.Declare("d" + own.Name, Arena.Batch, own.Length, value: "d" + own.Value);
        _builder.Add(output.Loss.Lower(AfterLayers, own, gradient));
        return gradient;
    }

    // By the caller.
    private Tensor GivenGradient(GraphOutput output)
    {
        Tensor value = _values[output.Value.Number];
        bool isInput = value.Arena == Arena.Inputs;
        return _builder.Declare("d" + (isInput ? "y" : value.Name), Arena.OutputGradients, value.Length, value: "d" + (isInput ? "y" : value.Value));
    }

    // The last value is written to the caller's memory; one that is already stored elsewhere is copied.
    private void End(Tensor value, Arena arena, string name)
    {
        if (value.Arena == Arena.Batch)
        {
            _callers[value.Name] = arena;
        }
        else if (value.Arena != arena)
        {
            _builder.Add(new CopyOperation(AfterLayers, value, _builder.Declare(name, arena, value.Length)));
        }
    }

    // An output in memory that may be written.
    private Tensor Own(GraphOutput output)
    {
        Tensor value = _values[output.Value.Number];
        if (value.Arena == Arena.Batch)
        {
            return value;
        }
        Tensor copy = _builder.Declare("z0", Arena.Batch, value.Length);
        _builder.Add(new CopyOperation(AfterLayers, value, copy));
        return copy;
    }
}
