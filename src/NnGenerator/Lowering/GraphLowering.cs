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
    private readonly NetworkGraph _graph;
    private readonly Pass _pass;
    private readonly HashSet<string> _names = [];
    private readonly Dictionary<(int Offset, bool Gradient), Tensor> _blocks = [];
    private readonly List<Operation> _operations = [];
    private readonly MemoryRequirements _required, _found = new();

    private GraphLowering(NetworkGraph graph, Pass pass, MemoryRequirements required) => (_graph, _pass, _required) = (graph, pass, required);

    /// <summary>Returns the operations of a pass. What a value's consumers require of its memory is known once all are there: it is lowered once to find
    /// that, and again with values that meet it.</summary>
    public static IReadOnlyList<Operation> Lower(NetworkGraph graph, Pass pass)
    {
        GraphLowering first = new(graph, pass, new());
        IReadOnlyList<Operation> operations = first.Lower();
        first._found.Padded.UnionWith(operations.SelectMany(static operation => operation.NeedsPadding).Select(static tensor => tensor.Name));
        return first._found.Any ? new GraphLowering(graph, pass, first._found).Lower() : operations;
    }

    /// <summary>The layers that the loss looks at: a head that the loss takes in is left out, and the loss works on logits.</summary>
    public static int LayersBeforeHead(NetworkGraph graph)
    {
        Layer? last = graph.Layers.Count == 0 ? null : graph.Layers[graph.Layers.Count - 1].Layer;
        return graph.Layers.Count - (last is not null && graph.Loss.TakesIn(last) ? 1 : 0);
    }

    private List<Operation> Lower()
    {
        int count = _pass is Pass.Forward or Pass.BackwardFromOutput ? _graph.Layers.Count : LayersBeforeHead(_graph);
        Tensor input = Declare("x", Arena.Inputs, (int)_graph.Input.Length), value = input;
        List<LayerScope> scopes = [];
        int dropped = 0;
        foreach (LayerNode node in PoolingOrder.Of(_graph.Layers.Take(count)))
        {
            value = ConvertLayout(value, node.Layer.InputLayout, node.Number);
            LayerScope scope = new(node, _pass, dropped, value, Declare, Block);
            node.Layer.Forward(scope);
            _operations.AddRange(scope.Operations);
            scopes.Add(scope);
            value = scope.OutputValue;
            dropped += node.Layer.IsRandom ? (int)node.Input.Length : 0;
        }

        value = ConvertLayout(value, TensorLayout.RowMajor, _graph.Layers.Count);
        if (count < _graph.Layers.Count && _graph.Layers[count].Layer is SoftmaxLayer { Logarithm: false } && _operations.LastOrDefault() is LinearOperation last && last.Z == value)
        {
            last.MeetsSoftmax = true;
        }
        switch (_pass)
        {
            case Pass.Forward:
                End(value, Arena.Outputs, "y");
                break;
            case Pass.Classify:
                Add(new ArgMaxOperation(Own(value)));
                break;
            case Pass.Loss:
                Tensor logits = Own(value);
                Add(_graph.Loss.Lower(logits, null));
                if (_graph.IsClassifier)
                {
                    Add(new ArgMaxOperation(logits));
                }
                break;
            case Pass.Backward:
                Tensor own = Own(value), gradient = Declare("d" + own.Name, Arena.Batch, own.Length);
                Add(_graph.Loss.Lower(own, gradient));
                Backward(scopes, gradient, wantsInput: false);
                break;
            case Pass.BackwardFromOutput:
                Tensor outputGradient = Declare("d" + (value == input ? "y" : value.Name), Arena.OutputGradients, value.Length);
                Tensor? inputGradient = Backward(scopes, outputGradient, wantsInput: true);
                End(inputGradient!, Arena.InputGradients, "dx");
                break;
            default:
                throw new InvalidOperationException($"No lowering for the pass {_pass}.");
        }
        return _operations;
    }

    private Tensor? Backward(List<LayerScope> scopes, Tensor gradient, bool wantsInput)
    {
        Tensor? current = gradient;
        for (int i = scopes.Count - 1; i >= 0 && current is not null; i--)
        {
            LayerScope scope = scopes[i];
            int before = scope.Operations.Count;
            scope.OutputGradient = ConvertLayout(current, scope.OutputValue.Layout, scope.Node.Number);
            scope.WantsInputGradient = wantsInput || scopes.Take(i).Any(static earlier => earlier.Node.Parameters.Count > 0);
            scope.Node.Layer.Backward(scope);
            _operations.AddRange(scope.Operations.Skip(before));
            current = scope.InputGradientValue;
        }
        return current is null ? null : ConvertLayout(current, TensorLayout.RowMajor, 1);
    }

    // The value in the layout that a layer expects.
    private Tensor ConvertLayout(Tensor value, TensorLayout? layout, int layer)
    {
        if (layout is null || layout == value.Layout)
        {
            return value;
        }
        (string suffix, string other) = layout == TensorLayout.ChannelsHeightWidthBatch ? ("Chwn", "RowMajor") : ("RowMajor", "Chwn");
        string name = value.Name.EndsWith(other, StringComparison.Ordinal) ? value.Name.Substring(0, value.Name.Length - other.Length) : value.Name + suffix;
        Tensor laid = Declare(name, Arena.Batch, value.Length, layout.Value, value.Math);
        Operation operation = layout == TensorLayout.ChannelsHeightWidthBatch ? new ToChwnOperation(value, laid, new PaddedImage(1, 1, value.Length)) : new ToRowMajorOperation(value, laid);
        operation.Layer = layer;
        _operations.Add(operation);
        return laid;
    }

    // The last value is written to the caller's memory; one that is already stored elsewhere is copied.
    private void End(Tensor value, Arena arena, string name)
    {
        if (value.Arena == Arena.Batch)
        {
            _found.Arenas[value.Name] = arena;
        }
        else if (value.Arena != arena)
        {
            Add(new CopyOperation(value, Declare(name, arena, value.Length)));
        }
    }

    private Tensor Own(Tensor value)
    {
        if (value.Arena == Arena.Batch)
        {
            return value;
        }
        Tensor copy = Declare("z0", Arena.Batch, value.Length);
        Add(new CopyOperation(value, copy));
        return copy;
    }

    private void Add(Operation operation)
    {
        operation.Layer = _graph.Layers.Count + 1;
        _operations.Add(operation);
    }

    private Tensor Declare(string name, Arena arena, int length, TensorLayout layout = TensorLayout.RowMajor, string? math = null)
    {
        string unique = Unique(name);
        return new(unique, _required.Arenas.TryGetValue(unique, out Arena required) ? required : arena, length, layout: layout, isPadded: _required.Padded.Contains(unique), math: math);
    }

    private string Unique(string name)
    {
        string unique = name;
        for (char suffix = 'b'; !_names.Add(unique); suffix++)
        {
            unique = name + suffix;
        }
        return unique;
    }

    private Tensor Block(ParameterBlock block, bool gradient)
    {
        if (!_blocks.TryGetValue((block.Offset, gradient), out Tensor? tensor))
        {
            int linear = _graph.Layers.First(node => node.Parameters.Contains(block)).Linear;
            string name = (gradient ? "d" : "") + (block.Spec.Name == "bias" ? "b" : "W") + linear;
            _blocks[(block.Offset, gradient)] = tensor = new Tensor(name, gradient ? Arena.Gradients : Arena.Parameters, block.Length, block.Offset);
        }
        return tensor;
    }
}
