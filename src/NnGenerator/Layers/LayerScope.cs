using NnGenerator.Ir;
using NnGenerator.Operations;
using NnGenerator.Shapes;

namespace NnGenerator.Layers;

/// <summary>What a layer sees while it turns into kernels: its values, their gradients, its blocks.</summary>
internal sealed class LayerScope(LayerNode node, Pass pass, int firstElement, Operand input, Func<string, Space, int, Layout, Operand> declare, Func<ParameterBlock, bool, Operand> block)
{
    private readonly Dictionary<string, Operand> _remembered = [];
    private Operand? _output;

    public LayerNode Node { get; } = node;

    /// <summary>Whether dropout drops.</summary>
    public bool Training { get; } = pass == Pass.Backward;

    /// <summary>Whether a backward pass follows, for which something may be remembered.</summary>
    public bool HasBackward { get; } = pass is Pass.Backward or Pass.BackwardFromOutput;

    /// <summary>Elements of the dropout layers before this one.</summary>
    public int FirstElement { get; } = firstElement;

    public Operand Input { get; private set; } = input;

    /// <summary>What the layer wrote in the forward pass.</summary>
    public Operand OutputValue => _output!;

    /// <summary>∂L/∂output.</summary>
    public Operand OutputGradient { get; set; } = null!;

    /// <summary>∂L/∂input, once a layer asked for it or passed it through.</summary>
    public Operand? InputGradientValue { get; private set; }

    /// <summary>Whether anybody wants ∂L/∂input.</summary>
    public bool WantsInputGradient { get; set; }

    public List<Kernel> Kernels { get; private set; } = [];

    /// <summary>Declares the output of the layer.</summary>
    public Operand Output(string prefix, Layout layout = Layout.RowMajor) => _output = declare($"{prefix}{Math.Max(1, Node.Linear)}", Space.Batch, (int)Node.Output.Length, layout);

    /// <summary>A number for each output that the backward pass needs; asked for again, the same.</summary>
    public Operand Remember(string prefix)
    {
        if (!_remembered.TryGetValue(prefix, out Operand? operand))
        {
            _remembered[prefix] = operand = declare($"{prefix}{Math.Max(1, Node.Linear)}", Space.Batch, (int)Node.Output.Length, OutputValue.Layout);
        }
        return operand;
    }

    /// <summary>Padded images; the same operand when asked again.</summary>
    public Operand Padded(Operand images, PaddedImage image)
    {
        if (image.IsPlain)
        {
            return images;
        }
        string key = images.Name + image;
        if (!_remembered.TryGetValue(key, out Operand? padded))
        {
            _remembered[key] = padded = Padded(images, image.Length);
            Add(new PadKernel(images, padded, image));
        }
        return padded;
    }

    /// <summary>Declares padded images, which have the same name in formulas.</summary>
    public Operand Padded(Operand images, int length)
    {
        Operand padded = declare($"{images.Name}Padded", Space.Batch, length, images.Layout);
        padded.Math = images.Math;
        return padded;
    }

    /// <summary>The input in scratch memory, for kernels that need room at the end of each row.</summary>
    public Operand OwnInput()
    {
        if (Input.Space != Space.Batch)
        {
            Operand copy = declare("z0", Space.Batch, Input.Length, Layout.RowMajor);
            Add(new CopyKernel(Input, copy));
            return copy;
        }
        return Input;
    }

    /// <summary>The layer is the identity in this pass.</summary>
    public void PassThrough() => _output = Input;

    public void PassGradientThrough() => InputGradientValue = WantsInputGradient ? OutputGradient : null;

    /// <summary>Declares ∂L/∂input, or returns null when nobody wants it.</summary>
    public Operand? InputGradient()
    {
        if (!WantsInputGradient)
        {
            return InputGradientValue = null;
        }
        Operand gradient = declare("d" + Input.Name, Input.Space == Space.Inputs ? Space.InputGradients : Space.Batch, Input.Length, Input.Layout);
        gradient.Math = "d" + Input.Math;
        return InputGradientValue = gradient;
    }

    public Operand Scratch(string name, int length) => declare(name, Space.Fixed, length, Layout.RowMajor);

    public Operand Parameter(string name) => block(Find(name), false);

    public Operand Gradient(string name) => block(Find(name), true);

    /// <summary>The name of an emitted method: what the layer is, its number among its kind, and the part.</summary>
    public string KernelName(string kind, string part) => $"{kind}{Node.Linear}{part}";

    public void Add(Kernel kernel)
    {
        kernel.Layer = Node.Number;
        Kernels.Add(kernel);
    }

    private ParameterBlock Find(string name) => Node.Parameters.First(parameter => parameter.Spec.Name == name);
}
