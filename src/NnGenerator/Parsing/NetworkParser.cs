using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NnGenerator.Declarations;
using NnGenerator.Diagnostics;
using NnGenerator.Graph;
using NnGenerator.Infrastructure;

namespace NnGenerator.Parsing;

/// <summary>Parses attributes to names and numbers.</summary>
internal static class NetworkParser
{
    public const string Namespace = "NnGen", NetworkAttribute = "NnGen.NetworkAttribute";

    // A letter may take three bytes.
    private const int LongestName = 64;

    /// <summary>Returns what one part of a class declares; null if it does not have [Network].</summary>
    public static WrittenNetwork? Parse(INamedTypeSymbol type, TypeDeclarationSyntax syntax, Compilation compilation, CancellationToken cancellation)
    {
        AttributeData[] everything = [.. type.GetAttributes().Where(static attribute => attribute.ApplicationSyntaxReference is not null)];
        AttributeData[] part = [.. everything
            .Where(attribute => attribute.ApplicationSyntaxReference!.SyntaxTree == syntax.SyntaxTree && syntax.AttributeLists.FullSpan.Contains(attribute.ApplicationSyntaxReference.Span))
            .OrderBy(static attribute => attribute.ApplicationSyntaxReference!.Span.Start)];
        AttributeData[] own = [.. part.Where(IsOurs)];
        if (own.FirstOrDefault(static attribute => Name(attribute) == "Network") is not { } network)
        {
            return null;
        }
        cancellation.ThrowIfCancellationRequested();

        AttributeData[] layers = [.. own.Where(static attribute => LayerCatalog.All.ContainsKey(Name(attribute)))], losses = [.. own.Where(static attribute => LayerCatalog.Losses.ContainsKey(Name(attribute)))];
        FindingSink findings = new();
        List<Site> sites = [.. new[] { network }.Concat(layers).Concat(losses).Select(static attribute => Site.Of(attribute.ApplicationSyntaxReference!))];
        AttributeReader reader = new(compilation, findings, sites, cancellation);
        WrittenAttribute input = reader.Read(network);
        EquatableArray<WrittenAttribute> writtenLayers = layers.Select(reader.Read).ToEquatableArray(), writtenLosses = losses.Select(reader.Read).ToEquatableArray();
        bool isKnown = new OtherAttributes(part, own, compilation, findings, sites).Check(cancellation);
        bool canEmit = new TypeCheck(type, syntax, [.. everything.Where(IsOurs)], own, compilation, findings, sites).CanEmit(cancellation);
        return new WrittenNetwork(DocumentationCommentId.CreateDeclarationId(type), type.Name, canEmit ? Describe(type, syntax) : null, input, writtenLayers, writtenLosses,
            reader.IsComplete && isKnown, reader.References, findings.ToArray(), new Sites(sites.ToEquatableArray()));
    }

    /// <summary>Returns the attributes of NnGen on a class, in any order.</summary>
    public static IEnumerable<AttributeData> Attributes(INamedTypeSymbol type) =>
        type.GetAttributes().Where(IsOurs);

    /// <summary>Returns whether an attribute is one of NnGen.</summary>
    public static bool IsOurs(AttributeData attribute) =>
        attribute.AttributeClass is { TypeKind: not TypeKind.Error, ContainingNamespace: { Name: Namespace, ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>Returns the name of an attribute as it is usually written, such as "Dense".</summary>
    public static string Name(AttributeData attribute)
    {
        string name = attribute.AttributeClass!.Name;
        return name.EndsWith("Attribute", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Attribute".Length) : name;
    }

    /// <summary>Returns whether an attribute is a layer or a loss.</summary>
    public static bool IsLayer(AttributeData attribute) => LayerCatalog.All.ContainsKey(Name(attribute)) || LayerCatalog.Losses.ContainsKey(Name(attribute));

    /// <summary>Returns the name of the emitted file without ".g.cs". File names ignore case, but type names do not, so a hash of the exact name distinguishes
    /// N and n. Long names are truncated, since a file system allows 255 bytes, and have a longer hash instead.</summary>
    public static string HintName(INamedTypeSymbol type)
    {
        string fullName = type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);
        uint hash = 2166136261;
        ulong longHash = 14695981039346656037;
        foreach (char c in fullName)
        {
            hash = unchecked((hash ^ c) * 16777619);
            longHash = unchecked((longHash ^ c) * 1099511628211);
        }
        string safe = string.Concat(fullName.Select(static c => char.IsLetterOrDigit(c) || c is '.' or '_' ? c : '_'));
        return safe.Length <= LongestName ? $"{safe}.{hash:x8}" : $"{safe.Substring(0, LongestName)}.{longHash:x16}";
    }

    private static NetworkType Describe(INamedTypeSymbol type, TypeDeclarationSyntax syntax)
    {
        string @namespace = type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted));
        string[] containers = [.. syntax.Ancestors().OfType<TypeDeclarationSyntax>().Reverse().Select(Header)];
        bool hasSummary = type.GetDocumentationCommentXml()?.Contains("<summary>") == true
            || type.DeclaringSyntaxReferences.Any(static part => part.GetSyntax().GetLeadingTrivia().ToFullString().Contains("<summary>"));
        return new NetworkType(@namespace, containers.ToEquatableArray(), type.Name, hasSummary, HintName(type));
    }

    private static string Header(TypeDeclarationSyntax container)
    {
        string kind = container is RecordDeclarationSyntax { ClassOrStructKeyword.ValueText: "struct" } ? "record struct" : container.Keyword.ValueText;
        // Without attributes, constraints and comments, since only one part has them.
        string parameters = container.TypeParameterList is { } list
            ? $"<{string.Join(", ", list.Parameters.Select(static parameter => $"{parameter.VarianceKeyword.ValueText} {parameter.Identifier.Text}".TrimStart()))}>"
            : "";
        return $"partial {kind} {container.Identifier.Text}{parameters}";
    }
}
