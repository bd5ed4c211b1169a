using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NnGenerator.Diagnostics;
using NnGenerator.Graph;

namespace NnGenerator.Parsing;

/// <summary>Finds the attributes of a network's class that are not NnGen's: those that do not exist, and those that would silently be ignored.</summary>
internal sealed class OtherAttributes(AttributeData[] part, AttributeData[] own, Compilation compilation, FindingSink findings, List<Site> sites)
{
    /// <summary>Reports them; returns false if one that was intended as a layer is missing, so that shapes are unknown.</summary>
    public bool Check(CancellationToken cancellation)
    {
        bool isKnown = true;
        foreach (AttributeData attribute in part)
        {
            cancellation.ThrowIfCancellationRequested();
            if (NetworkParser.IsOurs(attribute))
            {
                continue;
            }
            AttributeSyntax syntax = (AttributeSyntax)attribute.ApplicationSyntaxReference!.GetSyntax(cancellation);
            if (attribute.AttributeClass is null or { TypeKind: TypeKind.Error })
            {
                isKnown &= !UnknownAttribute.Report(syntax, attribute.AttributeClass as IErrorTypeSymbol, site => SetSite(site), findings);
            }
            else if (syntax.Name is SimpleNameSyntax && ForeignNames.IsExact(UnknownAttribute.Name(syntax)))
            {
                // The user's attribute is nearer than NnGen's, and hides it: the network would lack a layer.
                SetSite(Site.Of(attribute.ApplicationSyntaxReference));
                findings.Add(Descriptors.UnknownAttribute, UnknownAttribute.Name(syntax), UnknownAttribute.OtherMeaning(UnknownAttribute.Name(syntax)));
                isKnown = false;
            }
            else if (Ignored(attribute, syntax) is var (advice, fix))
            {
                SetSite(Site.Of(attribute.ApplicationSyntaxReference));
                findings.Add(Descriptors.NotALayer, fix, UnknownAttribute.Name(syntax), advice);
            }
        }
        return isKnown;
    }

    // An attribute with the name of a layer is intended as one, and so is an attribute of the user's project among the layers.
    private (string Advice, Fix? Fix)? Ignored(AttributeData attribute, AttributeSyntax syntax)
    {
        string name = attribute.AttributeClass!.Name;
        if (ForeignNames.Known(name) is { } suggestion)
        {
            return ForeignNames.IsExact(name) ? ($"write [{NetworkParser.Namespace}.{suggestion.Name}] if you mean NnGen's", null)
                : (suggestion.Name is null ? suggestion.Advice.Replace("which has no such layer; ", "") : suggestion.Advice, UnknownAttribute.Replacement(suggestion, syntax));
        }
        int position = attribute.ApplicationSyntaxReference!.Span.Start;
        return SymbolEqualityComparer.Default.Equals(attribute.AttributeClass.ContainingAssembly, compilation.Assembly)
            && (own.Any(other => syntax.Parent!.Span.Contains(other.ApplicationSyntaxReference!.Span))
                || (own[0].ApplicationSyntaxReference!.Span.Start < position && position < own[own.Length - 1].ApplicationSyntaxReference!.Span.Start))
            ? ("remove it, or put it above [Network] if it is not meant as a layer", Fix.Remove)
            : null;
    }

    private void SetSite(Site site)
    {
        sites.Add(site);
        findings.Site = sites.Count - 1;
    }
}
