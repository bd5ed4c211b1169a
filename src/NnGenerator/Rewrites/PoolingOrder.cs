using NnGenerator.Layers;

namespace NnGenerator.Rewrites;

/// <summary>Takes the maximum of a window before a monotone activation instead of after it: the result is the same, the activation has less to
/// do, and the maximum meets the convolution that it can be fused with.</summary>
internal static class PoolingOrder
{
    public static IReadOnlyList<LayerNode> Of(IEnumerable<LayerNode> layers)
    {
        List<LayerNode> order = [.. layers];
        for (int i = 1; i < order.Count; i++)
        {
            for (int j = i; j > 0 && order[j].Layer is MaxPool2DLayer && order[j - 1].Layer is ActivationLayer { Activation.IsMonotone: true }; j--)
            {
                LayerNode pool = order[j] with { Input = order[j - 1].Input }, activation = order[j - 1] with { Input = order[j].Output, Output = order[j].Output };
                (order[j - 1], order[j]) = (pool, activation);
            }
        }
        return order;
    }
}
