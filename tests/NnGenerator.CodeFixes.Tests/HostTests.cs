using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace NnGenerator.CodeFixes.Tests;

/// <summary>What an editor needs to find and load the code fixes.</summary>
public class HostTests
{
    [Fact]
    public void The_provider_is_exported_for_CSharp()
    {
        Type provider = Assert.Single(typeof(NetworkCodeFixProvider).Assembly.GetTypes(), static type => typeof(CodeFixProvider).IsAssignableFrom(type));
        ExportCodeFixProviderAttribute export = provider.GetCustomAttribute<ExportCodeFixProviderAttribute>()!;
        Assert.Equal([LanguageNames.CSharp], export.Languages);
        Assert.True(provider.IsPublic);
        Assert.NotNull(provider.GetConstructor([]));
    }

    [Fact]
    public void Nothing_is_needed_but_Roslyn_of_the_oldest_host()
    {
        foreach (AssemblyName reference in typeof(NetworkCodeFixProvider).Assembly.GetReferencedAssemblies())
        {
            bool isRoslyn = reference.Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal);
            Assert.True(isRoslyn || reference.Name is "netstandard" or "System.Collections.Immutable" or "NnGenerator", reference.Name);
            Assert.True(!isRoslyn || reference.Version <= new Version(4, 8, 0, 0), reference.FullName);
        }
    }
}
