using NnGenerator.Ir;
using NnGenerator.Operations;
using NnGenerator.Shapes;

namespace NnGenerator.Layers;

/// <summary>A pass under construction, as layers see it.</summary>
internal interface IPassBuilder
{
    /// <summary>Declares a tensor under a name that is still free.</summary>
    /// <param name="value">The name of the value that is stored; null if it is that of the tensor.</param>
    Tensor Declare(string name, Arena arena, int length, TensorLayout layout = TensorLayout.RowMajor, string? value = null);

    /// <summary>Returns a block of parameters, or its gradient.</summary>
    Tensor Block(ParameterBlock block, int linear, bool isGradient);

    /// <summary>Adds an operation after those that are there.</summary>
    void Add(Operation operation);
}
