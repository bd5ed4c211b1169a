using System.Globalization;
using System.Text;
using NnGen.Data;

namespace NnGen.Tests;

/// <summary>Samples that would be lost, or mixed with others, while a CSV file is read.</summary>
public sealed class CsvSilenceTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"nngen-{Guid.NewGuid():N}.csv");

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData("?")]
    [InlineData("NA")]
    [InlineData("nan")]
    [InlineData("1e400")]
    public void A_first_row_with_a_missing_value_is_not_taken_for_names(string missing)
    {
        File.WriteAllText(_path, $"1,0,3,{missing},a\n1,0,3,3,b\n2,1,2,2,a\n");
        CsvOptions options = new() { MissingTexts = missing == "1e400" ? [] : [missing], MissingValues = MissingValues.MostFrequent };
        Assert.Contains("HasHeader", Assert.Throws<InvalidDataException>(() => CsvFile.LoadClassification(_path, options)).Message, StringComparison.Ordinal);
        Assert.Contains("HasHeader", Assert.Throws<InvalidDataException>(() => CsvFile.StreamClassification(_path, options)).Message, StringComparison.Ordinal);
        if (missing != "1e400")
        {
            Assert.Equal(3, CsvFile.LoadClassification(_path, options with { HasHeader = false }).Count);
        }
    }

    [Fact]
    public void Names_that_are_numbers_beside_a_text_are_names()
    {
        File.WriteAllText(_path, "2019,2020,?,kind\n1,2,3,a\n4,5,6,b\n");
        Assert.Equal(2, CsvFile.LoadClassification(_path, new CsvOptions { HasHeader = true, MissingTexts = ["?"] }).Count);
    }

    [Fact]
    public void A_file_that_changes_while_it_is_loaded_is_noticed()
    {
        File.WriteAllText(_path, "a,b,kind\n" + string.Concat(Enumerable.Range(0, 20_000).Select(static i => string.Create(CultureInfo.InvariantCulture, $"{i},{i + 0.5},x{i % 2}\n"))));
        foreach (Action load in new Action[]
        {
            () => CsvFile.LoadClassification(_path, new CsvOptions { Encoding = new Touching(_path) }),
            () => CsvFile.LoadRegression(_path, new CsvOptions { Encoding = new Touching(_path), TargetColumns = ["b"], IgnoreColumns = ["kind"] }),
            () => CsvFile.LoadInputs(_path, new CsvOptions { Encoding = new Touching(_path), IgnoreColumns = ["kind"] }),
        })
        {
            Exception? thrown = Record.Exception(load);
            Assert.True(thrown is InvalidDataException && thrown.Message.Contains("has changed since it was opened", StringComparison.Ordinal), $"{load.Method.Name}: {thrown?.Message ?? "nothing"} {File.GetLastWriteTimeUtc(_path):O}");
        }
    }

    // UTF-8 that gives the file another time whenever bytes of it are decoded.
    private sealed class Touching(string path) : UTF8Encoding
    {
        private static int s_calls;   // shared with the clones that a reader makes

        public override Decoder GetDecoder() => new TouchingDecoder(this, base.GetDecoder());

        private void Touch() => File.SetLastWriteTimeUtc(path, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(s_calls++));

        private sealed class TouchingDecoder(Touching encoding, Decoder decoder) : Decoder
        {
            public override int GetCharCount(byte[] bytes, int index, int count) => decoder.GetCharCount(bytes, index, count);

            public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex)
            {
                encoding.Touch();
                return decoder.GetChars(bytes, byteIndex, byteCount, chars, charIndex);
            }
        }
    }
}
