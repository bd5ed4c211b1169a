using NnGen.Files;

namespace NnGen.Tests;

/// <summary>Flushing folders, and text of files in messages.</summary>
public class FolderFlushTests
{
    [Fact]
    public void A_folder_is_flushed_where_the_file_system_can()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows flushes names with the file.");
        Assert.True(LibC.FlushFolder(Path.GetTempPath()));
        Assert.False(LibC.FlushFolder(Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}")));
        Assert.SkipUnless(Directory.Exists("/proc/self"), "There is no file system at hand that refuses.");
        Assert.False(LibC.FlushFolder("/proc/self"));
    }

    [Theory]
    [InlineData("a\nb\u001b[1m", "a\\nb\\u001B[1m")]
    [InlineData("żółw 🐢", "żółw 🐢")]
    [InlineData("\u202e\u200b\u2028", "\\u202E\\u200B\\u2028")]
    [InlineData("0123456789", "0123456… (10 characters)")]
    public void Text_is_short_and_harmless(string text, string expected) => Assert.Equal(expected, Excerpt.Of(text, maxLength: text.Length == 10 ? 7 : 20));

    [Fact]
    public void Literals_are_those_of_csharp() => Assert.Equal("\"a\\\"\\\\\\n\"", Excerpt.Literal("a\"\\\n"));
}
