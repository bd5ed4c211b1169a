namespace PackageTests;

/// <summary>The templates of `dotnet new` as they come out.</summary>
public sealed class TemplateTests(Feed feed)
{
    [Theory]
    [InlineData("nngen", "Garden")]
    [InlineData("nngen-api", "my-garden.Api")]
    public void A_template_builds_and_its_tests_pass(string template, string name)
    {
        Consumer consumer = new(feed, template);
        consumer.Succeed($"new install \"{Path.Combine(feed.Folder, $"NnGen.Templates.{Feed.Version}.nupkg")}\"");
        consumer.Succeed($"new {template} -n {name}");
        consumer.Succeed($"build {name} --nologo");
        CommandResult tests = consumer.Dotnet($"run --project {name}/{name}.Tests --no-build");
        Assert.True(tests.Succeeded, tests.Output);
        Assert.Contains("Failed: 0", tests.Output, StringComparison.Ordinal);
        if (template == "nngen")
        {
            Assert.Contains("accuracy", consumer.Succeed($"run --project {name}/{name} --no-build"), StringComparison.Ordinal);
        }
    }
}
