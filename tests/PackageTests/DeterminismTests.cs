using System.Security.Cryptography;

namespace PackageTests;

/// <summary>Builds of the same sources in different folders.</summary>
public sealed class DeterminismTests(Feed feed)
{
    [Fact]
    public void A_copy_of_the_repository_gives_the_same_packages()
    {
        Assert.SkipUnless(Feed.Configuration == "Release", "Other configurations keep the paths of the sources for debuggers.");
        Assert.SkipUnless(Path.Exists(Path.Combine(Feed.Root, ".git")), "The repository is not a clone.");
        string copy = Path.Combine(feed.Folder, "a copy, in a folder = of another length"), packages = Path.Combine(feed.Folder, "of the copy");
        foreach (string file in Git(Feed.Root, "-c core.quotePath=false ls-files --cached --others --exclude-standard -- src templates \":(glob)*\"").Split('\n'))
        {
            string target = Path.Combine(copy, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(Feed.Root, file), target);
        }

        // Packages name the commit, and the repository if there is a remote.
        Git(copy, "init --quiet");
        File.Copy(Path.Combine(Feed.Root, Git(Feed.Root, "rev-parse --git-common-dir"), "config"), Path.Combine(copy, ".git", "config"), overwrite: true);
        File.WriteAllText(Path.Combine(copy, ".git", "HEAD"), Git(Feed.Root, "rev-parse HEAD") + "\n");
        foreach (string project in Directory.EnumerateFiles(copy, "*.csproj", SearchOption.AllDirectories).Where(static project => File.ReadAllText(project).Contains("<IsPackable>true", StringComparison.Ordinal)).ToArray())
        {
            CommandResult result = Command.Run(copy, "dotnet", $"pack \"{project}\" -c Release -o \"{packages}\" --nologo");
            Assert.True(result.Succeeded, result.Output);
        }
        Assert.Equal(Hashes(feed.Folder), Hashes(packages));
    }

    private static string[] Hashes(string folder) =>
        [.. Directory.EnumerateFiles(folder, $"*.{Feed.Version}.*nupkg").Order(StringComparer.Ordinal).Select(static file => $"{Path.GetFileName(file)} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}")];

    private static string Git(string folder, string arguments)
    {
        CommandResult result = Command.Run(folder, "git", arguments);
        Assert.True(result.Succeeded, result.Output);
        return result.Output.ReplaceLineEndings("\n").Trim('\n');
    }
}
