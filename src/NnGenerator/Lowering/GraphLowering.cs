using NnGenerator.Activations;
using NnGenerator.Graph;
using NnGenerator.Ir;
using NnGenerator.Layers;
using NnGenerator.Losses;
using NnGenerator.Operations;
using NnGenerator.Rewrites;
using NnGenerator.Shapes;

namespace NnGenerator.Lowering;

/// <summary>Layers to kernels: one pass of the network, before anything is fused or placed.</summary>
internal sealed class GraphLowering
{
    private readonly NetworkGraph _graph;
    private readonly Pass _pass;
    private readonly HashSet<string> _names = [];
    private readonly Dictionary<(int Offset, bool Gradient), Operand> _blocks = [];
    private readonly List<Kernel> _kernels = [];

    private GraphLowering(NetworkGraph graph, Pass pass) => (_graph, _pass) = (graph, pass);

    /// <summary>Returns the kernels of a pass.</summary>
    public static IReadOnlyList<Kernel> Lower(NetworkGraph graph, Pass pass) => new GraphLowering(graph, pass).Lower();

    /// <summary>The layers that the loss looks at: a head that the loss takes in is left out, and the loss works on logits.</summary>
    public static int LayersBeforeHead(NetworkGraph graph)
    {
        Layer? last = graph.Layers.Count == 0 ? null : graph.Layers[graph.Layers.Count - 1].Layer;
        bool fused = (graph.Loss is CrossEntropyLoss && last is SoftmaxLayer)
            || (graph.Loss is BinaryCrossEntropyLoss && last is ActivationLayer { Activation: SigmoidActivation });
        return graph.Layers.Count - (fused ? 1 : 0);
    }

    private List<Kernel> Lower()
    {
        int count = _pass is Pass.Forward or Pass.BackwardFromOutput ? _graph.Layers.Count : LayersBeforeHead(_graph);
        Operand input = Declare("x", Space.Inputs, (int)_graph.Input.Length), value = input;
        List<LayerScope> scopes = [];
        int dropped = 0;
        foreach (LayerNode node in PoolingOrder.Of(_graph.Layers.Take(count)))
        {
            value = Laid(value, node.Layer.InputLayout, node.Number);
            LayerScope scope = new(node, _pass, dropped, value, Declare, Block);
            node.Layer.Forward(scope);
            _kernels.AddRange(scope.Kernels);
            scopes.Add(scope);
            value = scope.OutputValue;
            dropped += node.Layer is DropoutLayer ? (int)node.Input.Length : 0;
        }

        value = Laid(value, Layout.RowMajor, _graph.Layers.Count);
        if (count < _graph.Layers.Count && _graph.Layers[count].Layer is SoftmaxLayer { Logarithm: false } && _kernels.LastOrDefault() is LinearKernel last && last.Z == value)
        {
            last.MeetsSoftmax = true;
        }
        switch (_pass)
        {
            case Pass.Forward:
                End(value, Space.Outputs, "y");
                break;
            case Pass.Classify:
                Add(new ArgMaxKernel(Own(value)));
                break;
            case Pass.Loss:
                Operand logits = Own(value);
                Add(LossKernel(logits, null));
                if (_graph.IsClassifier)
                {
                    Add(new ArgMaxKernel(logits));
                }
                break;
            case Pass.Backward:
                Operand own = Own(value), gradient = Declare("d" + own.Name, Space.Batch, own.Length);
                Add(LossKernel(own, gradient));
                Backward(scopes, gradient, wantsInput: false);
                break;
            default:
                Operand outputGradient = Declare("d" + (value == input ? "y" : value.Name), Space.OutputGradients, value.Length);
                Operand? inputGradient = Backward(scopes, outputGradient, wantsInput: true);
                End(inputGradient!, Space.InputGradients, "dx");
                break;
        }
        return _kernels;
    }

    private Operand? Backward(List<LayerScope> scopes, Operand gradient, bool wantsInput)
    {
        Operand? current = gradient;
        for (int i = scopes.Count - 1; i >= 0 && current is not null; i--)
        {
            LayerScope scope = scopes[i];
            int before = scope.Kernels.Count;
            scope.OutputGradient = Laid(current, scope.OutputValue.Layout, scope.Node.Number);
            scope.WantsInputGradient = wantsInput || scopes.Take(i).Any(static earlier => earlier.Node.Parameters.Count > 0);
            scope.Node.Layer.Backward(scope);
            _kernels.AddRange(scope.Kernels.Skip(before));
            current = scope.InputGradientValue;
        }
        return current is null ? null : Laid(current, Layout.RowMajor, 1);
    }

    // The value in the layout that a layer expects.
    private Operand Laid(Operand value, Layout? layout, int layer)
    {
        if (layout is null || layout == value.Layout)
        {
            return value;
        }
        (string suffix, string other) = layout == Layout.ChannelsHeightWidthBatch ? ("Chwn", "RowMajor") : ("RowMajor", "Chwn");
        string name = value.Name.EndsWith(other, StringComparison.Ordinal) ? value.Name.Substring(0, value.Name.Length - other.Length) : value.Name + suffix;
        Operand laid = new(Unique(name), Space.Batch, value.Length, layout: layout.Value) { Math = value.Math };
        Kernel kernel = layout == Layout.ChannelsHeightWidthBatch ? new ToLanesKernel(value, laid, new PaddedImage(1, 1, value.Length)) : new ToRowsKernel(value, laid);
        kernel.Layer = layer;
        _kernels.Add(kernel);
        return laid;
    }

    // The last value is written to the caller's memory; one that is already stored elsewhere is copied.
    private void End(Operand value, Space space, string name)
    {
        if (value.Space == Space.Batch)
        {
            value.Space = space;
        }
        else if (value.Space != space)
        {
            Add(new CopyKernel(value, Declare(name, space, value.Length)));
        }
    }

    private Operand Own(Operand value)
    {
        if (value.Space == Space.Batch)
        {
            return value;
        }
        Operand copy = Declare("z0", Space.Batch, value.Length);
        Add(new CopyKernel(value, copy));
        return copy;
    }

    private Kernel LossKernel(Operand value, Operand? gradient) => _graph.Loss switch
    {
        CrossEntropyLoss crossEntropy => new CrossEntropyKernel(value, gradient, crossEntropy.LabelSmoothing),
        PointwiseLoss pointwise => new PointwiseLossKernel(pointwise.Formula, value, gradient),
        _ => throw new InvalidOperationException($"No kernel for {_graph.Loss}."),
    };

    private void Add(Kernel kernel)
    {
        kernel.Layer = _graph.Layers.Count + 1;
        _kernels.Add(kernel);
    }

    private Operand Declare(string name, Space space, int length, Layout layout = Layout.RowMajor) => new(Unique(name), space, length, layout: layout);

    private string Unique(string name)
    {
        string unique = name;
        for (char suffix = 'b'; !_names.Add(unique); suffix++)
        {
            unique = name + suffix;
        }
        return unique;
    }

    private Operand Block(ParameterBlock block, bool gradient)
    {
        if (!_blocks.TryGetValue((block.Offset, gradient), out Operand? operand))
        {
            int linear = _graph.Layers.First(node => node.Parameters.Contains(block)).Linear;
            string name = (gradient ? "d" : "") + (block.Spec.Name == "bias" ? "b" : "W") + linear;
            _blocks[(block.Offset, gradient)] = operand = new Operand(name, gradient ? Space.Gradients : Space.Parameters, block.Length, block.Offset);
        }
        return operand;
    }
}
