namespace PackageTests;

/// <summary>A folder with the projects of someone who has the SDK and the packages, and nothing of the repository.</summary>
internal sealed class Consumer
{
    private readonly Dictionary<string, string> _environment;

    public Consumer(Feed feed, string name)
    {
        Folder = Path.Combine(feed.Folder, "consumers", name);
        Directory.CreateDirectory(Folder);
        _environment = new() { ["NUGET_PACKAGES"] = Path.Combine(feed.Folder, "cache"), ["DOTNET_CLI_HOME"] = Path.Combine(feed.Folder, "homes", name) };
        Write("nuget.config", $"""
            <configuration>
              <packageSources>
                <add key="packages of this repository" value="{feed.Folder}" />
              </packageSources>
            </configuration>
            """);
    }

    public string Folder { get; }

    /// <summary>A project file with a reference to the package NnGen.</summary>
    public static string Project(string properties = "<OutputType>Exe</OutputType>", string items = "", string framework = "net10.0", string? version = null) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>{framework}</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
            {properties}
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="NnGen" Version="{version ?? Feed.Version}" />
            {items}
          </ItemGroup>
        </Project>
        """;

    public void Write(string path, string text)
    {
        string full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    public string Read(string path) => File.ReadAllText(Path.Combine(Folder, path));

    /// <summary>Runs dotnet and returns what it printed.</summary>
    public CommandResult Dotnet(string arguments) => Command.Run(Folder, "dotnet", arguments, _environment);

    /// <summary>Runs dotnet, which must succeed without a warning.</summary>
    public string Succeed(string arguments)
    {
        CommandResult result = Dotnet(arguments);
        Assert.True(result.Succeeded, result.Output);
        Assert.DoesNotContain(": warning ", result.Output, StringComparison.Ordinal);
        return result.Output;
    }

    /// <summary>Runs dotnet, which must fail with a message that appears once.</summary>
    public void Fail(string arguments, string message)
    {
        CommandResult result = Dotnet(arguments);
        Assert.False(result.Succeeded, result.Output);
        string[] errors = [.. result.Output.Split('\n').Where(line => line.Contains(": error ", StringComparison.Ordinal)).Select(line => line.Trim()).Distinct()];
        Assert.True(errors.Length == 1 && errors[0].Contains(message, StringComparison.Ordinal), result.Output);
    }
}
