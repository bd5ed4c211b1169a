using System.ComponentModel;

namespace NnGen.CompilerServices;

/// <summary>Convolutions with 3×3 kernels and stride 1 by Winograd's algorithm F(2×2, 3×3), which needs 16 products for four pixels and one channel instead of 36.</summary>
/// <remarks>It adds pixels before it multiplies. An infinite pixel, or pixels whose sum exceeds the largest float, therefore make NaN of all pixels of the result in the same tile.
/// See A. Lavin, S. Gray, Fast Algorithms for Convolutional Neural Networks, CVPR 2016.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class WinogradConvolution
{
    /// <summary>z = W ⋆ x + b and a = F(z), each where there is room for it.</summary>
    public static void Forward<V, F>(
        ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, ReadOnlySpan<float> x, Span<float> z, Span<float> a, Span<float> buffer, in WinogradShape shape, int samples, int lanes)
        where V : struct, ISimd<V>
        where F : struct, IActivation
    {
        WinogradProducts<V> products = new(weight, x, buffer, shape, (shape.Height + 1) / 2, (shape.Width + 1) / 2, samples, lanes);
        int length = shape.Filters * shape.Height * shape.Width * lanes;
        while (products.MoveNext())
        {
            WinogradOutputs.Store<V, F>(products, shape, bias, Part(z, products.Group, length), Part(a, products.Group, length), lanes);
        }
    }

    /// <summary>F of the maximum of W ⋆ x + b over windows of 2×2 pixels that do not overlap, and its index, where there is room for it.</summary>
    public static void Maximum<V, F>(
        ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, ReadOnlySpan<float> x, Span<float> maximum, Span<float> argmax, Span<float> buffer, in WinogradShape shape, int samples, int lanes)
        where V : struct, ISimd<V>
        where F : struct, IActivation
    {
        WinogradProducts<V> products = new(weight, x, buffer, shape, shape.Height / 2, shape.Width / 2, samples, lanes);
        int length = shape.Filters * (shape.Height / 2) * (shape.Width / 2) * lanes;
        while (products.MoveNext())
        {
            WinogradOutputs.StoreMaximum<V, F>(products, shape, bias, Part(maximum, products.Group, length), Part(argmax, products.Group, length), lanes);
        }
    }

    /// <summary>dx = Wᵀ ⋆ dz; the image of the shape is dz.</summary>
    public static void InputGradient<V>(ReadOnlySpan<float> weight, ReadOnlySpan<float> dz, Span<float> dx, Span<float> buffer, in WinogradShape shape, int samples, int lanes)
        where V : struct, ISimd<V>
    {
        WinogradProducts<V> products = new(weight, dz, buffer, shape, (shape.Height + 1) / 2, (shape.Width + 1) / 2, samples, lanes, isTransposed: true);
        int length = shape.Filters * shape.Height * shape.Width * lanes;
        while (products.MoveNext())
        {
            WinogradOutputs.Store<V, Identity>(products, shape, default, Part(dx, products.Group, length), default, lanes);
        }
    }

    /// <summary>dW = dz ⋆ x and db = Σ dz, summed over the samples; groups are whole vectors.</summary>
    /// <param name="x">The padded images.</param>
    /// <param name="dz">∂L/∂z.</param>
    /// <param name="layout">The layout of dz.</param>
    /// <param name="weightGradient">Receives dW.</param>
    /// <param name="biasGradient">Receives db; may be empty.</param>
    /// <param name="buffer">Room for all transforms.</param>
    /// <param name="shape">The sizes.</param>
    /// <param name="samples">All samples, with those that fill up the last group.</param>
    public static void WeightGradient<V>(
        ReadOnlySpan<float> x, ReadOnlySpan<float> dz, in PaddedImage layout, Span<float> weightGradient, Span<float> biasGradient, Span<float> buffer, in WinogradShape shape, int samples)
        where V : struct, ISimd<V>
    {
        ReadOnlySpan<float> factors = WinogradGradient.Factors<V>(x, dz, layout, buffer, shape, samples, biasGradient.IsEmpty ? biasGradient : biasGradient.Slice(0, shape.Filters));
        int length = shape.Channels * WinogradFilters.Taps;
        for (int f = 0; f < shape.Filters; f++)
        {
            WinogradFilters.Gradients(factors.Slice(f * shape.WholeChannels), shape.Channels, shape.WeightStride, weightGradient.Slice(f * length, length));
        }
    }

    private static Span<float> Part(Span<float> groups, int group, int length) => groups.IsEmpty ? groups : groups.Slice(group * length, length);
}
