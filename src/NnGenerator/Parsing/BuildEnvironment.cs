using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NnGenerator.Diagnostics;

namespace NnGenerator.Parsing;

/// <summary>Contains what a project lacks for the emitted code; each value is null if it is met.</summary>
/// <param name="OldLanguage">The version of C#, if it is too old.</param>
/// <param name="OldFramework">The version of .NET, if it is too old.</param>
/// <param name="OtherRuntime">The version of NnRuntime, if it differs from that of the generator.</param>
/// <param name="TakenName">The name of a namespace used by the emitted code that a type hides.</param>
/// <param name="HidingType">The full name of a type that hides one that the emitted code uses.</param>
internal sealed record BuildEnvironment(string? OldLanguage, string? OldFramework, string? OtherRuntime, string? TakenName = null, string? HidingType = null)
{
    private const int MinFramework = 10;

    // A generic type with such a name hides no namespace, and a network gets its own message.
    private static readonly string[] s_namespaces = ["System", NetworkParser.Namespace];

    private static readonly Version s_own = typeof(BuildEnvironment).Assembly.GetName().Version;

    // The namespace of the emitted mathematics, and one that it imports beside those of .NET: nobody else's types are expected there.
    private static readonly string[] s_reserved = [NetworkParser.Namespace + ".Generated", NetworkParser.Namespace + ".CompilerServices"];

    public bool CanEmit => OldLanguage is null && OldFramework is null && !IsHidden;

    /// <summary>Gets whether attributes and emitted names may have another meaning than NnGen's.</summary>
    public bool IsHidden => TakenName is not null || HidingType is not null;

    public static BuildEnvironment Of(Microsoft.CodeAnalysis.Compilation compilation)
    {
        LanguageVersion language = ((CSharpCompilation)compilation).LanguageVersion;
        Version framework = compilation.ObjectType.ContainingAssembly?.Identity.Version ?? new Version(0, 0);
        IAssemblySymbol? library = compilation.SourceModule.ReferencedAssemblySymbols.FirstOrDefault(static assembly => assembly.Name == "NnRuntime");
        Version? runtime = library?.Identity.Version;
        return new(
            language < LanguageVersion.CSharp12 ? language.ToDisplayString() : null,
            framework.Major < MinFramework ? framework.ToString(2) : null,
            runtime is not null && Short(runtime) != Short(s_own) ? Short(runtime) : null,
            s_namespaces.FirstOrDefault(name => compilation.ContainsSymbolsWithName(name, SymbolFilter.Type) && compilation.Assembly.GlobalNamespace.GetTypeMembers(name, 0).Any(static type => !NetworkParser.Attributes(type).Any())),
            library is null ? null : Own(compilation.Assembly.GlobalNamespace)
                .FirstOrDefault(type => s_reserved.Any(name => $"{type.ContainingNamespace.ToDisplayString()}.".StartsWith(name + ".", StringComparison.Ordinal)) || library.GetTypeByMetadataName($"{type.ContainingNamespace.ToDisplayString()}.{type.MetadataName}") is not null)?.ToDisplayString());
    }

    // The types of the project in NnGen's namespaces, except networks, which get their own message, and types that are local to emitted files.
    private static IEnumerable<INamedTypeSymbol> Own(INamespaceSymbol global)
    {
        Stack<INamespaceSymbol> todo = new(global.GetMembers(NetworkParser.Namespace).OfType<INamespaceSymbol>());
        while (todo.Count > 0)
        {
            foreach (INamespaceOrTypeSymbol member in todo.Pop().GetMembers())
            {
                if (member is INamespaceSymbol inner)
                {
                    todo.Push(inner);
                }
                else if (member is INamedTypeSymbol { IsFileLocal: false } type && !NetworkParser.Attributes(type).Any())
                {
                    yield return type;
                }
            }
        }
    }

    /// <summary>Reports what is lacking; returns true if there is nothing.</summary>
    public bool Check(FindingSink findings)
    {
        if (OldLanguage is not null)
        {
            findings.Add(Descriptors.LanguageTooOld, OldLanguage);
        }
        if (OldFramework is not null)
        {
            findings.Add(Descriptors.FrameworkTooOld, $"{MinFramework}.0", OldFramework);
        }
        if (OtherRuntime is not null)
        {
            findings.Add(Descriptors.OtherVersion, OtherRuntime, Short(s_own));
        }
        if (TakenName is not null)
        {
            findings.Add(Descriptors.NameTaken, TakenName, $"the global namespace hides the namespace {TakenName} from the code of networks", "rename it, or move it to a namespace");
        }
        if (HidingType is not null)
        {
            int dot = HidingType.LastIndexOf('.');
            findings.Add(Descriptors.NameTaken, HidingType.Substring(dot + 1), $"the namespace {HidingType.Substring(0, dot)} can hide a type of NnGen or .NET from the code of networks", "move it to another namespace");
        }
        return CanEmit && OtherRuntime is null;
    }

    private static string Short(Version version) => version.ToString(3);
}
