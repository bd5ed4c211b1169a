using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NnGenerator.Diagnostics;
using NnGenerator.Infrastructure;
using NnGenerator.Layers;
using NnGenerator.Losses;
using NnGenerator.Model;

namespace NnGenerator.Parsing;

/// <summary>Attributes to names and numbers.</summary>
internal static class NetworkParser
{
    public const string Namespace = "NnRuntime", NetworkAttribute = "NnRuntime.NetworkAttribute";

    /// <summary>What one part of a class declares; null when [Network] does not stand on it.</summary>
    public static ParsedNetwork? Parse(INamedTypeSymbol type, TypeDeclarationSyntax syntax, CancellationToken cancellation)
    {
        AttributeData[] attributes = [.. Attributes(type)];
        AttributeData[] own = [.. attributes
            .Where(attribute => attribute.ApplicationSyntaxReference is { } reference && reference.SyntaxTree == syntax.SyntaxTree && syntax.AttributeLists.FullSpan.Contains(reference.Span))
            .OrderBy(static attribute => attribute.ApplicationSyntaxReference!.Span.Start)];
        AttributeData? network = own.FirstOrDefault(static attribute => Name(attribute) == "Network");
        if (network is null)
        {
            return null;
        }

        FindingSink findings = new();
        List<Site> sites = [Site.Of(network.ApplicationSyntaxReference!)];
        List<Layer> layers = [];
        foreach (AttributeData attribute in own)
        {
            cancellation.ThrowIfCancellationRequested();
            if (LayerCatalog.All.TryGetValue(Name(attribute), out Func<AttributeArguments, Layer>? parseLayer))
            {
                layers.Add(parseLayer(Arguments(attribute)));
            }
        }
        Loss? loss = null;
        foreach (AttributeData attribute in own)
        {
            if (LayerCatalog.Losses.TryGetValue(Name(attribute), out Func<AttributeArguments, Loss>? parseLoss))
            {
                Loss next = parseLoss(Arguments(attribute));
                if (loss is not null)
                {
                    findings.Add(Descriptors.TwoLosses, Fix.Remove, type.Name, loss.Title, next.Title);
                }
                loss ??= next;
            }
        }

        bool canEmit = new TypeCheck(type, syntax, attributes, own, findings, sites).CanEmit(cancellation);
        findings.Site = 0;
        NetworkDeclaration? declaration = canEmit
            ? new NetworkDeclaration(Describe(type, syntax), new Shape([.. Arguments(network, 0).Ints()]), Arguments(network, 0).Bool("Inference", false), layers.ToEquatableArray(), loss)
            : null;
        return new ParsedNetwork(declaration, findings.ToArray(), new Sites(sites.ToEquatableArray()));

        AttributeArguments Arguments(AttributeData attribute, int? site = null)
        {
            if (site is null)
            {
                sites.Add(Site.Of(attribute.ApplicationSyntaxReference!));
            }
            findings.Site = site ?? sites.Count - 1;
            return new(attribute, findings);
        }
    }

    /// <summary>The attributes of NnRuntime on a class, in any order.</summary>
    public static IEnumerable<AttributeData> Attributes(INamedTypeSymbol type) =>
        type.GetAttributes().Where(static attribute => attribute.AttributeClass?.ContainingNamespace is { Name: Namespace, ContainingNamespace.IsGlobalNamespace: true });

    /// <summary>The name of an attribute as it is usually written, such as "Dense".</summary>
    public static string Name(AttributeData attribute)
    {
        string name = attribute.AttributeClass!.Name;
        return name.EndsWith("Attribute", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Attribute".Length) : name;
    }

    /// <summary>Whether an attribute is a layer or a loss.</summary>
    public static bool IsLayer(AttributeData attribute) => LayerCatalog.All.ContainsKey(Name(attribute)) || LayerCatalog.Losses.ContainsKey(Name(attribute));

    /// <summary>The name of the emitted file without ".g.cs". Names of files ignore case, names of types do not: a hash of the exact name keeps
    /// N and n apart.</summary>
    public static string HintName(INamedTypeSymbol type)
    {
        string fullName = type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);
        uint hash = 2166136261;
        foreach (char c in fullName)
        {
            hash = unchecked((hash ^ c) * 16777619);
        }
        string safe = string.Concat(fullName.Select(static c => char.IsLetterOrDigit(c) || c is '.' or '_' ? c : '_'));
        return $"{safe}.{hash:x8}";
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
        return $"partial {kind} {container.Identifier.Text}{container.TypeParameterList}";
    }
}
