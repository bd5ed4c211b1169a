using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NnGenerator.Diagnostics;
using NnGenerator.Infrastructure;
using NnGenerator.Layers;
using NnGenerator.Losses;
using NnGenerator.Model;

namespace NnGenerator.Parsing;

/// <summary>Attributes to names and numbers.</summary>
internal static class NetworkParser
{
    public const string NetworkAttribute = "NnRuntime.NetworkAttribute";

    public static ParsedNetwork? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        INamedTypeSymbol type = (INamedTypeSymbol)context.TargetSymbol;
        TypeDeclarationSyntax syntax = (TypeDeclarationSyntax)context.TargetNode;
        FindingSink findings = new();

        AttributeData[] attributes = [.. type.GetAttributes().Where(static attribute => attribute.AttributeClass?.ContainingNamespace?.ToDisplayString() == "NnRuntime")];
        AttributeData[] own = [.. attributes
            .Where(attribute => attribute.ApplicationSyntaxReference is { } reference && reference.SyntaxTree == syntax.SyntaxTree && syntax.AttributeLists.FullSpan.Contains(reference.Span))
            .OrderBy(static attribute => attribute.ApplicationSyntaxReference!.Span.Start)];
        AttributeData? network = own.FirstOrDefault(static attribute => Name(attribute) == "Network");
        if (network is null)
        {
            return null;
        }

        List<TextSpan> sites = [network.ApplicationSyntaxReference!.Span];
        List<Layer> layers = [];
        Loss? loss = null;
        foreach (AttributeData attribute in own)
        {
            cancellation.ThrowIfCancellationRequested();
            string name = Name(attribute);
            bool isLayer = LayerCatalog.All.TryGetValue(name, out Func<AttributeArguments, Layer>? parseLayer);
            bool isLoss = LayerCatalog.Losses.TryGetValue(name, out Func<AttributeArguments, Loss>? parseLoss);
            if (isLayer)
            {
                sites.Insert(layers.Count + 1, attribute.ApplicationSyntaxReference!.Span);
                layers.Add(parseLayer!(new AttributeArguments(attribute)));
            }
            else if (isLoss)
            {
                sites.Add(attribute.ApplicationSyntaxReference!.Span);
                if (loss is not null)
                {
                    findings.Site = sites.Count - 1;
                    findings.Add(Descriptors.TwoLosses, type.Name);
                }
                loss ??= parseLoss!(new AttributeArguments(attribute));
            }
        }

        findings.Site = 0;
        bool declared = CheckType(type, syntax, attributes, own, findings);
        AttributeArguments arguments = new(network);
        Shape input = new([.. arguments.Ints()]);
        NetworkDeclaration? declaration = declared
            ? new NetworkDeclaration(Describe(type, syntax), input, arguments.Bool("Inference", false), layers.ToEquatableArray(), loss)
            : null;
        return new ParsedNetwork(declaration, findings.ToArray(), new Sites(syntax.SyntaxTree.FilePath, sites.ToEquatableArray()));
    }

    // Whether a façade can be emitted into the type.
    private static bool CheckType(INamedTypeSymbol type, TypeDeclarationSyntax syntax, AttributeData[] all, AttributeData[] own, FindingSink findings)
    {
        bool first = true;
        foreach (AttributeData attribute in all.Except(own))
        {
            string name = Name(attribute);
            if (LayerCatalog.All.ContainsKey(name) || LayerCatalog.Losses.ContainsKey(name))
            {
                findings.Add(Descriptors.OtherPart, name, type.Name);
            }
            else if (name == "Network")
            {
                findings.Add(Descriptors.TwoParts, type.Name);
                first &= IsBefore(own, attribute, type);
            }
        }

        string? unsupported = type.TypeKind != TypeKind.Class ? "it is not a class"
            : type.IsRecord ? "it is a record"
            : type.IsGenericType && type.TypeParameters.Length > 0 ? "it is generic"
            : type.IsStatic ? "it is static"
            : type.IsAbstract ? "it is abstract"
            : syntax.Modifiers.Any(static modifier => modifier.ValueText == "file") ? "it is local to its file"
            : null;
        if (unsupported is not null)
        {
            findings.Add(Descriptors.UnsupportedType, type.Name, unsupported);
            return false;
        }
        if (!syntax.Modifiers.Any(SyntaxKind.PartialKeyword))
        {
            findings.Add(Descriptors.NotPartial, type.Name);
            return false;
        }
        foreach (TypeDeclarationSyntax container in syntax.Ancestors().OfType<TypeDeclarationSyntax>())
        {
            if (!container.Modifiers.Any(SyntaxKind.PartialKeyword))
            {
                findings.Add(Descriptors.ContainerNotPartial, container.Identifier.ValueText, type.Name);
                return false;
            }
        }
        return first;
    }

    // Of several parts with [Network] one gets the code: the first in the order of the compilation.
    private static bool IsBefore(AttributeData[] own, AttributeData other, INamedTypeSymbol type)
    {
        SyntaxReference mine = own.First(static attribute => Name(attribute) == "Network").ApplicationSyntaxReference!, theirs = other.ApplicationSyntaxReference!;
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

    private static NetworkType Describe(INamedTypeSymbol type, TypeDeclarationSyntax syntax)
    {
        string @namespace = type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted));
        string[] containers = [.. syntax.Ancestors().OfType<TypeDeclarationSyntax>().Reverse().Select(Header)];
        string fullName = type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);
        bool hasSummary = type.GetDocumentationCommentXml()?.Contains("<summary>") == true
            || type.DeclaringSyntaxReferences.Any(static part => part.GetSyntax().GetLeadingTrivia().ToFullString().Contains("<summary>"));
        return new NetworkType(@namespace, containers.ToEquatableArray(), type.Name, hasSummary, HintName(fullName));
    }

    private static string Header(TypeDeclarationSyntax container)
    {
        string kind = container is RecordDeclarationSyntax { ClassOrStructKeyword.ValueText: "struct" } ? "record struct" : container.Keyword.ValueText;
        return $"partial {kind} {container.Identifier.Text}{container.TypeParameterList}";
    }

    // Names of files ignore case, names of types do not: a hash of the exact name keeps N and n apart.
    private static string HintName(string fullName)
    {
        uint hash = 2166136261;
        foreach (char c in fullName)
        {
            hash = unchecked((hash ^ c) * 16777619);
        }
        string safe = string.Concat(fullName.Select(static c => char.IsLetterOrDigit(c) || c is '.' or '_' ? c : '_'));
        return $"{safe}.{hash:x8}";
    }

    private static string Name(AttributeData attribute)
    {
        string name = attribute.AttributeClass!.Name;
        return name.EndsWith("Attribute", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Attribute".Length) : name;
    }
}
