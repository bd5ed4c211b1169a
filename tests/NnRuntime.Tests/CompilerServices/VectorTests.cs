using NnGen.CompilerServices;

namespace NnGen.Tests;

/// <summary>What pooling and transposition ask of a vector, at every width: lanes of 1 to 16 floats.</summary>
public class VectorTests
{
    [Fact]
    public void Greater_wins_and_so_does_nan_but_not_an_equal()
    {
        All<V1>();
        All<V128>();
        All<V256>();
        All<V512>();

        static void All<V>()
            where V : struct, ISimd<V>
        {
            foreach ((float a, float b, bool first) in new[]
            {
                (2f, 1f, true), (1f, 2f, false), (1f, 1f, false), (0f, -0f, false), (float.NaN, 1f, true), (1f, float.NaN, false),
                (float.NegativeInfinity, float.NegativeInfinity, false), (float.PositiveInfinity, 1f, true),
            })
            {
                Assert.Equal(first ? 3f : 4f, V.WhereGreater(a, b, 3f, 4f).ToScalar());
            }
            foreach ((float a, float b, bool less) in new[] { (1f, 2f, true), (2f, 1f, false), (1f, 1f, false), (-0f, 0f, false), (float.NaN, 1f, false), (1f, float.NaN, false) })
            {
                Assert.Equal(less ? 3f : 4f, V.WhereLess(a, b, 3f, 4f).ToScalar());
            }
            Assert.Equal(3f, V.WhereEqual(7f, 7f, 3f, 4f).ToScalar());
            Assert.Equal(4f, V.WhereEqual(7f, 6f, 3f, 4f).ToScalar());
        }
    }

    [Fact]
    public void One_lane_beyond_a_bound_is_found_and_nan_is_not()
    {
        All<V1>();
        All<V128>();
        All<V256>();
        All<V512>();

        static void All<V>()
            where V : struct, ISimd<V>
        {
            for (int lane = 0; lane < V.Count; lane++)
            {
                foreach ((float value, bool beyond) in new[] { (3f, false), (3.1f, true), (-3f, false), (-3.1f, true), (float.NegativeInfinity, true), (float.NaN, false) })
                {
                    float[] lanes = [.. Enumerable.Repeat(1f, V.Count)];
                    lanes[lane] = value;
                    Assert.Equal(beyond, V.AnyBeyond(V.Load(lanes), 3f));
                }
            }
        }
    }

    [Fact]
    public void A_product_is_added_in_every_lane()
    {
        All<V1>();
        All<V128>();
        All<V256>();
        All<V512>();

        static void All<V>()
            where V : struct, ISimd<V>
        {
            float[] numbers = [.. Enumerable.Range(1, V.Count)], sums = new float[V.Count];
            V sum = V.Load(numbers);
            sum.AddProduct(3f, V.Load(numbers));
            sum.AddProduct(V.Load(numbers), V.Load(numbers));
            sum.Store(sums);
            Assert.Equal(numbers.Select(static n => n + (3 * n) + (n * n)), sums);
        }
    }

    [Fact]
    public void Even_and_odd_places_come_apart_and_together_again()
    {
        All<V1>();
        All<V128>();
        All<V256>();
        All<V512>();

        static void All<V>()
            where V : struct, ISimd<V>
        {
            float[] numbers = [.. Enumerable.Range(0, 2 * V.Count)], even = new float[V.Count], odd = new float[V.Count];
            V a = V.Load(numbers), b = V.Load(numbers.AsSpan(V.Count));
            V.Even(a, b).Store(even);
            V.Odd(a, b).Store(odd);
            Assert.Equal(numbers.Where(static n => n % 2 == 0), even);
            Assert.Equal(numbers.Where(static n => n % 2 == 1), odd);
            float[] lower = new float[V.Count], upper = new float[V.Count];
            V.InterleaveLower(V.Load(even), V.Load(odd)).Store(lower);
            V.InterleaveUpper(V.Load(even), V.Load(odd)).Store(upper);
            Assert.Equal(numbers, lower.Concat(upper));
        }
    }

    [Fact]
    public void Estimated_roots_and_quotients_are_within_a_unit_in_the_last_place()
    {
        All<V1>();
        All<V128>();
        All<V256>();
        All<V512>();

        static void All<V>()
            where V : struct, ISimd<V>
        {
            Random random = new(1);
            float[] numbers = new float[V.Count], divisors = new float[V.Count], roots = new float[V.Count], quotients = new float[V.Count];
            double worst = 0, sum = 0;
            const int rounds = 20_000;
            for (int round = 0; round < rounds; round++)
            {
                for (int i = 0; i < V.Count; i++)
                {
                    // The whole range of the roots of Adam: from 2⁻¹²⁶ to the largest float, and divisors whose reciprocals are normal.
                    numbers[i] = MathF.ScaleB(1 + random.NextSingle(), random.Next(-126, 127));
                    divisors[i] = MathF.ScaleB(1 + random.NextSingle(), random.Next(-100, 100));
                }
                V.SqrtEstimate(V.Load(numbers)).Store(roots);
                V.DivideEstimate(V.Load(roots), V.Load(divisors)).Store(quotients);
                for (int i = 0; i < V.Count; i++)
                {
                    double root = Math.Sqrt(numbers[i]), quotient = (double)roots[i] / divisors[i];
                    worst = Math.Max(worst, Math.Abs(roots[i] - root) / root);
                    worst = float.IsNormal((float)quotient) ? Math.Max(worst, Math.Abs(quotients[i] - quotient) / quotient) : worst;
                    sum += (roots[i] - root) / root;
                }
            }
            Assert.InRange(worst, 0, 1.2e-7);

            // No bias either, since the error of a root is passed on to the next step a thousand times.
            Assert.InRange(sum / rounds / V.Count, -5e-9, 5e-9);
        }
    }

    [Fact]
    public void Blocks_cover_every_number_of_rows_and_leave_at_most_three()
    {
        for (int rows = 0; rows < 200; rows++)
        {
            (int tiles, int quads) = Tiling.Split<V256>(rows);
            Covers(rows, tiles, tiles, quads);
            (tiles, int sixes, quads) = Tiling.Filters<V256>(rows);
            Covers(rows, tiles, sixes, quads);
        }

        static void Covers(int rows, int tiles, int sixes, int quads)
        {
            Assert.True(tiles >= 0 && tiles % V256.Rows == 0 && sixes - tiles is 0 or 6 && quads >= sixes && (quads - sixes) % 4 == 0 && rows - quads is >= 0 and <= 3,
                $"{rows} rows: tiles to {tiles}, sixes to {sixes}, quads to {quads}");
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 7)]
    [InlineData(4, 4)]
    [InlineData(5, 9)]
    [InlineData(33, 18)]
    [InlineData(64, 1)]
    [InlineData(15, 100)]
    [InlineData(100, 15)]
    [InlineData(16, 16)]
    [InlineData(17, 47)]
    [InlineData(512, 256)]
    public void A_matrix_is_transposed(int rows, int columns)
    {
        float[] source = [.. Enumerable.Range(0, rows * columns)], transposed = new float[rows * columns];
        Matrix.Transpose(source, rows, columns, transposed);
        Assert.All(Enumerable.Range(0, rows * columns), i => Assert.Equal(source[i], transposed[(i % columns * rows) + (i / columns)]));
    }
}
