using NnGenerator.Kernels;
using NnGenerator.Model;

namespace NnGenerator.Layers;

/// <summary>What a layer sees while it turns into kernels: its values, their gradients, its blocks.</summary>
internal sealed class LayerScope(LayerNode node, bool training, int firstElement, Operand input, Func<string, Space, int, Operand> declare, Func<ParameterBlock, bool, Operand> block)
{
    private Operand? _output;

    public LayerNode Node { get; } = node;

    /// <summary>Whether dropout drops.</summary>
    public bool Training { get; } = training;

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

    /// <summary>Declares the value behind the layer.</summary>
    public Operand Output(string prefix) => _output = declare($"{prefix}{Math.Max(1, Node.Linear)}", Space.Batch, (int)Node.Output.Length);

    /// <summary>The input in scratch memory, for kernels that need room at the end of each row.</summary>
    public Operand OwnInput()
    {
        if (Input.Space != Space.Batch)
        {
            Operand copy = declare("z0", Space.Batch, Input.Length);
            Add(new CopyKernel(Input, copy));
            return copy;
        }
        return Input;
    }

    /// <summary>The layer is the identity in this pass.</summary>
    public void PassThrough() => _output = Input;

    public void PassGradientThrough() => InputGradientValue = WantsInputGradient ? OutputGradient : null;

    /// <summary>Declares ∂L/∂input, or returns null when nobody wants it.</summary>
    public Operand? InputGradient() =>
        InputGradientValue = WantsInputGradient ? declare("d" + Input.Name, Input.Space == Space.Inputs ? Space.InputGradients : Space.Batch, Input.Length) : null;

    public Operand Scratch(string name, int length) => declare(name, Space.Fixed, length);

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
