using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NnRuntime.Numerics;

/// <summary>Data movement for emitted code; no arithmetic happens here.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Matrix
{
    private const int Block = 16;

    /// <summary>destination[c, r] = source[r, c], in blocks that keep both sides in the nearest cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(ReadOnlySpan<float> source, int rows, int columns, Span<float> destination)
    {
        for (int r = 0; r < rows; r += Block)
        {
            for (int c = 0; c < columns; c += Block)
            {
                int bottom = Math.Min(r + Block, rows), right = Math.Min(c + Block, columns);
                for (int i = r; i < bottom; i++)
                {
                    ReadOnlySpan<float> row = source.Slice((i * columns) + c, right - c);
                    for (int j = 0; j < row.Length; j++)
                    {
                        destination[((c + j) * rows) + i] = row[j];
                    }
                }
            }
        }
    }
}
