using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Versus.Cold;

/// <summary>A program of benchmarks/cold and how it is published.</summary>
/// <param name="Title">What the table calls it.</param>
/// <param name="Contender">The library that it uses; null for none.</param>
/// <param name="Project">Folder of its project.</param>
/// <param name="Options">Options of dotnet publish.</param>
internal sealed record ColdProgram(string Title, string? Contender, string Project, string Options)
{
    private const string Managed = "--no-self-contained -p:PublishAot=false";

    public static IReadOnlyList<ColdProgram> All { get; } =
    [
        new("hello world", null, "Hello", Managed),
        new("NnGen", Contenders.Roster.NnGen, "NnGen", Managed),
        new("NnGen, ReadyToRun", Contenders.Roster.NnGen, "NnGen", $"{Managed} -p:PublishReadyToRun=true"),
        new("NnGen, NativeAOT", Contenders.Roster.NnGen, "NnGen", "-p:PublishAot=true"),
        new("ONNX Runtime", Contenders.Roster.OnnxRuntime, "OnnxRuntime", Managed),
        new("TorchSharp", Contenders.Roster.LibTorch, "TorchSharp", Managed),
    ];

    /// <summary>Gets the folder that is deployed.</summary>
    public string Folder => Path.Combine(Root, "artifacts", "cold", Title.Replace(", ", "-", StringComparison.Ordinal).Replace(' ', '-'));

    public string Executable => Path.Combine(Folder, $"Cold.{Project}");

    /// <summary>Gets the bytes of the folder, without symbols and documentation.</summary>
    public long DeployedBytes => new DirectoryInfo(Folder).EnumerateFiles("*", SearchOption.AllDirectories)
        .Where(static file => file.Extension is not (".pdb" or ".dbg" or ".xml")).Sum(static file => file.Length);

    private static string Root { get; } =
        typeof(ColdProgram).Assembly.GetCustomAttributes(typeof(System.Reflection.AssemblyMetadataAttribute), false).Cast<System.Reflection.AssemblyMetadataAttribute>().Single(static data => data.Key == "Root").Value!;

    /// <exception cref="Timing.ContestException">It does not build.</exception>
    public void Publish()
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
        string linker = Options.Contains("PublishAot=true", StringComparison.Ordinal) && !OnPath("clang") && OnPath("gcc") ? "-p:CppCompilerAndLinker=gcc" : "";
        string arguments = $"publish {Path.Combine(Root, "benchmarks", "cold", Project)} -c Release -r {RuntimeInformation.RuntimeIdentifier} {Options} {linker} -o {Folder} --nologo";
        using Process publish = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        string output = publish.StandardOutput.ReadToEnd();
        publish.WaitForExit();
        if (publish.ExitCode != 0)
        {
            throw new Timing.ContestException($"`dotnet {arguments}` failed:\n{output}");
        }
    }

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
