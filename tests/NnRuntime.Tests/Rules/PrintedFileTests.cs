using TileWriter;

namespace NnGen.Tests.Rules;

/// <summary>The tiles and vector widths in the repository are those that tools/TileWriter prints.</summary>
public class PrintedFileTests
{
    private static readonly string s_folder = Path.Combine(Repository.Root, PrintedFiles.Folder);

    [Fact]
    public void The_folder_contains_the_printed_files_and_no_others() =>
        Assert.Equal(
            PrintedFiles.All.Select(static file => file.Name).Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(s_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_printed_file_is_current(string name)
    {
        string printed = PrintedFiles.All.Single(file => file.Name == name).Text, checkedIn = File.ReadAllText(Path.Combine(s_folder, name)).ReplaceLineEndings("\n");
        string[] expected = printed.Split('\n'), actual = checkedIn.Split('\n');
        int line = expected.Zip(actual).TakeWhile(static pair => pair.First == pair.Second).Count();
        Assert.True(printed == checkedIn, $"""
            {PrintedFiles.Folder}/{name} is stale from line {line + 1} on:
            - {actual.ElementAtOrDefault(line)}
            + {expected.ElementAtOrDefault(line)}
            Run `{PrintedFiles.Command}`.
            """);
    }

    public static TheoryData<string> Names => [.. PrintedFiles.All.Select(static file => file.Name)];
}
