namespace PackageTests;

/// <summary>Declarations that must not build, regardless of what a project or an editor switches off, and frameworks that the package does not support.</summary>
public sealed class WrongNetworkTests(Feed feed)
{
    [Theory]
    [InlineData("on", "")]
    [InlineData("off", "-p:RunAnalyzers=false")]
    [InlineData("implicit", "-p:IsImplicitlyTriggeredBuild=true")]
    public void A_wrong_network_does_not_build(string analyzers, string options)
    {
        Consumer consumer = new(feed, $"wrong, analyzers {analyzers}");
        consumer.Write("App.csproj", Consumer.Project());
        consumer.Write("Program.cs", Programs.Wrong);
        consumer.Fail($"build --nologo {options}", Programs.WrongMessage);
    }

    [Fact]
    public void The_code_fix_mends_it()
    {
        Consumer consumer = new(feed, "fix");
        consumer.Write("App.csproj", Consumer.Project());
        consumer.Write("Program.cs", Programs.Wrong);
        consumer.Dotnet("restore");
        CommandResult result = consumer.Dotnet($"format analyzers --no-restore --diagnostics {Programs.WrongMessage} --severity error");
        Assert.True(result.Succeeded, result.Output);
        Assert.Contains("[Flatten, Dense(10), Softmax]", consumer.Read("Program.cs"), StringComparison.Ordinal);
        consumer.Succeed("build --nologo");
    }

    [Fact]
    public void An_older_framework_gets_one_sentence()
    {
        Consumer consumer = new(feed, "older");
        consumer.Write("App.csproj", Consumer.Project(framework: "net8.0"));
        consumer.Write("Program.cs", Programs.First);
        consumer.Fail("build --nologo", "error NNG302: NnGen needs .NET 10 or later, but this project is built for net8.0; raise TargetFramework to net10.0.");
    }
}
