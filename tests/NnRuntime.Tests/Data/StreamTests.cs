using System.Globalization;
using System.IO.Compression;
using System.Text;
using NnGen.Data;

namespace NnGen.Tests;

/// <summary>CSV files that are streamed, and batches that are read ahead.</summary>
public sealed class StreamTests : IDisposable
{
    private const int Rows = 1003;

    private readonly string _folder = Directory.CreateTempSubdirectory("nngen-").FullName;
    private readonly string _path;

    public StreamTests()
    {
        _path = Path.Combine(_folder, "rows.csv");
        File.WriteAllText(_path, Text(static i => i.ToString(CultureInfo.InvariantCulture)));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(null, 32, true, true)]
    [InlineData(1, 32, true, true)]
    [InlineData(50, 7, true, false)]
    [InlineData(50, 7, false, true)]
    [InlineData(2000, 5000, true, true)]
    public void An_epoch_holds_every_row_once(int? window, int batchSize, bool shuffle, bool ahead)
    {
        StreamedCsv<int> stream = CsvFile.StreamClassification(_path, new CsvOptions { ShuffleWindow = window });
        Assert.Equal((Rows, 2, 1), (stream.Count, stream.InputLength, stream.TargetLength));
        Assert.Equal(["a", "b", "c"], stream.ClassNames);
        List<long> order = Order(ahead ? stream.Prefetch() : stream, new BatchReadOptions { BatchSize = batchSize, Seed = 1, Epoch = 0, Shuffle = shuffle });
        Assert.Equal(Enumerable.Range(0, Rows).Select(static i => (long)i), order.Order());
        Assert.Equal(shuffle && window != 1, !order.SequenceEqual(order.Order()));
    }

    [Fact]
    public void The_same_seed_and_epoch_give_the_same_order()
    {
        StreamedCsv<int> stream = CsvFile.StreamClassification(_path, new CsvOptions { ShuffleWindow = 100 });
        List<long> order = Order(stream, new BatchReadOptions { BatchSize = 10, Seed = 1, Epoch = 2 });
        Assert.Equal(order, Order(CsvFile.StreamClassification(_path, new CsvOptions { ShuffleWindow = 100 }).Prefetch(1), new BatchReadOptions { BatchSize = 64, Seed = 1, Epoch = 2 }));
        Assert.NotEqual(order, Order(stream, new BatchReadOptions { BatchSize = 10, Seed = 2, Epoch = 2 }));
        Assert.NotEqual(order, Order(stream, new BatchReadOptions { BatchSize = 10, Seed = 1, Epoch = 3 }));

        // No row comes before the window has reached it.
        Assert.All(order.Index(), static pair => Assert.True(pair.Item < pair.Index + 100));
    }

    [Fact]
    public void A_stream_has_the_samples_of_the_file_in_memory()
    {
        string compressed = Path.Combine(_folder, "rows.csv.gz");
        using (GZipStream stream = new(File.Create(compressed), CompressionMode.Compress))
        {
            stream.Write(File.ReadAllBytes(_path));
        }
        Dataset<int> data = CsvFile.LoadClassification(_path);
        foreach (string path in new[] { _path, compressed })
        {
            List<float> inputs = [];
            List<int> targets = [];
            foreach (Batch<int> batch in CsvFile.StreamClassification(path).Read(new BatchReadOptions { BatchSize = 100, Shuffle = false }))
            {
                inputs.AddRange(batch.Inputs);
                targets.AddRange(batch.Targets);
            }
            Assert.Equal(data.Inputs.ToArray(), inputs);
            Assert.Equal(data.Targets.ToArray(), targets);
        }
        Assert.Equal(Normalization.StandardScore(data).Divisors, Normalization.StandardScore(CsvFile.StreamClassification(_path)).Divisors);
    }

    [Theory]
    [InlineData("x", "line 702, column number: 'x' is not a finite number")]
    [InlineData("", "line 702, column number: the value is missing")]
    public void An_error_comes_with_line_and_column_after_the_batches_before_it(string wrong, string message)
    {
        File.WriteAllText(_path, Text(i => i == 700 ? wrong : i.ToString(CultureInfo.InvariantCulture)));
        IBatchSource<float> stream = CsvFile.StreamRegression(_path, new CsvOptions { TargetColumns = ["twice"], Encodings = s_kinds }).Prefetch();
        int batches = 0;
        using IBatchReader<float> reader = stream.Read(new BatchReadOptions { BatchSize = 100, Shuffle = false });
        InvalidDataException error = Assert.Throws<InvalidDataException>(() =>
        {
            while (reader.MoveNext())
            {
                batches++;
            }
        });
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains(_path, error.Message, StringComparison.Ordinal);
        Assert.InRange(batches, 6, 7);
    }

    [Fact]
    public void A_file_that_changes_is_noticed()
    {
        StreamedCsv<int> stream = CsvFile.StreamClassification(_path);
        DateTime written = File.GetLastWriteTimeUtc(_path);
        string text = File.ReadAllText(_path);
        string Changed() => Assert.Throws<InvalidDataException>(() => Order(stream, new BatchReadOptions { BatchSize = 64 })).Message;

        // The same size at another time, and another size at the same time.
        File.WriteAllText(_path, text.Replace("0,0,a", "0,1,a", StringComparison.Ordinal));
        File.SetLastWriteTimeUtc(_path, written.AddSeconds(1));
        Assert.Contains($"{_path} has changed since it was opened: it was {text.Length} bytes of ", Changed(), StringComparison.Ordinal);
        File.WriteAllText(_path, text + "1,2,b\n");
        File.SetLastWriteTimeUtc(_path, written);
        Assert.Contains($"and is now {text.Length + 6} bytes", Changed(), StringComparison.Ordinal);

        // Where size and time tell nothing, columns, classes and rows do.
        Replace("number,twice", "twice,number");
        Assert.Contains("its columns were number, twice, kind, and are now twice, number, kind", Changed(), StringComparison.Ordinal);
        Replace("0,0,a", "0,0,d");
        Assert.Contains("it now has a class 'd'", Changed(), StringComparison.Ordinal);
        Replace("0,0,a\n1,", "0,0000");
        Assert.Contains("it had 1003 rows, and now has 1002", Assert.Throws<InvalidDataException>(() => Count(stream)).Message, StringComparison.Ordinal);

        Replace("0,0,a", "0,0,a");
        Assert.Equal(Rows, Order(stream, new BatchReadOptions { BatchSize = 64 }).Count);
        using (IBatchReader<int> reader = stream.Read(new BatchReadOptions { BatchSize = Rows }))
        {
            Assert.True(reader.MoveNext());
            File.SetLastWriteTimeUtc(_path, written.AddSeconds(1));
            Assert.Throws<InvalidDataException>(() => reader.MoveNext());
        }
        Assert.Contains("has changed", Assert.Throws<InvalidDataException>(() => Normalization.StandardScore(stream)).Message, StringComparison.Ordinal);

        File.Delete(_path);
        Assert.Throws<FileNotFoundException>(() => Order(stream.Prefetch(), new BatchReadOptions { BatchSize = 64 }));

        void Replace(string from, string to)
        {
            File.WriteAllText(_path, text.Replace(from, to, StringComparison.Ordinal).PadRight(text.Length)[..text.Length]);
            File.SetLastWriteTimeUtc(_path, written);
        }

        static void Count(IBatchSource<int> source)
        {
            using IBatchReader<int> reader = source.Read(new BatchReadOptions { BatchSize = 64 });
            while (reader.MoveNext())
            {
            }
        }
    }

    [Fact]
    public void A_reader_that_is_left_early_or_cancelled_ends_its_thread()
    {
        Endless source = new();
        for (int i = 0; i < 20; i++)
        {
            using IBatchReader<float> reader = source.Prefetch(2).Read(new BatchReadOptions { BatchSize = 1 });
            for (int batch = 0; batch < i % 4; batch++)
            {
                Assert.True(reader.MoveNext());
            }
        }
        Assert.Equal(0, source.Open);

        using CancellationTokenSource cancellation = new();
        using (IBatchReader<float> reader = source.Prefetch(2).Read(new BatchReadOptions { BatchSize = 1 }, cancellation.Token))
        {
            Assert.True(reader.MoveNext());
            cancellation.Cancel();
            Assert.ThrowsAny<OperationCanceledException>(() =>
            {
                while (reader.MoveNext())
                {
                }
            });
            reader.Dispose();
            Assert.Throws<ObjectDisposedException>(() => reader.MoveNext());
        }
        Assert.Equal(0, source.Open);

        Assert.ThrowsAny<OperationCanceledException>(() => Order(CsvFile.StreamClassification(_path), new BatchReadOptions { BatchSize = 8 }, cancellation.Token));
    }

    [Fact]
    public void Reading_ahead_is_bounded()
    {
        Endless source = new();
        using IBatchReader<float> reader = source.Prefetch(3).Read(new BatchReadOptions { BatchSize = 1 });
        Assert.True(reader.MoveNext());
        Thread.Sleep(100);
        Assert.InRange(source.Given, 1, 6);   // one in use, three ready, one that waits for its place, and one that was just put there
    }

    [Fact]
    public void Categories_become_inputs_and_unknown_ones_are_named()
    {
        Assert.Equal(["a", "b", "c"], s_kinds["kind"].Categories);
        Assert.Equal(["a", "b", "c"], new OneHotEncoding(CsvFile.ReadColumn(_path, "kind")).Categories);
        CsvOptions options = new() { TargetColumns = ["twice"], Encodings = s_kinds };
        Dataset<float> data = CsvFile.LoadRegression(_path, options);
        Assert.Equal([1, 0, 1, 0], data.Input(1).ToArray());
        Assert.Equal([2f], data.Target(1).ToArray());

        CsvOptions few = options with { Encodings = new Dictionary<string, OneHotEncoding> { ["2"] = new(["a", "b"]) } };
        Assert.Contains("line 4, column kind: 'c' is not among the 2 categories a, b", Assert.Throws<InvalidDataException>(() => CsvFile.LoadRegression(_path, few)).Message, StringComparison.Ordinal);
        CsvOptions none = options with { Encodings = new Dictionary<string, OneHotEncoding> { ["colour"] = new(["a"]) } };
        Assert.Contains("no column 'colour'", Assert.Throws<ArgumentException>(() => CsvFile.StreamRegression(_path, none)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_are_read_to_the_nearest_float()
    {
        Random random = new(1);
        string[] texts =
        [
            "0", "-0", "5.", ".5", "-.25", "", "-", ".", "1e5", "+1", " 1", "1.2.3", "--1", "NaN", "1e99", "16777217", "0.1", "123456789012345", "1234567890123456", "33554435", "8388609.5", "1,5", "1.17549435e-38", "7e-46", "7.006492321624085e-46", "1.401298464324817e-45", "3.5e-45", "1e-320", "340282346638528859811704183484516925440", "340282356779733661637539395458142568447", "340282356779733661637539395458142568448",
            .. Enumerable.Range(0, 5_000).Select(i => (random.NextDouble() * Math.Pow(10, random.Next(-46, 39))).ToString("E18", CultureInfo.InvariantCulture)),
            .. Enumerable.Range(0, 20_000).Select(i => ((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(8))).ToString($"F{i % 9}", CultureInfo.InvariantCulture)),

            // As near to the middle of two floats as 15 digits come: in one of a hundred cases nearer than a double can tell.
            .. Enumerable.Range(0, 20_000).Select(_ => ((decimal)((2 * random.Next(1 << 23, 1 << 24)) + 1) / (1 << 24)).ToString("F14", CultureInfo.InvariantCulture)),
        ];
        Assert.All(texts, static text =>
        {
            bool isNumber = float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float expected) && float.IsFinite(expected);
            foreach (char separator in ".,")
            {
                Assert.Equal(isNumber, DecimalText.TryParse(text.Replace('.', separator), separator, out float actual, out double exact) && text != "1,5");
                Assert.True(!isNumber || BitConverter.SingleToUInt32Bits(expected) == BitConverter.SingleToUInt32Bits(actual), text);
                Assert.True(!isNumber || double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) == exact, text);
            }
        });
    }

    private static readonly Dictionary<string, OneHotEncoding> s_kinds = new() { ["kind"] = new(["a", "b", "c"]) };

    private static string Text(Func<int, string> number)
    {
        StringBuilder text = new("number,twice,kind\n");
        for (int i = 0; i < Rows; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{number(i)},{2 * i},{"abc"[i % 3]}\n");
        }
        return text.ToString();
    }

    private static List<long> Order(IBatchSource<int> source, BatchReadOptions options, CancellationToken cancellationToken = default)
    {
        List<long> order = [];
        using IBatchReader<int> reader = source.Read(options, cancellationToken);
        while (reader.MoveNext())
        {
            for (int i = 0; i < reader.Current.Count; i++)
            {
                long sample = reader.Samples[i];
                Assert.Equal([sample, 2 * sample], reader.Current.Inputs.Slice(2 * i, 2).ToArray().Select(static x => (long)x));
                Assert.Equal(sample % 3, reader.Current.Targets[i]);
                order.Add(sample);
            }
            Assert.True(reader.Current.Count == Math.Min(options.BatchSize, Rows) || order.Count == Rows);
        }
        return order;
    }

    /// <summary>Gives batches until its reader is disposed.</summary>
    private sealed class Endless : IBatchSource<float>
    {
        private int _open, _given;

        public int Open => Volatile.Read(ref _open);

        public int Given => Volatile.Read(ref _given);

        public long Count => long.MaxValue;

        public int InputLength => 1;

        public int TargetLength => 1;

        public IReadOnlyList<string> ClassNames => [];

        public IBatchReader<float> Read(in BatchReadOptions options, CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref _open);
            return new Reader(this);
        }

        private sealed class Reader(Endless source) : IBatchReader<float>
        {
            public Batch<float> Current => new([1], [1], 1);

            public ReadOnlySpan<long> Samples => new long[1];

            public bool MoveNext() => Interlocked.Increment(ref source._given) > 0;

            public void Dispose() => Interlocked.Decrement(ref source._open);
        }
    }
}
