using NnGenerator.Ir;
using NnGenerator.Operations;
using NnGenerator.Shapes;

namespace NnGenerator.Layers;

/// <summary>Declares a value under a name that is still free.</summary>
/// <param name="math">Its name in formulas; null for that of the code.</param>
internal delegate Tensor TensorDeclaration(string name, Arena arena, int length, TensorLayout layout = TensorLayout.RowMajor, string? math = null);

/// <summary>What a layer sees while it turns into operations: its values, their gradients, its blocks.</summary>
internal sealed class LayerScope(LayerNode node, Pass pass, int firstElement, Tensor input, TensorDeclaration declare, Func<ParameterBlock, bool, Tensor> block)
{
    private readonly Dictionary<string, Tensor> _remembered = [];
    private Tensor? _output;

    public LayerNode Node { get; } = node;

    /// <summary>Whether dropout drops.</summary>
    public bool Training { get; } = pass == Pass.Backward;

    /// <summary>Whether a backward pass follows, for which something may be remembered.</summary>
    public bool HasBackward { get; } = pass is Pass.Backward or Pass.BackwardFromOutput;

    /// <summary>Elements of the dropout layers before this one.</summary>
    public int FirstElement { get; } = firstElement;

    public Tensor Input { get; private set; } = input;

    /// <summary>What the layer wrote in the forward pass.</summary>
    public Tensor OutputValue => _output!;

    /// <summary>∂L/∂output.</summary>
    public Tensor OutputGradient { get; set; } = null!;

    /// <summary>∂L/∂input, once a layer asked for it or passed it through.</summary>
    public Tensor? InputGradientValue { get; private set; }

    /// <summary>Whether anybody wants ∂L/∂input.</summary>
    public bool WantsInputGradient { get; set; }

    public List<Operation> Operations { get; private set; } = [];

    /// <summary>Declares the output of the layer.</summary>
    public Tensor Output(string prefix, TensorLayout layout = TensorLayout.RowMajor) => _output = declare($"{prefix}{Math.Max(1, Node.Linear)}", Arena.Batch, (int)Node.Output.Length, layout);

    /// <summary>A number for each output that the backward pass needs; asked for again, the same.</summary>
    public Tensor Remember(string prefix)
    {
        if (!_remembered.TryGetValue(prefix, out Tensor? tensor))
        {
            _remembered[prefix] = tensor = declare($"{prefix}{Math.Max(1, Node.Linear)}", Arena.Batch, (int)Node.Output.Length, OutputValue.Layout);
        }
        return tensor;
    }

    /// <summary>Padded images; the same tensor when asked again.</summary>
    public Tensor Padded(Tensor images, PaddedImage image)
    {
        if (image.IsPlain)
        {
            return images;
        }
        string key = images.Name + image;
        if (!_remembered.TryGetValue(key, out Tensor? padded))
        {
            _remembered[key] = padded = Padded(images, image.Length);
            Add(new PadOperation(images, padded, image));
        }
        return padded;
    }

    /// <summary>Declares padded images, which have the same name in formulas.</summary>
    public Tensor Padded(Tensor images, int length) => declare($"{images.Name}Padded", Arena.Batch, length, images.Layout, images.Math);

    /// <summary>The input in scratch memory, for operations that need room at the end of each row.</summary>
    public Tensor OwnInput()
    {
        if (Input.Arena != Arena.Batch)
        {
            Tensor copy = declare("z0", Arena.Batch, Input.Length, TensorLayout.RowMajor);
            Add(new CopyOperation(Input, copy));
            return copy;
        }
        return Input;
    }

    /// <summary>The layer is the identity in this pass.</summary>
    public void PassThrough() => _output = Input;

    public void PassGradientThrough() => InputGradientValue = WantsInputGradient ? OutputGradient : null;

    /// <summary>Declares ∂L/∂input, or returns null when nobody wants it.</summary>
    public Tensor? InputGradient()
    {
        if (!WantsInputGradient)
        {
            return InputGradientValue = null;
        }
        return InputGradientValue = declare("d" + Input.Name, Input.Arena == Arena.Inputs ? Arena.InputGradients : Arena.Batch, Input.Length, Input.Layout, "d" + Input.Math);
    }

    public Tensor Scratch(string name, int length) => declare(name, Arena.Fixed, length, TensorLayout.RowMajor);

    public Tensor Parameter(string name) => block(Find(name), false);

    public Tensor Gradient(string name) => block(Find(name), true);

    /// <summary>The name of an emitted method: what the layer is, its number among its kind, and the part.</summary>
    public string MethodName(string kind, string part) => $"{kind}{Node.Linear}{part}";

    public void Add(Operation operation)
    {
        operation.Layer = Node.Number;
        Operations.Add(operation);
    }

    private ParameterBlock Find(string name) => Node.Parameters.First(parameter => parameter.Spec.Name == name);
}
