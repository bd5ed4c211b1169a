using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NnGen.CompilerServices;

/// <summary>Data movement for emitted code; no arithmetic happens here.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Matrix
{
    // A cache line of floats.
    private const int Block = 16;

    /// <summary>destination[c, r] = source[r, c].</summary>
    public static void Transpose(ReadOnlySpan<float> source, int rows, int columns, Span<float> destination)
    {
        Bounds.Rows(source.Length, rows, columns, columns);
        Bounds.Rows(destination.Length, rows, columns, columns);
        if (columns == 0)
        {
            return;
        }
        ref float from = ref MemoryMarshal.GetReference(source), to = ref MemoryMarshal.GetReference(destination);
        if (!BlockTranspose.IsFast || rows < BlockTranspose.Size || columns < BlockTranspose.Size)
        {
            TransposeNarrow(ref from, rows, columns, ref to);
        }
        else if (rows < Block || columns < Block)
        {
            TransposeBlocksOf4x4(ref from, rows, columns, ref to);
        }
        else if (WideBlockTranspose.IsSupported)
        {
            TransposeBlocks(ref from, rows, columns, ref to);
        }
        else
        {
            TransposeBlocksInSteps(ref from, rows, columns, ref to);
        }
    }

    // Lines of the destination are written as a whole. Where its rows are a power of two apart they share a few places of the cache, and a line
    // that is written piece by piece is fetched again for each.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void TransposeBlocks(ref float from, int rows, int columns, ref float to)
    {
        for (int i = 0; i < rows; i += Block)
        {
            for (int j = 0; j < columns; j += Block)
            {
                // The last block of a row or column overlaps its neighbour.
                int row = Math.Min(i, rows - Block), column = Math.Min(j, columns - Block);
                WideBlockTranspose.CopySixteenUnsafe(ref Unsafe.Add(ref from, (row * columns) + column), columns, ref Unsafe.Add(ref to, (column * rows) + row), rows);
            }
        }
    }

    // The same with vectors of 128 bits, which are gathered on the stack.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void TransposeBlocksInSteps(ref float from, int rows, int columns, ref float to)
    {
        ref float block = ref MemoryMarshal.GetReference(stackalloc float[Block * Block]);
        for (int i = 0; i < rows; i += Block)
        {
            for (int j = 0; j < columns; j += Block)
            {
                int row = Math.Min(i, rows - Block), column = Math.Min(j, columns - Block);
                ref float corner = ref Unsafe.Add(ref from, (row * columns) + column), transposed = ref Unsafe.Add(ref to, (column * rows) + row);
                for (int r = 0; r < Block; r += BlockTranspose.Size)
                {
                    for (int c = 0; c < Block; c += BlockTranspose.Size)
                    {
                        BlockTranspose.LoadUnsafe(ref Unsafe.Add(ref corner, (r * columns) + c), columns).Transpose().StoreUnsafe(ref Unsafe.Add(ref block, (c * Block) + r), 0, Block, 2 * Block, 3 * Block);
                    }
                }
                for (int c = 0; c < Block; c++)
                {
                    for (int r = 0; r < Block; r += V128.Count)
                    {
                        V128.LoadUnsafe(ref block, (c * Block) + r).StoreUnsafe(ref transposed, (c * rows) + r);
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void TransposeBlocksOf4x4(ref float from, int rows, int columns, ref float to)
    {
        for (int j = 0; j < columns; j += BlockTranspose.Size)
        {
            for (int i = 0; i < rows; i += BlockTranspose.Size)
            {
                // The last square of a row or column overlaps its neighbour.
                int row = Math.Min(i, rows - BlockTranspose.Size), column = Math.Min(j, columns - BlockTranspose.Size);
                BlockTranspose.LoadUnsafe(ref Unsafe.Add(ref from, (row * columns) + column), columns).Transpose().StoreUnsafe(ref Unsafe.Add(ref to, (column * rows) + row), 0, rows, 2 * rows, 3 * rows);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void TransposeNarrow(ref float from, int rows, int columns, ref float to)
    {
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                Unsafe.Add(ref to, (j * rows) + i) = Unsafe.Add(ref from, (i * columns) + j);
            }
        }
    }
}
