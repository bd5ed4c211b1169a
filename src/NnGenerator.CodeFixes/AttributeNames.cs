using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NnGenerator.Parsing;

namespace NnGenerator.CodeFixes;

/// <summary>How an attribute has to be spelled beside another one.</summary>
internal static class AttributeNames
{
    private const string Suffix = "Attribute";

    /// <summary>Attributes by their short names, spelled so that they are found beside a neighbour that belongs to the same namespace.</summary>
    public static string Qualify(string attributes, SemanticModel model, AttributeSyntax neighbour)
    {
        string? home = ClassOf(model.GetSymbolInfo(neighbour))?.ContainingNamespace.ToDisplayString();
        SyntaxNode root = SyntaxFactory.ParseCompilationUnit($"[{attributes}]class C;");
        return string.Join(", ", root.DescendantNodes().OfType<AttributeSyntax>().Select(attribute =>
        {
            string spelled = attribute.ToString();
            // An attribute of somebody else's, or none at all, is replaced by one of ours.
            return attribute.Name is not IdentifierNameSyntax ? spelled
                : home != NetworkParser.Namespace && ClassOf(model.GetSpeculativeSymbolInfo(neighbour.SpanStart, attribute))?.ContainingNamespace.ToDisplayString() == NetworkParser.Namespace && !IsOurs(neighbour) ? spelled
                : home is null ? IsOurs(neighbour) ? Qualifier(neighbour) + spelled : spelled
                : neighbour.Name is QualifiedNameSyntax or AliasQualifiedNameSyntax ? Qualifier(neighbour) + spelled
                : ClassOf(model.GetSpeculativeSymbolInfo(neighbour.SpanStart, attribute))?.ContainingNamespace.ToDisplayString() == home ? spelled
                : $"global::{home}.{spelled}";
        }));
    }

    /// <summary>An attribute of another place, spelled so that it means the same beside a neighbour.</summary>
    public static string Move(AttributeSyntax attribute, INamedTypeSymbol meant, SemanticModel model, AttributeSyntax neighbour)
    {
        if (SymbolEqualityComparer.Default.Equals(ClassOf(model.GetSpeculativeSymbolInfo(neighbour.SpanStart, attribute)), meant))
        {
            return attribute.ToString();
        }
        string name = meant.Name.EndsWith(Suffix, StringComparison.Ordinal) ? meant.Name.Substring(0, meant.Name.Length - Suffix.Length) : meant.Name;
        return Qualify(name, model, neighbour) + attribute.ArgumentList;
    }

    /// <summary>The class of an attribute, also where the compiler finds no constructor for its arguments.</summary>
    public static INamedTypeSymbol? ClassOf(SymbolInfo info) => (info.Symbol ?? info.CandidateSymbols.FirstOrDefault())?.ContainingType;

    // What does not exist in the namespace that it names is replaced by what does.
    private static bool IsOurs(AttributeSyntax attribute) => attribute.Name is QualifiedNameSyntax { Left: var left } && left.ToString().Split('.', ':').Last() == NetworkParser.Namespace;

    private static string Qualifier(AttributeSyntax neighbour) => neighbour.Name switch
    {
        QualifiedNameSyntax name => $"{name.Left}.",
        AliasQualifiedNameSyntax name => $"{name.Alias}::",
        _ => "",
    };
}
