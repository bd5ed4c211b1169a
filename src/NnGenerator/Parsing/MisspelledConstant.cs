using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NnGenerator.Graph;

namespace NnGenerator.Parsing;

/// <summary>Finds the constant of a network whose spelling differs by a letter or two from an argument that cannot be resolved.</summary>
internal static class MisspelledConstant
{
    /// <summary>Returns what is wrong with an argument and what to write instead, as in the message of an argument without a value; null if no name is close.</summary>
    public static (string Why, string WayOut)? Find(ExpressionSyntax expression, SemanticModel model, Func<INamedTypeSymbol, bool> isNetwork, CancellationToken cancellation)
    {
        while (expression is ParenthesizedExpressionSyntax inner)
        {
            expression = inner.Expression;
        }
        if (expression is not MemberAccessExpressionSyntax { RawKind: (int)SyntaxKind.SimpleMemberAccessExpression } access
            || ForeignNames.Nearest(access.Name.Identifier.ValueText, EmittedConstants.Names) is not { } member)
        {
            return null;
        }
        string name = access.Name.Identifier.ValueText;
        if (model.GetSymbolInfo(access.Expression, cancellation).Symbol is { } container)
        {
            return name != member && container is INamedTypeSymbol type && isNetwork(type)
                ? ($"but networks have no constant '{name}'", $"write {access.Expression}.{member}")
                : null;
        }
        (string before, SimpleNameSyntax? written, INamespaceOrTypeSymbol? scope) = access.Expression switch
        {
            MemberAccessExpressionSyntax qualified => ($"{qualified.Expression}.", qualified.Name, model.GetSymbolInfo(qualified.Expression, cancellation).Symbol as INamespaceOrTypeSymbol),
            SimpleNameSyntax simple => ("", simple, null),
            _ => ("", null, null),
        };
        if (written is null || (before.Length > 0 && scope is null))
        {
            return null;
        }
        string network = written.Identifier.ValueText;
        string? nearest = ForeignNames.Nearest(network, model.LookupNamespacesAndTypes(expression.SpanStart, scope).OfType<INamedTypeSymbol>()
            .Where(type => ForeignNames.AreNear(network, type.Name) && isNetwork(type)).Select(static type => type.Name));
        return nearest is null ? null : ($"but no network is named '{network}'", $"write {before}{nearest}.{member}");
    }
}
