using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NnGenerator.Declarations;

namespace NnGenerator.Parsing;

/// <summary>Finds what a project lacks for the emitted code.</summary>
internal static class BuildEnvironmentReader
{
    // A generic type with such a name hides no namespace, and a network gets its own message.
    private static readonly string[] s_namespaces = ["System", NetworkParser.Namespace];

    // The namespace of the emitted mathematics, and one that it imports beside those of .NET: nobody else's types are expected there.
    private static readonly string[] s_reserved = [NetworkParser.Namespace + ".Generated", NetworkParser.Namespace + ".CompilerServices"];

    /// <summary>Returns what the project of a compilation lacks.</summary>
    public static BuildEnvironment Of(Compilation compilation)
    {
        LanguageVersion language = ((CSharpCompilation)compilation).LanguageVersion;
        Version framework = compilation.ObjectType.ContainingAssembly?.Identity.Version ?? new Version(0, 0);
        IAssemblySymbol? library = compilation.SourceModule.ReferencedAssemblySymbols.FirstOrDefault(static assembly => assembly.Name == "NnRuntime");
        Version? runtime = library?.Identity.Version;
        return new(
            language < LanguageVersion.CSharp12 ? language.ToDisplayString() : null,
            framework.Major < BuildEnvironment.MinFramework ? framework.ToString(2) : null,
            runtime is not null && BuildEnvironment.Short(runtime) != BuildEnvironment.Version ? BuildEnvironment.Short(runtime) : null,
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
}
