using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NnRuntime.Numerics;

/// <summary>Data movement for emitted code; no arithmetic happens here.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Matrix
{
    private const int Block = 16;

    /// <summary>destination[c, r] = source[r, c], in blocks that keep both sides in the nearest cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Transpose(ReadOnlySpan<float> source, int rows, int columns, Span<float> destination)
    {
        ref float from = ref MemoryMarshal.GetReference(source.Slice(0, rows * columns)), to = ref MemoryMarshal.GetReference(destination.Slice(0, rows * columns));
        bool squares = Square.IsFast && rows >= Square.Size && columns >= Square.Size;
        for (int r = 0; r < rows; r += Block)
        {
            for (int c = 0; c < columns; c += Block)
            {
                int bottom = Math.Min(r + Block, rows), right = Math.Min(c + Block, columns);
                for (int i = r; i < bottom; i += squares ? Square.Size : 1)
                {
                    for (int j = c; j < right; j += squares ? Square.Size : 1)
                    {
                        // The last square of a row or column overlaps its neighbour.
                        int row = squares ? Math.Min(i, rows - Square.Size) : i, column = squares ? Math.Min(j, columns - Square.Size) : j;
                        ref float corner = ref Unsafe.Add(ref from, (row * columns) + column), transposed = ref Unsafe.Add(ref to, (column * rows) + row);
                        if (squares)
                        {
                            Square.Load(ref corner, columns).Transpose().Store(ref transposed, 0, rows, 2 * rows, 3 * rows);
                        }
                        else
                        {
                            transposed = corner;
                        }
                    }
                }
            }
        }
    }
}
