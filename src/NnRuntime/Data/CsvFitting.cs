namespace NnRuntime.Data;

/// <summary>Fits the encodings of categories and the values for missing ones to the columns of a file, in bounded memory.</summary>
internal static class CsvFitting
{
    /// <summary>Goes through the rows, several times if a median is wanted.</summary>
    /// <param name="path">The file.</param>
    /// <param name="inputs">The columns.</param>
    /// <param name="rows">The rows from the first on; they are disposed.</param>
    /// <param name="again">Reads the rows again.</param>
    /// <returns>The columns with what was fitted.</returns>
    public static CsvInput[] Fit(string path, CsvInput[] inputs, CsvRowReader rows, Func<CsvRowReader> again)
    {
        Column[] columns = [.. inputs.Where(static input => input.FitsCategories || input.FitsMissing).Select(static input => new Column(input))];
        for (int pass = 0; pass == 0 || (pass < StreamingMedian.Passes && columns.Any(static column => column.Median is not null)); pass++)
        {
            using CsvRowReader reader = pass == 0 ? rows : again();
            while (reader.Read())
            {
                foreach (Column column in columns)
                {
                    column.Add(reader, pass);
                }
            }
            foreach (Column column in columns)
            {
                column.Median?.EndPass();
            }
        }
        return [.. inputs.Select(input => columns.FirstOrDefault(column => column.Input == input)?.Fitted(path) ?? input)];
    }

    private sealed class Column(CsvInput input)
    {
        private readonly Dictionary<string, long> _categories = new(StringComparer.Ordinal);
        private readonly Dictionary<double, long> _numbers = [];
        private double _mean;
        private long _count;

        public CsvInput Input => input;

        public StreamingMedian? Median { get; } = !input.IsCategory && input.Missing.Kind == MissingValues.Kinds.Median ? new() : null;

        public void Add(CsvRowReader row, int pass)
        {
            if (input.IsCategory)
            {
                if (pass == 0 && row.FittedCategory(input) is { IsEmpty: false } category)
                {
                    System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_categories.GetAlternateLookup<ReadOnlySpan<char>>(), category, out _)++;
                    _count++;
                }
            }
            else if ((pass == 0 || Median is not null) && row.FittedNumber(input) is { } number)
            {
                if (pass == 0)
                {
                    _mean += (number - _mean) / ++_count;
                    if (input.Missing.Kind == MissingValues.Kinds.MostFrequent)
                    {
                        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_numbers, number, out _)++;
                    }
                }
                Median?.Add(number);
            }
        }

        public CsvInput Fitted(string path)
        {
            if (_count == 0)
            {
                throw new InvalidDataException($"{path}: column {DisplayText.List([input.Input.Name])} has no value that is not missing; leave it out with IgnoreColumns.");
            }
            InputColumn column = input.Input;
            if (!input.IsCategory)
            {
                return input with
                {
                    Input = column with
                    {
                        MissingNumber = input.Missing.Kind switch
                        {
                            MissingValues.Kinds.Mean => _mean,
                            MissingValues.Kinds.Median => Median!.Value,
                            _ => _numbers.OrderByDescending(static pair => pair.Value).ThenBy(static pair => pair.Key).First().Key,
                        },
                    },
                };
            }
            OneHotEncoding encoding = column.Encoding ?? new OneHotEncoding(column.MissingCategory is { } added ? _categories.Keys.Append(added) : _categories.Keys);
            string? category = input.FitsMissing ? encoding.Categories.OrderByDescending(name => _categories.GetValueOrDefault(name)).First() : column.MissingCategory;
            return input with { Input = column with { Encoding = encoding, MissingCategory = category } };
        }
    }
}

/// <summary>The median of numbers that are given several times, in memory that does not grow with them: each pass finds 16 of its 64 bits.</summary>
internal sealed class StreamingMedian
{
    /// <summary>How often the numbers are given.</summary>
    public const int Passes = 4;

    private const int Bits = 16;

    // Of an even count there are two numbers in the middle.
    private readonly long[][] _counts = [new long[1 << Bits], new long[1 << Bits]];
    private readonly ulong[] _prefixes = [0, 0];
    private readonly long[] _ranks = [0, 0];
    private int _pass;
    private long _count;

    /// <summary>The median, after all passes.</summary>
    public double Value
    {
        get
        {
            double low = Number(_prefixes[0]), high = Number(_prefixes[1]);
            return low + ((high - low) / 2);
        }
    }

    /// <summary>Takes the next number of a pass.</summary>
    public void Add(double number)
    {
        _count += _pass == 0 ? 1 : 0;
        ulong key = Key(number), prefix = _pass == 0 ? 0 : key >> (64 - (Bits * _pass));
        int digit = (int)(key >> (64 - (Bits * (_pass + 1)))) & ((1 << Bits) - 1);
        for (int i = 0; i < 2; i++)
        {
            _counts[i][digit] += prefix == _prefixes[i] ? 1 : 0;
        }
    }

    /// <summary>Ends a pass.</summary>
    public void EndPass()
    {
        if (_pass == 0)
        {
            (_ranks[0], _ranks[1]) = ((_count - 1) / 2, _count / 2);
        }
        for (int i = 0; i < 2 && _count > 0; i++)
        {
            int digit = 0;
            for (; _ranks[i] >= _counts[i][digit]; digit++)
            {
                _ranks[i] -= _counts[i][digit];
            }
            _prefixes[i] = (_prefixes[i] << Bits) | (uint)digit;
            Array.Clear(_counts[i]);
        }
        _pass++;
    }

    // Bits in the order of the numbers.
    private static ulong Key(double number)
    {
        long bits = BitConverter.DoubleToInt64Bits(number);
        return (ulong)(bits ^ ((bits >> 63) | long.MinValue));
    }

    private static double Number(ulong key) => BitConverter.Int64BitsToDouble((long)(key >> 63 == 0 ? ~key : key ^ (1ul << 63)));
}
