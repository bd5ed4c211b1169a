using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NnGen.CompilerServices;

/// <summary>The gradient through an activation and, before it, the maximum of windows that do not overlap, into the padded image that the convolution
/// before both wants.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RowPanelGradient
{
    /// <summary>dx = dy ⊙ f′(z, a) at the argmax of each window and 0 elsewhere; what the derivative does not mention may be empty.</summary>
    public static void Max<V, F>(
        ReadOnlySpan<float> dy, ReadOnlySpan<float> z, ReadOnlySpan<float> a, ReadOnlySpan<float> argmax, Span<float> dx, in PoolWindow window, in PaddedImage shape, int lanes)
        where V : struct, ISimd<V>
        where F : struct, IActivation
    {
        Check<V>(dy.Length, z.IsEmpty ? dy.Length : z.Length, a.IsEmpty ? dy.Length : a.Length, argmax.Length, dx.Length, window, shape, lanes);

        // The derivative does not read an empty operand; any memory of the right length takes its place.
        z = z.IsEmpty ? dy : z;
        a = a.IsEmpty ? dy : a;
        bool covered = window.Stride == window.Size && window.Height % window.Size == 0 && window.Width % window.Size == 0 && shape.Vertical == 0;
        if (!covered)
        {
            dx.Clear();
        }
        else if (shape.Left + shape.Right > 0)
        {
            // Everything but the padding is written below.
            for (int row = 0; row < dx.Length; row += shape.RowLength * lanes)
            {
                dx.Slice(row, shape.Left * lanes).Clear();
                dx.Slice(row + ((shape.RowLength - shape.Right) * lanes), shape.Right * lanes).Clear();
            }
        }
        if (lanes == 1)
        {
            Planes<V1, F>(dy, z, a, argmax, dx, window, shape);
        }
        else
        {
            Planes<V, F>(dy, z, a, argmax, dx, window, shape);
        }
    }

    private static void Check<V>(int dy, int z, int a, int argmax, int dx, in PoolWindow window, in PaddedImage shape, int lanes)
        where V : struct, ISimd<V>
    {
        Bounds.Lanes<V>(lanes);
        shape.Check(lanes);
        (_, int outputs) = window.Check(lanes);
        if (window.Padding != 0 || !window.IsDisjoint || shape.Stride != 1 || (window.Height, window.Width) != (shape.Height, shape.Width))
        {
            throw new ArgumentException($"{shape} is not the padded image of {window}, or its windows overlap.", nameof(shape));
        }
        int plane = shape.Rows * shape.RowLength * lanes;
        if (dx % plane != 0)
        {
            throw new ArgumentException($"{dx} floats are not whole planes of {plane}.", nameof(dx));
        }
        Bounds.Room(Math.Min(Math.Min(dy, z), Math.Min(a, argmax)), (long)(dx / plane) * outputs, nameof(dy));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Planes<V, F>(
        ReadOnlySpan<float> dy, ReadOnlySpan<float> z, ReadOnlySpan<float> a, ReadOnlySpan<float> argmax, Span<float> dx, in PoolWindow window, in PaddedImage shape)
        where V : struct, ISimd<V>
        where F : struct, IActivation
    {
        int plane = shape.Rows * shape.RowLength * V.Count, pitch = shape.RowLength * V.Count, step = window.Stride * V.Count, size = window.Size;
        int covered = (((window.OutputHeight - 1) * window.Stride) + size - 1) * pitch + (((window.OutputWidth - 1) * step) + (size * V.Count));
        int height = window.OutputHeight, width = window.OutputWidth, length = height * width * V.Count;
        ref readonly float from = ref MemoryMarshal.GetReference(dy), input = ref MemoryMarshal.GetReference(z), output = ref MemoryMarshal.GetReference(a);
        ref readonly float index = ref MemoryMarshal.GetReference(argmax);
        int at = 0;
        for (int start = 0; start < dx.Length; start += plane)
        {
            // One check for the whole plane.
            _ = dy.Slice(at, length).Length + z.Slice(at, length).Length + a.Slice(at, length).Length + argmax.Slice(at, length).Length;
            ref float corner = ref MemoryMarshal.GetReference(dx.Slice(start + (((shape.Vertical * shape.RowLength) + shape.Left) * V.Count), covered));
            for (int i = 0; i < height; i++)
            {
                ref float row = ref Unsafe.Add(ref corner, i * window.Stride * pitch);
                for (int j = 0; j < width; j++)
                {
                    V gradient = V.LoadUnsafe(in from, at) * F.Derivative(V.LoadUnsafe(in input, at), V.LoadUnsafe(in output, at)), tapIndex = V.LoadUnsafe(in index, at);
                    if (size == 2)
                    {
                        V.WhereEqual(tapIndex, 0f, gradient, 0f).StoreUnsafe(ref row, 0);
                        V.WhereEqual(tapIndex, 1f, gradient, 0f).StoreUnsafe(ref row, V.Count);
                        V.WhereEqual(tapIndex, 2f, gradient, 0f).StoreUnsafe(ref row, pitch);
                        V.WhereEqual(tapIndex, 3f, gradient, 0f).StoreUnsafe(ref row, pitch + V.Count);
                    }
                    else
                    {
                        for (int tap = 0; tap < size * size; tap++)
                        {
                            V.WhereEqual(tapIndex, (float)tap, gradient, 0f).StoreUnsafe(ref row, (tap / size * pitch) + (tap % size * V.Count));
                        }
                    }
                    row = ref Unsafe.Add(ref row, step);
                    at += V.Count;
                }
            }
        }
    }
}
