using System.Diagnostics;

namespace PackageTests;

/// <summary>Published programs, without a warning; what they take is printed.</summary>
public sealed class PublishTests(Feed feed, ITestOutputHelper output)
{
    [Theory]
    [InlineData("trimmed", "-p:PublishTrimmed=true --self-contained")]
    [InlineData("single file", "-p:PublishSingleFile=true --self-contained")]
    [InlineData("native", "-p:PublishAot=true")]
    public void A_published_program_runs(string kind, string options)
    {
        string[] compilers = [.. new[] { "clang", "gcc" }.Where(name => Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, name))))];
        Assert.SkipWhen(kind == "native" && compilers.Length == 0, "Native compilation needs clang or gcc.");
        Consumer consumer = new(feed, kind);
        consumer.Write("App.csproj", Consumer.Project("<OutputType>Exe</OutputType><InvariantGlobalization>true</InvariantGlobalization><TreatWarningsAsErrors>true</TreatWarningsAsErrors>"));
        consumer.Write("Program.cs", Programs.First);
        consumer.Write("Table.cs", Programs.Table);
        consumer.Succeed($"publish --nologo --use-current-runtime {options} {(kind == "native" ? $"-p:CppCompilerAndLinker={compilers[0]}" : "")} -o out");
        string program = Path.Combine(consumer.Folder, "out", OperatingSystem.IsWindows() ? "App.exe" : "App");
        long started = Stopwatch.GetTimestamp();
        CommandResult result = Command.Run(consumer.Folder, program, "");
        output.WriteLine($"{kind}: {Stopwatch.GetElapsedTime(started).TotalSeconds:F2} s, {Deployed(Path.Combine(consumer.Folder, "out")) / 1e6:F1} MB");
        Assert.True(result.Succeeded, result.Output);
        Assert.Contains(Programs.TableLine, result.Output, StringComparison.Ordinal);
        Assert.All(Programs.FirstLines, line => Assert.Contains(line, result.Output, StringComparison.Ordinal));
    }

    // Symbols are not deployed.
    private static long Deployed(string folder) => new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories)
        .Where(file => file.Extension is not (".pdb" or ".dbg")).Sum(file => file.Length);
}
