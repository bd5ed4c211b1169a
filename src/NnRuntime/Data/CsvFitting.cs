using System.Runtime.InteropServices;

namespace NnGen.Data;

/// <summary>Fits the encodings of categories and the replacements for missing values to the columns of a file, in bounded memory.</summary>
internal static class CsvFitting
{
    /// <summary>Fits the columns to the rows, in several passes if a median is needed.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="inputs">The columns.</param>
    /// <param name="rows">The rows, from the first on; they are disposed.</param>
    /// <param name="again">Reads the rows again.</param>
    /// <returns>The columns with the fitted values.</returns>
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
                    CollectionsMarshal.GetValueRefOrAddDefault(_categories.GetAlternateLookup<ReadOnlySpan<char>>(), category, out _)++;
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
                        CollectionsMarshal.GetValueRefOrAddDefault(_numbers, number, out _)++;
                    }
                }
                Median?.Add(number);
            }
        }

        public CsvInput Fitted(string path)
        {
            if (_count == 0)
            {
                throw new InvalidDataException($"{path}: column {Excerpt.List([input.Input.Name])} has only missing values; leave it out with IgnoreColumns.");
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
            if (column.Encoding is null && ClassNumbers.Twice(_categories.Keys) is { } twice)
            {
                throw new InvalidDataException($"{path}, column {Excerpt.List([column.Name])}: the categories {twice}");
            }
            OneHotEncoding encoding = column.Encoding ?? new OneHotEncoding(column.MissingCategory is { } added ? _categories.Keys.Append(added) : _categories.Keys);
            string? category = input.FitsMissing ? encoding.Categories.OrderByDescending(name => _categories.GetValueOrDefault(name)).First() : column.MissingCategory;
            return input with { Input = column with { Encoding = encoding, MissingCategory = category } };
        }
    }
}
