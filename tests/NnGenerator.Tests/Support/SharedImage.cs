namespace NnGenerator.Tests.Support;

/// <summary>A program that this process compiles once, also for the processes of other widths that it starts: they find the image through the environment.</summary>
/// <param name="name">A name that no other image of the tests has.</param>
/// <param name="run">Runs the generator on the program's source.</param>
internal sealed class SharedImage(string name, Func<GeneratorRun> run)
{
    private readonly Lazy<LoadedProgram> _program = new(() => Load($"NNGEN_IMAGE_{name.ToUpperInvariant()}", name, run));

    /// <summary>The loaded program. A test reads it before it starts another process, which then does not compile it again.</summary>
    public LoadedProgram Program => _program.Value;

    private static LoadedProgram Load(string variable, string name, Func<GeneratorRun> run)
    {
        string? path = Environment.GetEnvironmentVariable(variable);
        if (path is null)
        {
            byte[] image = run().Image();
            path = Path.Combine(Path.GetTempPath(), $"nngen-{name}-{Guid.NewGuid():N}.dll");
            AppDomain.CurrentDomain.ProcessExit += (_, _) => File.Delete(path);
            File.WriteAllBytes(path, image);
            Environment.SetEnvironmentVariable(variable, path);
        }
        return new LoadedProgram(new MemoryStream(File.ReadAllBytes(path)));
    }
}
