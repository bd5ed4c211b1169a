using System.Text;
using NnGenerator.Text;

namespace NnGenerator.Tests.Text;

public class SourceWriterTests
{
    // Roslyn keeps a text of more than 40,960 characters in pieces.
    [Theory]
    [InlineData(1)]
    [InlineData(4_095)]
    [InlineData(4_096)]
    [InlineData(4_097)]
    [InlineData(20_000)]
    public void A_file_is_what_was_written_however_long_it_is(int lines)
    {
        SourceWriter writer = new();
        for (int line = 0; line < lines; line++)
        {
            writer.Line($"{line % 10:0000000}’a");
        }

        string text = writer.ToSourceText().ToString();

        Assert.Equal(lines * 10, text.Length);
        Assert.Equal(writer.ToString(), text);
        Assert.Equal(Encoding.UTF8, writer.ToSourceText().Encoding);
    }
}
