using System.Globalization;
using System.IO.Compression;
using System.Text;
using NnGen.Data;

namespace NnGen.Tests;

/// <summary>How the text of a CSV file is read: encodings, lines, separators, numbers, and what is refused.</summary>
public sealed class CsvReadingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nngen-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_hash_is_part_of_a_value_unless_comments_are_asked_for()
    {
        string path = Write("color,size,kind\n#ff0000,1,a\nblue,2,b\n#ff0000,3,a\n");
        Dataset<int> data = CsvFile.LoadClassification(path, new CsvOptions { CategoryColumns = ["color"] });
        Assert.Equal([1, 0, 1, 0, 1, 2, 1, 0, 3], data.Inputs.ToArray());
        Assert.Equal(["color=#ff0000", "color=blue", "size"], data.Schema.InputNames);

        // The header of numpy.savetxt, which takes no sample with it.
        Dataset<float> numpy = CsvFile.LoadRegression(Write("# a,b,y\n1,2,3\n4,5,6\n"));
        Assert.Equal((2, "# a"), (numpy.Count, numpy.Schema.InputNames[0]));

        path = Write("# made by hand\na,y\n# two samples\n1,2\n3,4\n#\nx,5\n");
        Assert.Contains("line 7, column a", Refused(() => CsvFile.LoadRegression(path, new CsvOptions { Comment = '#' })), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\na,y\n\n1,2\n3,4\n\n")]
    [InlineData("a,y\r\n1,2\r\n\r\n3,4\r\n\r\n")]
    [InlineData("a,y\r1,2\r3,4\r")]
    [InlineData("a,y\n1,2\r3,4")]
    [InlineData("a,y\n1,2\n   \n3,4\n  ")]
    public void Lines_may_end_in_any_way_and_blank_ones_are_skipped(string text)
    {
        Dataset<float> data = CsvFile.LoadRegression(Write(text));
        Assert.Equal([1, 3], data.Inputs.ToArray());
        Assert.Equal([2, 4], data.Targets.ToArray());
    }

    [Fact]
    public void Lines_that_end_in_two_ways_are_the_same_wherever_they_are_in_the_file()
    {
        StringBuilder text = new("a,y\n");
        for (int i = 0; i < 20_000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{i},{2 * i}{(i % 3) switch { 0 => "\n", 1 => "\r", _ => "\r\n" }}");
        }
        Dataset<float> data = CsvFile.LoadRegression(Write(text.ToString()));
        Assert.Equal(Enumerable.Range(0, 20_000).Select(static i => (float)i), data.Inputs.ToArray());
        Assert.Equal(Enumerable.Range(0, 20_000).Select(static i => 2f * i), data.Targets.ToArray());
    }

    [Fact]
    public void The_blank_line_of_a_file_of_one_column_is_skipped_and_an_empty_value_is_not()
    {
        string path = Write("a\nx\n\ny\n\"\"\n");
        Assert.Equal(["x", "y", ""], CsvFile.ReadColumn(path, "a"));
        Assert.Equal([1, 2], CsvFile.LoadInputs(Write("a\n1\n\n2\n")).Inputs.ToArray());
    }

    [Theory]
    [InlineData("latin1", "line 3, column city: 'Malm\\uFFFF' contains the bytes F6, which are not valid utf-8")]
    [InlineData("utf-16", null)]
    [InlineData("utf-16BE", null)]
    [InlineData("utf-8", null)]
    [InlineData("utf-32", null)]
    public void Bytes_of_another_encoding_are_refused_and_marks_are_heeded(string name, string? message)
    {
        Encoding encoding = Encoding.GetEncoding(name);
        string path = Path.Combine(_folder, "cities.csv");
        File.WriteAllText(path, "size,city\n1,Lund\n2,Malmö\n3,Malmø\n", encoding);
        if (message is not null)
        {
            Assert.Contains(message, Refused(() => CsvFile.LoadClassification(path)), StringComparison.Ordinal);
            Assert.Contains("Encoding.Latin1", Refused(() => CsvFile.StreamClassification(path)), StringComparison.Ordinal);
        }
        foreach (CsvOptions options in message is null ? new CsvOptions[] { new(), new() { Encoding = encoding } } : [new() { Encoding = encoding }])
        {
            Dataset<int> data = CsvFile.LoadClassification(path, options);
            Assert.Equal(["Lund", "Malmö", "Malmø"], data.ClassNames);
            Assert.Equal(["size"], data.Schema.InputNames);
        }
        if (message is null)
        {
            Assert.Contains("byte order mark", Refused(() => CsvFile.LoadClassification(path, new CsvOptions { Encoding = Encoding.Latin1 })), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Characters_of_several_bytes_are_whole_wherever_buffers_end(int shift)
    {
        StringBuilder text = new("kind,a\n");
        for (int i = 0; i < 20_000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{new string('x', i == 0 ? shift : 0)}ä€😀,{i}\n");
        }
        Dataset<float> data = CsvFile.LoadRegression(Write(text.ToString()), new CsvOptions { CategoryColumns = ["kind"] });
        Assert.Equal(2, data.InputLength);
        Assert.Equal(20_000, data.Count);
    }

    [Fact]
    public void A_row_may_be_long_and_a_quote_that_is_not_closed_is_told()
    {
        const int Columns = 50_000;
        string row = string.Join(',', Enumerable.Range(0, Columns));
        Dataset<float> data = CsvFile.LoadRegression(Write($"{row}\n{row}\n"), new CsvOptions { HasHeader = false });
        Assert.Equal((2, Columns - 1), (data.Count, data.InputLength));
        Assert.Equal(Columns - 2, data.Inputs[^1]);
        Assert.Equal(1, CsvFile.LoadRegression(Write($"a,y\n{new string('0', 100_000)}1,2\n")).Inputs[0]);

        Assert.Contains("line 3, column a: a quoted value is not closed", Refused(() => CsvFile.LoadRegression(Write("a,y\n1,2\n\"3,4\n5,6\n"))), StringComparison.Ordinal);
        string open = Write("a,y\n1,2\n\"3,4\n" + string.Concat(Enumerable.Repeat("5,6\n", 10_000)));
        Assert.Contains("line 3: the row is longer than 20000 characters", Refused(() => CsvFile.LoadRegression(open, new CsvOptions { MaxRowLength = 20_000 })), StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_are_those_of_the_file()
    {
        string path = Write("\n\"a\nb\",note,y\n1,\"two\nlines\",3\n\n2,\"\r\n\r\n\",3\nx,z,3\n");
        Assert.Contains("line 10, column a\\nb: 'x' is not a finite number", Refused(() => CsvFile.LoadRegression(path, new CsvOptions { IgnoreColumns = ["note"] })), StringComparison.Ordinal);
        Assert.Contains("line 4: 3 columns, but the header has 2", Refused(() => CsvFile.LoadRegression(Write("junk\na,y\n1,2\n1,2,3\n"), new CsvOptions { SkipLines = 1 })), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a b  y\n1 2\t3\n 4  5 6 \n")]
    [InlineData("a\tb \"y\"\n1 \"2\" 3\n\t4 5 6\n")]
    public void Columns_may_be_separated_by_whitespace(string text)
    {
        Dataset<float> data = CsvFile.LoadRegression(Write(text), new CsvOptions { SeparatedByWhitespace = true });
        Assert.Equal(["a", "b"], data.Schema.InputNames);
        Assert.Equal([1, 2, 4, 5], data.Inputs.ToArray());
        Assert.Equal([3, 6], data.Targets.ToArray());
        Assert.Contains("SeparatedByWhitespace", Refused(() => CsvFile.LoadRegression(Write("1 2 3\n4 5 6\n"), new CsvOptions { HasHeader = false })), StringComparison.Ordinal);
    }

    [Fact]
    public void Whitespace_within_quotes_stays_wherever_buffers_end()
    {
        StringBuilder text = new("  name   y\n");
        for (int i = 0; i < 10_000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"\"Braund,  Mr. \"\"O\"\"\"{new string(' ', 1 + (i % 5))}{i}\n");
        }
        string path = Write(text.ToString());
        CsvOptions options = new() { SeparatedByWhitespace = true, CategoryColumns = ["name"] };
        Dataset<float> data = CsvFile.LoadRegression(path, options);
        Assert.Equal(["name=Braund,  Mr. \"O\""], data.Schema.InputNames);
        Assert.Equal(Enumerable.Range(0, 10_000).Select(static i => (float)i), data.Targets.ToArray());
    }

    [Theory]
    [InlineData("sep=;\na;y\n1,5;2\n")]
    [InlineData("\"sep=;\"\r\na;y\r\n1,5;2\r\n")]
    [InlineData("a;y\n1,5;2\n")]
    [InlineData("a\ty\n1,5\t2\n")]
    public void A_decimal_comma_and_the_first_line_of_Excel_are_understood(string text)
    {
        Dataset<float> data = CsvFile.LoadRegression(Write(text), new CsvOptions { DecimalSeparator = ',' });
        Assert.Equal((1.5f, 2), (data.Inputs[0], data.Targets[0]));
        Assert.Equal(["a"], data.Schema.InputNames);
        if (text.Contains("sep=", StringComparison.Ordinal))
        {
            Assert.Contains("declares the separator ';', but Separator is '|'", Refused(() => CsvFile.LoadRegression(Write(text), new CsvOptions { DecimalSeparator = ',', Separator = '|' })), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_separator_is_found_outside_of_quotes()
    {
        Dataset<float> data = CsvFile.LoadRegression(Write("\"a, b, c, d\";y\n1;2\n"));
        Assert.Equal(["a, b, c, d"], data.Schema.InputNames);
    }

    [Theory]
    [InlineData("1e400", "'1e400' is not a finite number as a float, which is at most 3.4e38")]
    [InlineData("1e39", "is at most 3.4e38")]
    [InlineData("NaN", "'NaN' is not a finite number; if it denotes a missing value, add it to MissingTexts")]
    [InlineData("Infinity", "add it to MissingTexts")]
    [InlineData("inf", "'inf' is not a finite number")]
    [InlineData("1 000", "'1 000' is not a finite number")]
    [InlineData("0x1F", "'0x1F' is not a finite number")]
    [InlineData("\"1,5\"", "set DecimalSeparator = ','")]
    [InlineData("2024-01-31", "'2024-01-31' is not a finite number: it looks like a date or a time; write it as a number, such as days or seconds since a fixed day, or leave the column out with IgnoreColumns.")]
    [InlineData("31.12.2024", "looks like a date")]
    [InlineData("12/31/24 23:59", "looks like a date")]
    [InlineData("2024-01-31T10:00:00Z", "looks like a date")]
    [InlineData("10:30:00", "looks like a date or a time")]
    [InlineData("$5", "is a number with a currency sign; write the number alone")]
    [InlineData("\"-$1,234.50\"", "is a number with a currency sign")]
    [InlineData("3.50 €", "is a number with a currency sign")]
    [InlineData("12.5%", "is a number with a percent sign")]
    [InlineData("\"1,234\"", "looks like a number with ',' between its thousands; write it without them, or if ',' is its decimal separator, set DecimalSeparator = ','.")]
    [InlineData("\"1,234,567.89\"", "looks like a number with ',' between its thousands; write it without them.")]
    [InlineData("1 234", "looks like a number with ' ' between its thousands")]
    [InlineData("1'234", "between its thousands")]
    [InlineData("\"12,34\"", "if ',' is its decimal separator")]
    [InlineData("v1.2", "name a column of categories")]
    [InlineData("$", "name a column of categories")]
    [InlineData("NA", "name a column of categories in CategoryColumns")]
    [InlineData("", "the value is missing; set MissingValues to handle it")]
    [InlineData("  ", "the value is missing")]
    [InlineData("\"a\u001b[31m\nb\"", "'a\\u001B[31m\\nb'")]
    [InlineData("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx… (100 characters)'")]
    public void What_is_not_a_number_is_said_with_a_way_out(string value, string message)
    {
        string path = Write($"a,b,y\n1,2,3\n1,{value},3\n");
        string said = Refused(() => CsvFile.LoadRegression(path));
        Assert.Contains($"{path}, line 3, column b: ", said, StringComparison.Ordinal);
        Assert.Contains(message, said, StringComparison.Ordinal);
        Assert.Contains(message, Refused(() => Read(CsvFile.StreamRegression(path))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_first_row_that_is_a_sample_is_no_header()
    {
        string path = Write("5.1,3.5,setosa\n4.9,3.0,setosa\n");
        Assert.Contains("looks like a sample, not like names. Set HasHeader = false", Refused(() => CsvFile.LoadClassification(path)), StringComparison.Ordinal);
        Assert.Contains("looks like a sample", Refused(() => CsvFile.LoadClassification(Write("8,5,setosa\n4,3,setosa\n"))), StringComparison.Ordinal);
        Assert.Equal(1, CsvFile.LoadClassification(path, new CsvOptions { HasHeader = true }).Count);
        Assert.Equal(2, CsvFile.LoadClassification(path, new CsvOptions { HasHeader = false }).Count);

        // As tables name years.
        Assert.Equal(1, CsvFile.LoadRegression(Write("size,2019,2020\n4,3,2\n")).Count);
        Assert.Equal(1, CsvFile.LoadRegression(Write("2019,2020,total\n4,3,2\n")).Count);
    }

    // As pandas names columns without names, and as the first sample of a file without a header may be.
    [Theory]
    [InlineData("0,1,2\n4,3,5\n")]
    [InlineData("1,2,3\n4,3,5\n")]
    [InlineData("0,1,species\n4,3,setosa\n")]
    public void Whole_numbers_in_the_first_row_are_names_only_by_saying_so(string text)
    {
        string path = Write(text);
        Assert.Contains("may be the numbers of the columns or a sample. Set HasHeader = false", Refused(() => CsvFile.LoadClassification(path)), StringComparison.Ordinal);
        Assert.Contains("HasHeader = true", Refused(() => CsvFile.StreamClassification(path)), StringComparison.Ordinal);
        Assert.Contains("HasHeader", Refused(() => CsvFile.LoadInputs(path, new CsvOptions { TargetColumns = ["2"] })), StringComparison.Ordinal);
        Assert.Equal((1, 2), (CsvFile.LoadClassification(path, new CsvOptions { HasHeader = true }).Count, CsvFile.LoadClassification(path, new CsvOptions { HasHeader = false }).Count));

        // Like data without a header, whose columns have the same numbers.
        Dataset<int> like = CsvFile.LoadClassification(path, new CsvOptions { HasHeader = false });
        Assert.Contains("HasHeader", Refused(() => CsvFile.LoadInputs(Write("0,1\n4,3\n"), new CsvOptions { Like = like })), StringComparison.Ordinal);
        Assert.Equal(2, CsvFile.LoadInputs(Write("0,1\n4,3\n"), new CsvOptions { Like = like, HasHeader = false }).Count);
    }

    [Fact]
    public void Names_that_the_options_know_are_a_header()
    {
        Assert.Equal(1, CsvFile.LoadClassification(Write("0,1,species\n4,3,setosa\n"), new CsvOptions { TargetColumns = ["species"] }).Count);
        string texts = Write("red,small,cat\nblue,big,dog\n");
        Assert.Contains("may be names or a sample, since no column contains numbers", Refused(() => CsvFile.LoadClassification(texts, new CsvOptions { CategoryColumns = ["0", "1"] })), StringComparison.Ordinal);
        Dataset<int> data = CsvFile.LoadClassification(texts, new CsvOptions { CategoryColumns = ["0", "1"], HasHeader = false });
        Assert.Equal((2, 4), (data.Count, data.InputLength));
        string named = Write("color,size,kind\nblue,big,dog\n");
        Dataset<int> train = CsvFile.LoadClassification(named, new CsvOptions { CategoryColumns = ["color", "size"] });
        Assert.Equal(1, train.Count);
        Assert.Equal(1, CsvFile.LoadClassification(named, new CsvOptions { Like = train }).Count);

        // A regression has targets to tell by.
        Assert.Equal(1, CsvFile.LoadRegression(Write("color,price\nblue,5\n"), new CsvOptions { CategoryColumns = ["0"] }).Count);
        Assert.Contains("looks like a sample", Refused(() => CsvFile.LoadRegression(Write("red,5\nblue,6\n"), new CsvOptions { CategoryColumns = ["0"] })), StringComparison.Ordinal);

        // One column by its number says nothing.
        Assert.Contains("column '0' is given by its number", Refused(() => _ = CsvFile.ReadColumn(texts, "0").ToArray()), StringComparison.Ordinal);
        Assert.Equal(["red", "blue"], CsvFile.ReadColumn(texts, "0", new CsvOptions { HasHeader = false }));
        Assert.Equal(["blue"], CsvFile.ReadColumn(named, "color"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(100)]
    [InlineData(16_383)]
    [InlineData(20_000)]
    public void The_longest_row_is_what_was_asked_for(int most)
    {
        string Rows(int length) => $"a\n1\n{new string('1', Math.Min(length, 5)).PadRight(length)}\n";
        CsvOptions options = new() { MaxRowLength = most };
        Assert.Equal(2, CsvFile.LoadInputs(Write(Rows(most)), options).Count);
        Assert.Equal(2, CsvFile.LoadInputs(Write(Rows(most).TrimEnd('\n')), options).Count);
        Assert.Contains($"line 3: the row is longer than {most} characters", Refused(() => CsvFile.LoadInputs(Write(Rows(most + 1)), options)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_ends_after_its_header_has_no_samples()
    {
        string path = Write("a,b,y\n");
        Assert.Equal(0, CsvFile.LoadClassification(path).Count);
        Assert.Contains("A CSV file that ends after its header has none", Assert.Throws<ArgumentException>(() => Normalization.StandardScore(CsvFile.LoadRegression(path))).Message, StringComparison.Ordinal);
        Assert.Contains("A CSV file that ends after its header has none", Assert.Throws<ArgumentException>(() => Normalization.StandardScore(CsvFile.StreamRegression(path))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(",a,y\n0,1,2\n", "column 0 has no name in the header, like the row numbers that pandas writes. Leave it out with IgnoreColumns = [\"0\"]")]
    [InlineData("a,b,a\n0,1,2\n", "columns 0 and 2 are both named 'a'")]
    [InlineData("0,0,0\n0,1,1\n", "Set HasHeader = false if the file has no header")]
    [InlineData("", "has no rows")]
    [InlineData("a\n1\n", "has 1 column and no input among them")]
    public void Columns_need_names_of_their_own(string text, string message) => Assert.Contains(message, Refused(() => CsvFile.LoadRegression(Write(text))), StringComparison.Ordinal);

    [Fact]
    public void Spaces_are_removed_when_that_is_asked_for()
    {
        string path = Write("a , kind, y\n1, Private ,u\n 2,Private,u \n");
        Assert.Contains("it has a ,  kind,  y", Assert.Throws<ArgumentException>(() => CsvFile.LoadClassification(path, new CsvOptions { TargetColumns = ["y"] })).Message, StringComparison.Ordinal);
        Assert.Contains("the classes 'u' and 'u ' differ only in spaces; set TrimSpaces", Refused(() => CsvFile.LoadClassification(path, new CsvOptions { IgnoreColumns = [" kind"] })), StringComparison.Ordinal);
        Dataset<int> data = CsvFile.LoadClassification(path, new CsvOptions { TrimSpaces = true, CategoryColumns = ["kind"] });
        Assert.Equal(["a", "kind=Private"], data.Schema.InputNames);
        Assert.Equal(["u"], data.ClassNames);
    }

    [Fact]
    public void A_compressed_file_of_another_encoding_is_read_too()
    {
        string path = Path.Combine(_folder, "data.csv.gz");
        using (StreamWriter writer = new(new GZipStream(File.Create(path), CompressionMode.Compress), Encoding.BigEndianUnicode))
        {
            writer.Write("sep=;\r\na;y\r\n1;ü\r\n");
        }
        Assert.Equal(["ü"], CsvFile.LoadClassification(path).ClassNames);
    }

    private static void Read(IBatchSource<float> source)
    {
        using IBatchReader<float> reader = source.Read(new BatchReadOptions { BatchSize = 1 });
        while (reader.MoveNext())
        {
        }
    }

    private static string Refused(Action read) => Assert.Throws<InvalidDataException>(read).Message;

    private string Write(string text)
    {
        string path = Path.Combine(_folder, $"{Guid.NewGuid():N}.csv");
        File.WriteAllText(path, text);
        return path;
    }
}
