using System.Text;
using NnGen.Data;
using Sylvan.Data.Csv;

namespace NnGen.Tests;

/// <summary>Records and fields are those of another reader, Sylvan.Data.Csv, for any text and any pieces in which it arrives.</summary>
public class CsvRecordsTests
{
    private const int Limit = 200_000;

    [Theory]
    [InlineData(1, 30, 20_000)]
    [InlineData(2, 300, 2000)]
    [InlineData(3, 60_000, 30)]   // beyond the buffer
    public void Records_are_those_of_another_reader(int seed, int maxLength, int count)
    {
        Xoshiro256 random = new(seed);
        int faults = 0;
        for (int i = 0; i < count; i++)
        {
            string text = RandomText(random, random.NextInt(maxLength));
            string expected = OfOther(text), actual = OfOurs(text, random);
            Assert.True(expected == actual, $"{text}\n\nexpected\n{expected}\n\nbut was\n{actual}");
            faults += expected.EndsWith("fault\n", StringComparison.Ordinal) ? 1 : 0;
        }
        Assert.InRange(faults, count / 20, count * 19 / 20);
    }

    [Fact]
    public void A_fault_names_its_kind_and_its_field()
    {
        Assert.Equal((CsvFault.QuoteNotClosed, 2), FaultOf("a,\"b"));
        Assert.Equal((CsvFault.TextAfterQuote, 1), FaultOf("\"a\"b,c"));
        Assert.Equal((CsvFault.TooLong, 1), FaultOf($"\"{new string('a', Limit + (1 << 15))}\"\n"));
        Assert.Equal((CsvFault.None, 3), FaultOf("a,\"b\",\n"));
    }

    private static (CsvFault, int) FaultOf(string text)
    {
        CsvRecords records = new(new StringReader(text), ',', null, Limit);
        records.Read();
        return (records.Fault, Math.Max(records.FieldCount, 1));
    }

    private static string RandomText(Xoshiro256 random, int length)
    {
        // Quotes mostly in pairs around a field, so that not every text has a fault.
        string[] parts = ["a", "bc", ",", ",", "\n", "\n", "#", " ", "\"a\"", "\"b\"\"c\"", "\"d,\ne\",", ",\"\"", "\"", "é"];
        StringBuilder text = new();
        while (text.Length < length)
        {
            text.Append(parts[random.NextInt(text.Length < length / 2 || random.NextInt(5) > 0 ? 8 : parts.Length)]);
            if (length > 1000 && random.NextInt(2000) == 0)
            {
                text.Append(",\"").Append('x', random.NextInt(30_000)).Append("\"\"\",");
            }
        }
        return text.ToString();
    }

    private static string OfOurs(string text, Xoshiro256 random)
    {
        CsvRecords records = new(new Pieces(text, random), ',', '#', Limit);
        StringBuilder all = new();
        while (records.Read())
        {
            Append(all, records.Record, records.FieldCount, records.Field);
        }
        return all.Append(Comments(text, records.Comments)).Append(records.Fault == CsvFault.None ? "" : "fault\n").ToString();
    }

    private static string OfOther(string text)
    {
        int comments = 0;
        StringBuilder all = new();
        bool isFault = false;
        try
        {
            using CsvDataReader reader = CsvDataReader.Create(new StringReader(text), new CsvDataReaderOptions
            {
                HasHeaders = false,
                Delimiter = ',',
                Comment = '#',
                CommentHandler = (Action<string>)(_ => comments++),
                MaxBufferSize = 2 * Limit,
            });
            while (reader.Read())
            {
                Append(all, reader.GetRawRecordSpan(), reader.RowFieldCount, reader.GetFieldSpan);
            }
        }
        catch (CsvFormatException)
        {
            isFault = true;
        }
        return all.Append(Comments(text, comments)).Append(isFault ? "fault\n" : "").ToString();
    }

    // The other reader does not count a comment that ends the text.
    private static long Comments(string text, long count) => text.EndsWith('\n') ? count : 0;

    private delegate ReadOnlySpan<char> Field(int index);

    private static void Append(StringBuilder all, ReadOnlySpan<char> record, int count, Field field)
    {
        // Empty lines are one empty field for one reader and none for the other; both are skipped.
        if (record.Trim('\n').IsEmpty)
        {
            return;
        }
        all.Append(record.TrimEnd('\n')).Append(" →");
        for (int i = 0; i < count; i++)
        {
            all.Append(" [").Append(field(i)).Append(']');
        }
        all.Append('\n');
    }

    // Gives a text in pieces of any size.
    private sealed class Pieces(string text, Xoshiro256 random) : TextReader
    {
        private int _position;

        public override int Read(char[] buffer, int index, int count)
        {
            int length = Math.Min(Math.Min(count, text.Length - _position), 1 + random.NextInt(random.NextInt(2) == 0 ? 5 : 20_000));
            text.CopyTo(_position, buffer, index, length);
            _position += length;
            return length;
        }
    }
}
