using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NnGenerator.Diagnostics;
using NnGenerator.Emission;

namespace NnGenerator.Parsing;

/// <summary>Checks whether members can be added to a class that is marked [Network], and which of its own members conflict.</summary>
internal sealed class TypeCheck(INamedTypeSymbol type, TypeDeclarationSyntax syntax, AttributeData[] all, AttributeData[] own, Compilation compilation, FindingSink findings, List<Site> sites)
{
    private const string UsePlainClass = "use a plain partial class";

    private static readonly string[] s_reserved = [NetworkParser.Namespace + ".Generated", NetworkParser.Namespace + ".CompilerServices"];

    /// <summary>Reports problems; returns false if not even a façade can be emitted.</summary>
    public bool CanEmit(CancellationToken cancellation)
    {
        bool first = CheckOtherParts();
        findings.Site = 0;
        if (Unsupported() is var (reason, wayOut))
        {
            findings.Add(Descriptors.UnsupportedType, type.Name, reason, wayOut);
            return false;
        }
        if (!syntax.Modifiers.Any(SyntaxKind.PartialKeyword))
        {
            findings.Add(Descriptors.NotPartial, Fix.MakePartial, type.Name);
            return false;
        }
        foreach (TypeDeclarationSyntax container in syntax.Ancestors().OfType<TypeDeclarationSyntax>())
        {
            if (!container.Modifiers.Any(SyntaxKind.PartialKeyword))
            {
                findings.Add(Descriptors.ContainerNotPartial, Fix.MakePartial, container.Identifier.ValueText, type.Name);
                return false;
            }
        }
        cancellation.ThrowIfCancellationRequested();
        return CheckMembers() & new BaseCheck(type, compilation).Check(SetSite, findings) & first;
    }

    // Of several parts with [Network], the first in the order of the compilation gets the code.
    private bool CheckOtherParts()
    {
        bool first = true;
        AttributeData[] others = [.. all.Except(own).Where(static attribute => NetworkParser.Name(attribute) == "Network")];
        foreach (AttributeData attribute in all.Except(own).OrderBy(static attribute => attribute.ApplicationSyntaxReference?.Span.Start))
        {
            if (NetworkParser.IsLayer(attribute) && !others.Any(network => SamePart(network, attribute)))
            {
                SetSite(Site.Of(attribute.ApplicationSyntaxReference!));
                findings.Add(Descriptors.OtherPart, Fix.MoveLayer, NetworkParser.Name(attribute), type.Name);
            }
            else if (NetworkParser.Name(attribute) == "Network")
            {
                findings.Site = 0;
                findings.Add(Descriptors.TwoParts, type.Name);
                first &= IsBefore(attribute);
            }
        }
        return first;
    }

    private static bool SamePart(AttributeData a, AttributeData b) =>
        a.ApplicationSyntaxReference?.GetSyntax().FirstAncestorOrSelf<TypeDeclarationSyntax>() == b.ApplicationSyntaxReference?.GetSyntax().FirstAncestorOrSelf<TypeDeclarationSyntax>();

    private bool IsBefore(AttributeData other)
    {
        SyntaxReference mine = own.First(static attribute => NetworkParser.Name(attribute) == "Network").ApplicationSyntaxReference!, theirs = other.ApplicationSyntaxReference!;
        foreach (SyntaxReference part in type.DeclaringSyntaxReferences)
        {
            bool isMine = part.SyntaxTree == mine.SyntaxTree && part.Span.Contains(mine.Span);
            bool isTheirs = part.SyntaxTree == theirs.SyntaxTree && part.Span.Contains(theirs.Span);
            if (isMine || isTheirs)
            {
                return isMine;
            }
        }
        return true;
    }

    private (string Reason, string WayOut)? Unsupported() => type.TypeKind != TypeKind.Class ? ("it is not a class", UsePlainClass)
        : type.IsRecord ? ("it is a record", UsePlainClass)
        : type.IsGenericType && type.TypeParameters.Length > 0 ? ("it is generic", UsePlainClass)
        : type.IsStatic ? ("it is static", UsePlainClass)
        : type.IsAbstract ? ("it is abstract", UsePlainClass)
        : syntax.Modifiers.Any(IsFile) ? ("it is local to its file", "remove the modifier 'file'")
        : syntax.Ancestors().OfType<TypeDeclarationSyntax>().FirstOrDefault(static around => around.Modifiers.Any(IsFile)) is { } local
            ? ($"it is inside '{local.Identifier.ValueText}', which is local to its file", $"remove the modifier 'file' from '{local.Identifier.ValueText}'")
        : EmittedMembers.All.ContainsKey(type.Name) ? ("it has the name of a member that NnGen adds", "rename it")
        : Reserved() is { } reserved ? ($"{reserved}, whose names the emitted code uses", "move it to a namespace of your own")
        : null;

    private static bool IsFile(SyntaxToken modifier) => modifier.ValueText == "file";

    // A type in these namespaces would hide one that the emitted code uses: Math, Span, Workspace. So would a type named System or NnGen in the global
    // namespace. Users may use other namespaces within NnGen.
    private string? Reserved()
    {
        INamespaceOrTypeSymbol outermost = type;
        while (outermost.ContainingSymbol is INamespaceOrTypeSymbol { } around and not INamespaceSymbol { IsGlobalNamespace: true })
        {
            outermost = around;
        }
        string name = type.ContainingNamespace.ToDisplayString();
        bool isReserved = outermost.Name == "System" || (outermost.Name == NetworkParser.Namespace
            && (outermost is ITypeSymbol || name == NetworkParser.Namespace || s_reserved.Any(reserved => name == reserved || name.StartsWith(reserved + ".", StringComparison.Ordinal))));
        return !isReserved ? null
            : SymbolEqualityComparer.Default.Equals(outermost, type) ? $"it hides '{type.Name}'"
            : $"it is inside '{(outermost is ITypeSymbol || outermost.Name == "System" ? outermost.Name : name)}'";
    }

    // The user's constructors and members, without those that were emitted already when an analyzer runs.
    private bool CheckMembers()
    {
        string emitted = NetworkParser.HintName(type) + ".g.cs";
        int before = sites.Count;
        foreach (ISymbol member in type.GetMembers())
        {
            if (member.IsImplicitlyDeclared || member.DeclaringSyntaxReferences.FirstOrDefault() is not { } declaration || declaration.SyntaxTree.FilePath.EndsWith(emitted, StringComparison.Ordinal))
            {
                continue;
            }
            if (member is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor)
            {
                CheckConstructor(constructor, declaration.GetSyntax());
            }
            else if (EmittedMembers.Collides(member.Name, (member as IMethodSymbol)?.Parameters.Select(static parameter => parameter.Type.ToDisplayString())))
            {
                SetSite(Site.Of(member.Locations[0]));
                findings.Add(Descriptors.MemberCollides, type.Name, member.Name);
            }
        }
        return sites.Count == before;
    }

    // The emitted constructor takes the seed and fills the parameters, so every other constructor must call it.
    private void CheckConstructor(IMethodSymbol constructor, SyntaxNode declaration)
    {
        (string Reason, string WayOut)? conflict = declaration is TypeDeclarationSyntax
            ? ("is a primary constructor, which every other constructor would have to call", "replace it with an ordinary constructor that calls ': this(seed)'")
            : constructor.Parameters.Length == 1 && constructor.Parameters[0].Type.SpecialType == SpecialType.System_Int32
            ? ("takes a single int, like the one that NnGen adds", "remove it, or add a parameter and let it call ': this(seed)'")
            : declaration is ConstructorDeclarationSyntax { Initializer.ThisOrBaseKeyword.RawKind: (int)SyntaxKind.ThisKeyword } ? null
            : ("does not call the one that NnGen adds, which initializes the parameters of the network", "remove it, or let it call ': this(seed)'");
        if (conflict is var (reason, wayOut))
        {
            SetSite(Site.Of(constructor.Locations[0]));
            findings.Add(Descriptors.ConstructorCollides, type.Name, reason, wayOut);
        }
    }

    private void SetSite(Site site)
    {
        sites.Add(site);
        findings.Site = sites.Count - 1;
    }
}
