using NnGenerator.Ir;

namespace NnGenerator.Layers;

/// <summary>What a layer sees in the backward pass: the same as forward, and the gradients of its output and of the inputs whose gradients are wanted.</summary>
/// <param name="forward">The layer in the forward pass.</param>
/// <param name="outputGradient">∂L/∂output.</param>
/// <param name="wanted">For each input, whether its gradient is wanted.</param>
/// <param name="inputArena">Where the gradient of an input of the network is stored.</param>
internal sealed class PullbackScope(LayerScope forward, Tensor outputGradient, IReadOnlyList<bool> wanted, Arena inputArena) : LayerScope(forward)
{
    private readonly Tensor?[] _inputGradients = new Tensor?[wanted.Count];

    /// <summary>∂L/∂output.</summary>
    public Tensor OutputGradient { get; } = outputGradient;

    /// <summary>What the layer gave for each input; null where nobody wants it.</summary>
    public IReadOnlyList<Tensor?> InputGradients => _inputGradients;

    /// <summary>Whether anybody wants ∂L/∂input.</summary>
    public bool WantsInputGradient(int input = 0) => wanted[input];

    /// <summary>Declares ∂L/∂input, or returns null when nobody wants it.</summary>
    public Tensor? InputGradient(int input = 0) => _inputGradients[input] = !wanted[input] ? null
        : Builder.Declare("d" + Inputs[input].Name, Inputs[input].Arena == Arena.Inputs ? inputArena : Arena.Batch, Inputs[input].Length, Inputs[input].Layout, "d" + Inputs[input].Value);

    /// <summary>The gradient of each input is that of the output.</summary>
    public void PassGradientThrough()
    {
        for (int input = 0; input < wanted.Count; input++)
        {
            _inputGradients[input] = wanted[input] ? OutputGradient : null;
        }
    }

    public Tensor Gradient(string name) => Block(name, isGradient: true);
}
