namespace PackageTests;

/// <summary>Projects with one PackageReference.</summary>
public sealed class ConsumerTests(Feed feed)
{
    [Fact]
    public void A_console_app_trains_saves_and_predicts()
    {
        Assert.Equal(Programs.First, Programs.FirstOf("src/NnRuntime/Package/README.md"));
        Consumer consumer = new(feed, "console");
        consumer.Write("App.csproj", Consumer.Project());
        consumer.Write("Program.cs", Programs.First + "\nfile static class After { }");
        consumer.Succeed("build --nologo");
        string printed = consumer.Succeed("run --no-build");
        Assert.All(Programs.FirstLines, line => Assert.Contains(line, printed, StringComparison.Ordinal));
        Assert.True(File.Exists(Path.Combine(consumer.Folder, "xor.safetensors")));
    }

    [Fact]
    public void An_app_references_only_a_library_that_has_a_network()
    {
        Consumer consumer = new(feed, "library");
        consumer.Write("Shapes/Shapes.csproj", Consumer.Project(""));
        consumer.Write("Shapes/Judge.cs", Programs.Library);
        consumer.Write("App/App.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
              <ItemGroup><ProjectReference Include="../Shapes/Shapes.csproj" /></ItemGroup>
            </Project>
            """);
        consumer.Write("App/Program.cs", "Console.WriteLine(Shapes.Verdict.Of(1, 0) is > 0 and < 1);");
        Assert.Contains("True", consumer.Succeed("run --project App"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("C# with spaces and letters", "Größe und Maß/моя сеть")]
    public void A_folder_has_any_name(string name, string folder)
    {
        Consumer consumer = new(feed, name);
        consumer.Write($"{folder}/App.csproj", Consumer.Project());
        consumer.Write($"{folder}/Program.cs", Programs.First);
        Assert.Contains(Programs.FirstLines[1], consumer.Succeed($"run --project \"{folder}\""), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vbproj", "App.vb", """
        Module App
            Sub Main()
                System.Console.WriteLine(Shapes.Verdict.Of(1, 0) > 0)
            End Sub
        End Module
        """)]
    [InlineData("fsproj", "App.fs", """
        module App
        [<EntryPoint>]
        let main _ =
            System.Console.WriteLine(Shapes.Verdict.Of(1.0f, 0.0f) > 0.0f)
            0
        """)]
    public void Another_language_uses_a_library_that_has_a_network(string extension, string file, string program)
    {
        Consumer consumer = new(feed, extension);
        consumer.Write("Shapes/Shapes.csproj", Consumer.Project(""));
        consumer.Write("Shapes/Judge.cs", Programs.Library);
        consumer.Write($"App/App.{extension}", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              {(extension == "fsproj" ? $"<ItemGroup><Compile Include=\"{file}\" /></ItemGroup>" : "")}
              <ItemGroup><ProjectReference Include="../Shapes/Shapes.csproj" /></ItemGroup>
            </Project>
            """);
        consumer.Write($"App/{file}", program);
        Assert.Contains("True", consumer.Succeed("run --project App"), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_versions_are_in_one_solution()
    {
        Feed.Pack(feed.Folder, "src/NnRuntime", "-p:Version=99.0.0");
        Consumer consumer = new(feed, "versions");
        foreach ((string name, string version) in new[] { ("Old", Feed.Version), ("New", "99.0.0") })
        {
            consumer.Write($"{name}/{name}.csproj", Consumer.Project(version: version));
            consumer.Write($"{name}/Program.cs", Programs.First);
            consumer.Succeed($"build {name} --nologo");
            Assert.Contains(Programs.FirstLines[2], consumer.Succeed($"run --project {name} --no-build"), StringComparison.Ordinal);
        }
    }
}
