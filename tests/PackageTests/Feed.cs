using System.Reflection;
using PackageTests;

[assembly: AssemblyFixture(typeof(Feed))]

namespace PackageTests;

/// <summary>A folder with the packages of this repository as it was built, and a package cache that is empty at first.</summary>
public sealed class Feed : IDisposable
{
    public Feed()
    {
        Folder = Directory.CreateTempSubdirectory("nngen-packages-").FullName;
        Pack(Folder, "NnGen.sln");
    }

    /// <summary>Gets the folder of everything that the tests write, which is outside of the repository.</summary>
    public string Folder { get; }

    /// <summary>Gets the version of the packages.</summary>
    public static string Version { get; } = Metadata("Version");

    /// <summary>Gets the repository.</summary>
    public static string Root { get; } = Metadata("Root");

    /// <summary>Gets the configuration that was built.</summary>
    public static string Configuration { get; } = Metadata("Configuration");

    /// <summary>Packs a project or the solution, without building it.</summary>
    public static void Pack(string folder, string project, string options = "")
    {
        CommandResult result = Command.Run(Root, "dotnet", $"pack {project} -c {Configuration} --no-build -o \"{folder}\" --nologo {options}");
        Assert.True(result.Succeeded, result.Output);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string Metadata(string key) =>
        typeof(Feed).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == key).Value!;
}
