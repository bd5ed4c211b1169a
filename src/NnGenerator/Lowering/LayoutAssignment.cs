using NnGenerator.Ir;
using NnGenerator.Operations;

namespace NnGenerator.Lowering;

/// <summary>Gives each value the layouts in which it is read: it is converted once for all readers, and a copy is never converted back.</summary>
internal sealed class LayoutAssignment(PassBuilder builder)
{
    private readonly Dictionary<(Tensor Tensor, TensorLayout Layout), Tensor> _copies = [];

    /// <summary>Returns a value in a layout; null for that which it has.</summary>
    /// <param name="layer">The number of the layer that reads it.</param>
    /// <param name="arena">Where a copy is stored.</param>
    public Tensor In(Tensor tensor, TensorLayout? layout, int layer, Arena arena = Arena.Batch)
    {
        if (layout is not { } wanted || wanted == tensor.Layout)
        {
            return tensor;
        }
        if (!_copies.TryGetValue((tensor, wanted), out Tensor? copy))
        {
            // The first tensor of a value has its name, and copies that of their layout too.
            string name = tensor.Name != tensor.Value ? tensor.Value : tensor.Value + (wanted == TensorLayout.ChannelsHeightWidthBatch ? "Chwn" : "RowMajor");
            copy = builder.Declare(name, arena, tensor.Length, wanted, tensor.Value);
            builder.Add(new CopyOperation(layer, tensor, copy));
            _copies[(tensor, wanted)] = copy;
            _copies[(copy, tensor.Layout)] = tensor;
        }
        return copy;
    }
}
