using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EmissionTest;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NnGenerator;

// EmissionTest COUNT [SEED [FOLDER]]: hashes of what is emitted for that many random declarations without errors, one line for each: its number, its hash
// and its attributes. The lines of two commits differ where the emitted text does. With FOLDER, the texts are written to it.
if (args.Length is 0 or > 3 || !int.TryParse(args[0], NumberStyles.None, CultureInfo.InvariantCulture, out int count) || count < 1)
{
    Console.Error.WriteLine("usage: EmissionTest COUNT [SEED [FOLDER]]");
    return 2;
}
RandomNetwork networks = new(new Random(args.Length >= 2 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1));
MetadataReference[] references = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
    .Where(static path => Path.GetFileName(path) is "NnRuntime.dll" or "System.Runtime.dll" or "System.Private.CoreLib.dll" or "netstandard.dll").Select(static path => MetadataReference.CreateFromFile(path))];
for (int number = 0; number < count;)
{
    string attributes = networks.Next();
    CSharpCompilation compilation = CSharpCompilation.Create("Networks", [CSharpSyntaxTree.ParseText($"using NnGen;\n{attributes} public sealed partial class Net;")], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
    GeneratorDriverRunResult result = CSharpGeneratorDriver.Create(new NetworkGenerator()).RunGenerators(compilation).GetRunResult();
    if (result.Diagnostics.Any(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
    {
        continue;
    }
    string text = string.Concat(result.GeneratedTrees.Select(static tree => tree.ToString()));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{number} {Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16]} {attributes}"));
    if (args.Length == 3)
    {
        Directory.CreateDirectory(args[2]);
        File.WriteAllText(Path.Combine(args[2], $"{number}.cs"), $"// {attributes}\n{text}");
    }
    number++;
}
return 0;
