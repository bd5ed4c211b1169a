using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NnGenerator.Diagnostics;
using NnGenerator.Graph;
using NnGenerator.Inference;
using NnGenerator.Infrastructure;

namespace NnGenerator.Parsing;

/// <summary>Finds classes that look like networks but are not, since [Network] is missing, misspelled, or not found.</summary>
internal static class StrayAttributes
{
    /// <summary>Returns whether a node may be such a class, based on names only: the compiler is not asked about any other node.</summary>
    public static bool MayBe(SyntaxNode node) => node is TypeDeclarationSyntax { AttributeLists.Count: > 0 } type
        && type.AttributeLists.Any(static list => list.Attributes.Any(static attribute => ForeignNames.IsOurs(UnknownAttribute.Name(attribute))));

    /// <summary>Returns the same for any class.</summary>
    public static InferredNetwork? Check(TypeDeclarationSyntax syntax, Compilation compilation, CancellationToken cancellation) =>
        MayBe(syntax) ? Check(syntax, compilation.GetSemanticModel(syntax.SyntaxTree), cancellation) : null;

    /// <summary>Returns what is wrong with one part of such a class; null if nothing is wrong, or if [Network] is found.</summary>
    public static InferredNetwork? Check(TypeDeclarationSyntax syntax, SemanticModel model, CancellationToken cancellation)
    {
        Compilation compilation = model.Compilation;
        if (model.GetDeclaredSymbol(syntax, cancellation) is not INamedTypeSymbol type
            || NetworkParser.Attributes(type).Any(static attribute => NetworkParser.Name(attribute) == "Network"))
        {
            return null;
        }
        FindingSink findings = new();
        List<Site> sites = [];
        AttributeData[] missing = [.. type.GetAttributes().Where(static attribute => attribute.AttributeClass is null or { TypeKind: TypeKind.Error } && attribute.ApplicationSyntaxReference is not null)];
        foreach (AttributeData attribute in missing.Where(attribute => attribute.ApplicationSyntaxReference!.SyntaxTree == syntax.SyntaxTree && syntax.AttributeLists.FullSpan.Contains(attribute.ApplicationSyntaxReference.Span)))
        {
            AttributeSyntax written = (AttributeSyntax)attribute.ApplicationSyntaxReference!.GetSyntax(cancellation);
            IErrorTypeSymbol? error = attribute.AttributeClass as IErrorTypeSymbol;
            if (compilation.GetTypeByMetadataName(NetworkParser.NetworkAttribute) is null)
            {
                if (UnknownAttribute.Name(written) is "Network" or "NetworkAttribute" && error is not { CandidateReason: not CandidateReason.None })
                {
                    sites.Add(Site.Of(attribute.ApplicationSyntaxReference));
                    findings.Add(Descriptors.RuntimeMissing);
                    break;
                }
            }
            else if (ForeignNames.IsExact(UnknownAttribute.Name(written)) && !BuildEnvironmentReader.Of(compilation).Check(findings))
            {
                sites.Add(Site.Of(attribute.ApplicationSyntaxReference));
                break;
            }
            else if (ForeignNames.For(UnknownAttribute.Name(written)) is { Name: "Network" } && UnknownAttribute.Report(written, error, sites.Add, findings))
            {
                break;
            }
        }
        if (sites.Count == 0 && !missing.Any(static attribute => ForeignNames.For(UnknownAttribute.Name((AttributeSyntax)attribute.ApplicationSyntaxReference!.GetSyntax())) is { Name: "Network" }) && FirstLayer(type) is { } layer && layer.SyntaxTree == syntax.SyntaxTree && syntax.AttributeLists.FullSpan.Contains(layer.Span))
        {
            if (type.GetAttributes().FirstOrDefault(static attribute => attribute is { AttributeClass: { TypeKind: not TypeKind.Error, Name: "NetworkAttribute" or "Network" }, ApplicationSyntaxReference: not null }) is { } other)
            {
                sites.Add(Site.Of(other.ApplicationSyntaxReference!));
                findings.Add(Descriptors.UnknownAttribute, "Network", UnknownAttribute.OtherMeaning("Network"));
                return new InferredNetwork(null, findings.ToArray(), new Sites(sites.ToEquatableArray()));
            }
            sites.Add(Site.Of(layer));
            findings.Add(Descriptors.NoNetwork, type.Name, layer.GetSyntax(cancellation));
        }
        return sites.Count == 0 ? null : new InferredNetwork(null, findings.ToArray(), new Sites(sites.ToEquatableArray()));
    }

    private static SyntaxReference? FirstLayer(INamedTypeSymbol type) =>
        NetworkParser.Attributes(type).Where(NetworkParser.IsLayer).OrderBy(static layer => layer.ApplicationSyntaxReference?.Span.Start).FirstOrDefault()?.ApplicationSyntaxReference;
}
