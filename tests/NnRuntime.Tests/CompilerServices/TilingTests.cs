using NnGen.CompilerServices;

namespace NnGen.Tests.CompilerServices;

/// <summary>How rows are shared among tiles must not depend on the number of threads: a tile of one row may add up in another order than the others.</summary>
public class TilingTests
{
    [Fact]
    public void Every_row_is_in_a_tile_of_the_same_kind_however_a_matrix_is_divided()
    {
        All<V1>();
        All<V128>();
        All<V256>();
        All<V512>();

        static void All<V>()
            where V : struct, ISimd<V>
        {
            const int Offset = 7, Length = 3;
            for (int rows = 1; rows <= 80; rows++)
            {
                int end = Offset + (rows * Length) + 5;
                bool[] expected = Singles<V>(rows, Offset, Length, [0, end]);
                for (int cut = 0; cut <= end; cut++)
                {
                    Assert.Equal(expected, Singles<V>(rows, Offset, Length, [0, cut, end]));
                }
            }
        }
    }

    [Fact]
    public void Blocks_of_a_single_row_share_a_row_evenly()
    {
        Assert.Equal([64, 80, 80, 96, 128], new[] { 64, 129, 144, 192, 256 }.Select(Tiling.Width<Tile1x8<V512>>));
        Assert.Equal([64, 48, 64, 48], new[] { 64, 80, 128, 144 }.Select(Tiling.Width<Tile1x8<V256>>));
        Assert.Equal([20, 32], new[] { 20, 80 }.Select(Tiling.Width<Tile8x2<V512>>));
    }

    // Which rows are on their own, with ranges of parameters between the cuts. No row may be in two ranges, or in none.
    private static bool[] Singles<V>(int rows, int offset, int length, int[] cuts)
        where V : struct, ISimd<V>
    {
        int[] kinds = new int[rows];
        for (int i = 1; i < cuts.Length; i++)
        {
            (int start, int tiles, int fours, int end) = Tiling.Part<V>(cuts[i - 1], cuts[i], offset, rows, length);
            Assert.InRange(tiles, start, fours);
            Assert.InRange(fours, tiles, end);
            for (int row = start; row < end; row++)
            {
                kinds[row] += row < fours ? 1 : 10;
            }
        }
        Assert.All(kinds, static kind => Assert.True(kind is 1 or 10, $"A row is in the ranges of {kind}."));
        return [.. kinds.Select(static kind => kind == 10)];
    }
}
