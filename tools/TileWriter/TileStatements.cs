namespace TileWriter;

/// <summary>The statements of a tile that are unrolled over its rows and vectors.</summary>
internal sealed class TileStatements(Tile tile)
{
    // What there is with 16 vector registers, and all.
    private readonly IEnumerable<int> _fewRows = Enumerable.Range(0, tile.FewRows), _rows = Enumerable.Range(0, tile.Rows);
    private readonly IEnumerable<int> _fewVectors = Enumerable.Range(0, tile.FewVectors), _vectors = Enumerable.Range(0, tile.Vectors);

    // Whether there are only few of the rows, or few of the vectors of a row, is known for a width and a machine; the JIT removes the rest.
    private readonly string _few = tile.FewRows < tile.Rows ? "Rows" : tile.FewVectors < tile.Vectors ? "V.Rows" : "";

    /// <summary>The fields, one for each vector.</summary>
    public string Fields() => string.Join(",\n", _rows.Select(row => string.Join(", ", _vectors.Select(vector => $"_{row}{vector}")))) + ";";

    /// <summary>The column of a vector: the last one ends where the row ends.</summary>
    public string Column(int vector) => vector == 0 ? "0" : tile.ComputesColumnsOnce ? $"o{vector}" : $"Math.Min({Times(vector, "V.Count")}, last)";

    /// <summary>Where a vector of the block is in memory.</summary>
    public string Offset(int row, int vector) => vector == 0 ? $"{row} * stride" : $"({row} * stride) + {Column(vector)}";

    /// <summary>The variables of which <see cref="Column"/> consists, for rows of <paramref name="length"/> floats.</summary>
    public string ColumnsOfVectors(string length)
    {
        string last = $"int last = {length} - V.Count;";
        IEnumerable<string> columns = _vectors.Skip(1).Select(static vector => $"o{vector} = {Times(vector, "n")} < last ? {Times(vector, "n")} : last");
        return tile.ComputesColumnsOnce ? $"{last}\nint n = V.Count, {string.Join(",\n    ", columns.Chunk(4).Select(static line => string.Join(", ", line)))};" : last;
    }

    /// <summary>A condition in front of a statement for a vector that narrower rows do not have; empty where such a vector repeats the last one.</summary>
    public string Needs(int vector, string length) => vector > 0 && tile.ComputesColumnsOnce ? $"if ({length} > {Times(vector, "n")}) " : "";

    /// <summary>Products of a single row, which may have fewer vectors than the tile. If it has at most half of them, each of its sums is made in two parts, since
    /// each addition to one waits for the one before it.</summary>
    public string ProductsOfOneRow()
    {
        int[] half = [.. _vectors.Take(tile.Vectors / 2)];
        return $$"""
            if (width <= {{half.Length}} * n)
            {
            {{Lines(half.Select(static vector => $"    V odd{vector} = 0f;"))}}
                for (; depth > 1; depth -= 2)
                {
                    ref float z = ref Unsafe.Add(ref y, ldb);
                    V even = x, odd = Unsafe.Add(ref x, columnStride);
            {{Lines(half.SelectMany(vector => (string[])["        " + Product("_0", "even", "y", vector), "        " + Product("odd", "odd", "z", vector)]))}}
                    x = ref Unsafe.Add(ref x, 2 * columnStride);
                    y = ref Unsafe.Add(ref z, ldb);
                }
            {{Lines(half.Select(vector => $"    {Needs(vector, "width")}_0{vector} += odd{vector};"))}}
            }
            for (; depth > 0; depth--)
            {
                if (prefetch && {{tile.Prefetches}})
                {
                    Cache.Prefetch(in y, Cache.RowsAhead * ldb);
                }
                V factor = x;
            {{Lines(_vectors.Select(vector => "    " + Product("_0", "factor", "y", vector)))}}
                x = ref Unsafe.Add(ref x, columnStride);
                y = ref Unsafe.Add(ref y, ldb);
            }
            """;

        string Product(string sum, string factor, string row, int vector) => $"{Needs(vector, "width")}{sum}{vector}.AddProduct({factor}, V.LoadUnsafe(ref {row}, {Column(vector)}));";
    }

    /// <summary>A statement for each vector of a row.</summary>
    public string EachVector(Func<int, string> statement) => Lines(_vectors.Select(statement));

    /// <summary>A statement for each vector of the block; <paramref name="done"/> ends the method if there are few.</summary>
    public string EachElement(string done, Func<int, int, string> statement)
    {
        return Guarded(done, Part(_fewRows, _fewVectors), Part(_rows.Except(_fewRows), _vectors).Concat(Part(_fewRows, _vectors.Except(_fewVectors))));

        IEnumerable<string> Part(IEnumerable<int> rows, IEnumerable<int> vectors) =>
            rows.Select(row => string.Join(' ', vectors.Select(vector => statement(row, vector)))).Where(static line => line.Length > 0);
    }

    /// <summary>Sets each row to the same vectors.</summary>
    public string RepeatedRow()
    {
        return Guarded("return t;", _fewVectors.Select(Statement), _vectors.Except(_fewVectors).Select(Statement));

        string Statement(int vector) =>
            Needs(vector, "row.Length") + string.Concat(_rows.Select(row => $"t._{row}{vector} = ")) +
            (tile.ComputesColumnsOnce ? $"V.LoadUnsafe(in p, {Column(vector)});" : vector == 0 ? "V.Load(row);" : $"V.Load(row.Slice({Column(vector)}));");
    }

    /// <summary>Sets each column to the same floats.</summary>
    public string RepeatedColumn()
    {
        return Guarded("return t;", _fewRows.Select(Statement), _rows.Except(_fewRows).Select(Statement));

        string Statement(int row) => string.Concat(_vectors.Select(vector => $"t._{row}{vector} = ")) + $"Unsafe.Add(ref x, {row});";
    }

    /// <summary>Adds the product of a factor for each row and a factor for each vector of a row.</summary>
    public string Products(string left, Func<int, string> ofRow, string right, Func<int, string> ofVector)
    {
        IEnumerable<string> few = [.. _fewVectors.Select(LoadRight), .. _fewRows.SelectMany(row => (string[])[LoadLeft(row), .. Row(row, _fewVectors)])];
        IEnumerable<string> rest =
        [
            .. _vectors.Except(_fewVectors).Select(LoadRight),
            .. _fewRows.SelectMany(row => Row(row, _vectors.Except(_fewVectors))),
            .. _rows.Except(_fewRows).SelectMany(row => (string[])[LoadLeft(row), .. Row(row, _vectors)]),
        ];
        return Lines(rest.Any() ? [.. few, $"if ({_few} > 6)", "{", .. rest.Select(static line => $"    {line}"), "}"] : few);

        string LoadLeft(int row) => $"V {left}{row} = {ofRow(row)};";
        string LoadRight(int vector) => $"V {right}{vector} = {ofVector(vector)};";
        IEnumerable<string> Row(int row, IEnumerable<int> vectors) => vectors.Select(vector => $"_{row}{vector}.AddProduct({left}{row}, {right}{vector});");
    }

    private string Guarded(string done, IEnumerable<string> few, IEnumerable<string> rest) =>
        Lines(rest.Any() ? [.. few, $"if ({_few} == 6)", "{", $"    {done}", "}", .. rest] : few);

    private static string Times(int count, string length) => count == 1 ? length : $"{count} * {length}";

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);
}
