namespace TileWriter;

/// <summary>The text of a tile.</summary>
internal static class TileText
{
    /// <summary>The file of <paramref name="tile"/>.</summary>
    public static string Of(Tile tile)
    {
        string t = $"{tile.Name}<V>";
        var body = new TileStatements(tile);
        Template file = $$"""
            {{PrintedFiles.Header}}
            using System.ComponentModel;
            using System.Runtime.CompilerServices;
            using System.Runtime.InteropServices;

            namespace NnGen.CompilerServices;

            {{Documentation("summary", tile.Summary)}}
            {{Documentation("remarks", tile.Remarks)}}
            /// <typeparam name="V">The vector width.</typeparam>
            [EditorBrowsable(EditorBrowsableState.Never)]
            public struct {{t}} : ITile<{{t}}>
                where V : struct, ISimd<V>
            {
                private V
                    {{body.Fields()}}

                /// <inheritdoc/>
                public static int Rows => {{(tile.FewRows < tile.Rows ? "V.Rows" : $"{tile.Rows}")}};

                /// <inheritdoc/>
                {{Columns(tile)}}

                /// <inheritdoc/>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                public static {{t}} Repeat(ReadOnlySpan<float> row)
                {
                    {{(tile.ComputesColumnsOnce ? "Bounds.Block<V>(row.Length, 1, row.Length, row.Length, Columns);" : "")}}
                    {{body.ColumnsOfVectors("row.Length")}}
                    {{(tile.ComputesColumnsOnce ? "ref readonly float p = ref MemoryMarshal.GetReference(row);" : "")}}
                    {{t}} t = default;
                    {{body.RepeatedRow()}}
                    return t;
                }

                /// <inheritdoc/>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                public static {{t}} RepeatDown(ReadOnlySpan<float> column)
                {
                    ref float x = ref MemoryMarshal.GetReference(column.Slice(0, Rows));
                    {{t}} t = default;
                    {{body.RepeatedColumn()}}
                    return t;
                }

                /// <inheritdoc/>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                public void MultiplyAccumulate(ReadOnlySpan<float> columns, int rowStride, int columnStride, ReadOnlySpan<float> rows, int ldb, int width, int depth, bool prefetch = false)
                {
                    Bounds.RankUpdate<V>(columns.Length, rowStride, columnStride, rows.Length, ldb, width, depth, Rows, Columns);
                    ref float x = ref MemoryMarshal.GetReference(columns), y = ref MemoryMarshal.GetReference(rows);
                    {{body.ColumnsOfVectors("width")}}
                    {{Products(tile, body)}}
                }

                /// <inheritdoc/>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                public void MultiplyAccumulateRows(ReadOnlySpan<float> columns, int rowStride, ReadOnlySpan<float> rows, int vectorStride, int depth)
                {
                    Bounds.RowsUpdate<V>(columns.Length, rowStride, rows.Length, vectorStride, depth, Rows, Columns);
                    ref float x = ref MemoryMarshal.GetReference(columns), y = ref MemoryMarshal.GetReference(rows);
                    for (int k = 0; k < depth; k++)
                    {
                        {{body.Products("x", row => $"Unsafe.Add(ref x, ({row} * rowStride) + k)", "y", vector => $"V.LoadUnsafe(ref y, k + ({vector} * vectorStride))")}}
                    }
                }

                /// <inheritdoc/>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                public void MultiplyAccumulateElementwise(ReadOnlySpan<float> columns, int stride, ReadOnlySpan<float> source, ReadOnlySpan<int> offsets, int count)
                {
                    Bounds.ElementwiseUpdate<V>(columns.Length, stride, count, Rows);
                    ref float y = ref MemoryMarshal.GetReference(columns);
                    {{body.EachVector(static vector => $"ref float s{vector} = ref MemoryMarshal.GetReference(source.Slice(offsets[{vector}], count * V.Count));")}}
                    for (int i = 0; i < count * V.Count; i += V.Count)
                    {
                        {{body.Products("y", static row => $"V.LoadUnsafe(ref y, i + ({row} * stride))", "x", static vector => $"V.LoadUnsafe(ref s{vector}, i)")}}
                    }
                }

                /// <inheritdoc/>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                public static {{t}} Load(ReadOnlySpan<float> source, int stride, int columns)
                {
                    Bounds.Block<V>(source.Length, Rows, stride, columns, Columns);
                    {{body.ColumnsOfVectors("columns")}}
                    ref readonly float p = ref MemoryMarshal.GetReference(source);
                    {{t}} t = default;
                    {{body.EachElement("return t;", (row, vector) => $"{body.Needs(vector, "columns")}t._{row}{vector} = V.LoadUnsafe(in p, {body.Offset(row, vector)});")}}
                    return t;
                }

                /// <inheritdoc/>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                public readonly void Store(Span<float> destination, int stride, int columns)
                {
                    Bounds.Block<V>(destination.Length, Rows, stride, columns, Columns);
                    {{body.ColumnsOfVectors("columns")}}
                    ref float p = ref MemoryMarshal.GetReference(destination);
                    {{body.EachElement("return;", (row, vector) => $"{body.Needs(vector, "columns")}_{row}{vector}.StoreUnsafe(ref p, {body.Offset(row, vector)});")}}
                }

                /// <inheritdoc/>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                public readonly {{t}} Value<F>()
                    where F : struct, IActivation
                {
                    {{t}} t = default;
                    {{body.EachElement("return t;", static (row, vector) => $"t._{row}{vector} = F.Value(_{row}{vector});")}}
                    return t;
                }

                /// <inheritdoc/>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                public readonly {{t}} TimesDerivative<F>({{t}} z, {{t}} a)
                    where F : struct, IActivation
                {
                    {{t}} t = default;
                    {{body.EachElement("return t;", static (row, vector) => $"t._{row}{vector} = _{row}{vector} * F.Derivative(z._{row}{vector}, a._{row}{vector});")}}
                    return t;
                }
            }

            """;
        return file.ToString();
    }

    private static string Documentation(string element, string text) => text.Length == 0 ? "" : $"/// <{element}>{text.ReplaceLineEndings("\n/// ")}</{element}>";

    private static string Columns(Tile tile) => tile.FewVectors == tile.Vectors ? $"public static int Columns => {tile.Vectors} * V.Count;" : $$"""
        public static int Columns
        {
            // The JIT would call it, and a call where blocks are in registers moves all of them to memory.
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => V.Rows == 6 ? {{tile.FewVectors}} * V.Count : {{tile.Vectors}} * V.Count;
        }
        """;

    private static string Products(Tile tile, TileStatements body)
    {
        if (tile.ComputesColumnsOnce)
        {
            return body.ProductsOfOneRow();
        }
        Template loop = $$"""
            for (int k = 0; k < depth; k++)
            {
                {{Prefetch(tile)}}
                {{body.Products("x", row => $"Unsafe.Add(ref x, {row} * rowStride)", "y", vector => $"V.LoadUnsafe(ref y, {body.Column(vector)})")}}
                x = ref Unsafe.Add(ref x, columnStride);
                y = ref Unsafe.Add(ref y, ldb);
            }
            """;
        return loop.ToString();
    }

    private static string Prefetch(Tile tile) => tile.Prefetches.Length == 0 ? "" : $$"""
        if (prefetch && {{tile.Prefetches}})
        {
            Cache.Prefetch(in y, Cache.RowsAhead * ldb);
        }
        """;
}
