using NnGenerator.Ir;
using NnGenerator.Operations;
using NnGenerator.Shapes;

namespace NnGenerator.Layers;

/// <summary>What a layer sees while it turns into operations: its values and its blocks.</summary>
/// <param name="node">The layer in its graph.</param>
/// <param name="pass">The pass that is lowered.</param>
/// <param name="firstElement">Elements of the dropout layers before this one.</param>
/// <param name="inputs">What the layer reads, in its layout.</param>
/// <param name="outputArena">Where the output is stored if it is row-major.</param>
/// <param name="builder">The pass under construction.</param>
internal class LayerScope(LayerNode node, Pass pass, int firstElement, IReadOnlyList<Tensor> inputs, Arena outputArena, IPassBuilder builder)
{
    private readonly Dictionary<string, Tensor> _remembered = [];
    private Tensor? _output;

    /// <summary>Creates the scope of the same layer in the backward pass.</summary>
    protected LayerScope(LayerScope forward)
        : this(forward.Node, forward.Pass, forward.FirstElement, forward.Inputs, Arena.Batch, forward.Builder) => (_remembered, _output) = (forward._remembered, forward._output);

    public LayerNode Node { get; } = node;

    /// <summary>The number of the layer, which its operations carry.</summary>
    public int Number => Node.Number;

    /// <summary>Whether dropout drops.</summary>
    public bool Training => Pass == Pass.Backward;

    /// <summary>Whether a backward pass follows, for which something may be remembered.</summary>
    public bool HasBackward => Pass is Pass.Backward or Pass.BackwardFromOutput;

    /// <summary>Elements of the dropout layers before this one.</summary>
    public int FirstElement { get; } = firstElement;

    public IReadOnlyList<Tensor> Inputs { get; } = inputs;

    /// <summary>The first input, for layers with one.</summary>
    public Tensor Input => Inputs[0];

    public Shape InputShape => Node.Inputs[0].Shape;

    /// <summary>What the layer wrote in the forward pass.</summary>
    public Tensor OutputValue => _output!;

    protected Pass Pass { get; } = pass;

    protected IPassBuilder Builder { get; } = builder;

    /// <summary>Declares the output of the layer.</summary>
    public Tensor Output(string prefix, TensorLayout layout = TensorLayout.RowMajor) => _output =
        Builder.Declare(Numbered(prefix), layout == TensorLayout.RowMajor ? outputArena : Arena.Batch, (int)Node.Output.Shape.Length, layout);

    /// <summary>The layer is the identity in this pass.</summary>
    public void PassThrough() => _output = Input;

    /// <summary>Declares a value of the layer's own in the layout of the output, which the backward pass may need; asked for again, it is the same.</summary>
    /// <param name="length">The floats of a sample; null for as many as the output has.</param>
    public Tensor Remember(string prefix, int? length = null) =>
        Once(prefix, () => Builder.Declare(Numbered(prefix), Arena.Batch, length ?? (int)Node.Output.Shape.Length, OutputValue.Layout));

    /// <summary>Padded images; the same tensor when asked again.</summary>
    public Tensor Padded(Tensor images, PaddedImage image) => image.IsPlain ? images : Once(images.Name + image, () =>
    {
        Tensor padded = Padded(images, image.Length);
        Add(new CopyOperation(Number, images, padded, to: image));
        return padded;
    });

    /// <summary>Declares padded images.</summary>
    public Tensor Padded(Tensor images, int length) => Builder.Declare($"{images.Name}Padded", Arena.Batch, length, images.Layout, images.Value);

    /// <summary>The input in scratch memory, for operations that need room at the end of each row.</summary>
    public Tensor OwnInput()
    {
        if (Input.Arena == Arena.Batch)
        {
            return Input;
        }
        Tensor copy = Builder.Declare("z0", Arena.Batch, Input.Length);
        Add(new CopyOperation(Number, Input, copy));
        return copy;
    }

    /// <summary>Declares memory that does not depend on the number of samples.</summary>
    public Tensor Scratch(string name, int length) => Builder.Declare(name, Arena.Fixed, length);

    public Tensor Parameter(string name) => Block(name, isGradient: false);

    /// <summary>The name of an emitted method: what the layer is, its number among its kind, and the part.</summary>
    public string MethodName(string kind, string part) => $"{kind}{Node.Linear}{part}";

    public void Add(Operation operation) => Builder.Add(operation);

    protected Tensor Block(string name, bool isGradient) => Builder.Block(Node.Parameters.First(parameter => parameter.Spec.Name == name), Node.Linear, isGradient);

    private string Numbered(string prefix) => $"{prefix}{Math.Max(1, Node.Linear)}";

    private Tensor Once(string key, Func<Tensor> create)
    {
        if (!_remembered.TryGetValue(key, out Tensor? tensor))
        {
            _remembered[key] = tensor = create();
        }
        return tensor;
    }
}
