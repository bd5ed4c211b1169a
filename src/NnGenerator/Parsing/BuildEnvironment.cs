using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NnGenerator.Diagnostics;

namespace NnGenerator.Parsing;

/// <summary>Contains what a project lacks for the emitted code; each value is null if it is met.</summary>
/// <param name="OldLanguage">The version of C#, if it is too old.</param>
/// <param name="OldFramework">The version of .NET, if it is too old.</param>
/// <param name="OtherRuntime">The version of NnRuntime, if it differs from that of the generator.</param>
/// <param name="TakenName">The name of a namespace used by the emitted code that a type hides.</param>
internal sealed record BuildEnvironment(string? OldLanguage, string? OldFramework, string? OtherRuntime, string? TakenName = null)
{
    private const int MinFramework = 10;

    // A generic type with such a name hides no namespace, and a network gets its own message.
    private static readonly string[] s_namespaces = ["System", NetworkParser.Namespace];

    private static readonly Version s_own = typeof(BuildEnvironment).Assembly.GetName().Version;

    public bool CanEmit => OldLanguage is null && OldFramework is null && TakenName is null;

    public static BuildEnvironment Of(Microsoft.CodeAnalysis.Compilation compilation)
    {
        LanguageVersion language = ((CSharpCompilation)compilation).LanguageVersion;
        Version framework = compilation.ObjectType.ContainingAssembly?.Identity.Version ?? new Version(0, 0);
        Version? runtime = compilation.GetTypeByMetadataName(NetworkParser.NetworkAttribute)?.ContainingAssembly.Identity.Version;
        return new(
            language < LanguageVersion.CSharp12 ? language.ToDisplayString() : null,
            framework.Major < MinFramework ? framework.ToString(2) : null,
            runtime is not null && Short(runtime) != Short(s_own) ? Short(runtime) : null,
            s_namespaces.FirstOrDefault(name => compilation.ContainsSymbolsWithName(name, SymbolFilter.Type) && compilation.Assembly.GlobalNamespace.GetTypeMembers(name, 0).Any(static type => !NetworkParser.Attributes(type).Any())));
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
            findings.Add(Descriptors.NameTaken, TakenName);
        }
        return CanEmit && OtherRuntime is null;
    }

    private static string Short(Version version) => version.ToString(3);
}
