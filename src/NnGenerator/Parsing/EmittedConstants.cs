using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NnGenerator.Parsing;

/// <summary>Finds constants that are emitted into networks in the source of users. They do not exist yet for the generator, but they do for the
/// analyzer; both get the same result, since the search is by names.</summary>
internal sealed class EmittedConstants(Compilation compilation, CancellationToken cancellation)
{
    /// <summary>The constants that every network has.</summary>
    public static IReadOnlyList<string> Names { get; } = ["InputLength", "OutputLength", "ParameterCount"];

    /// <summary>Returns whether a member has the name of a constant that every network has.</summary>
    public static bool IsName(string name) => Names.Contains(name);

    /// <summary>Returns what is wrong with an argument that misspells a constant of a network, and what to write; null for any other argument.</summary>
    public (string Why, string WayOut)? Misspelled(ExpressionSyntax expression) =>
        MisspelledConstant.Find(expression, compilation.GetSemanticModel(expression.SyntaxTree), IsNetwork, cancellation);

    /// <summary>Returns the network whose constant is the entire expression, except for parentheses.</summary>
    public (INamedTypeSymbol Network, string Member)? Alone(ExpressionSyntax expression)
    {
        while (expression is ParenthesizedExpressionSyntax inner)
        {
            expression = inner.Expression;
        }
        SimpleNameSyntax? name = expression switch
        {
            MemberAccessExpressionSyntax { RawKind: (int)SyntaxKind.SimpleMemberAccessExpression } access => access.Name,
            IdentifierNameSyntax identifier => identifier,
            _ => null,
        };
        if (name is null || !IsName(name.Identifier.ValueText))
        {
            return null;
        }
        SemanticModel model = compilation.GetSemanticModel(expression.SyntaxTree);
        INamedTypeSymbol? network = model.GetSymbolInfo(expression, cancellation).Symbol is { } bound
            ? bound is IFieldSymbol { IsConst: true } field && IsEmitted(field) ? field.ContainingType : null
            : expression is MemberAccessExpressionSyntax { Expression: var container } ? NetworkOf(model.GetSymbolInfo(container, cancellation).Symbol as INamedTypeSymbol)
            : InScope(expression, model);
        return network is null ? null : (network.OriginalDefinition, name.Identifier.ValueText);
    }

    /// <summary>Returns the constant of a network that the value of an expression depends on, also through constants of the user.</summary>
    public (INamedTypeSymbol Network, string Member)? Inside(ExpressionSyntax expression)
    {
        HashSet<ISymbol> seen = new(SymbolEqualityComparer.Default);
        Stack<ExpressionSyntax> todo = new([expression]);
        while (todo.Count > 0)
        {
            ExpressionSyntax next = todo.Pop();
            SemanticModel model = compilation.GetSemanticModel(next.SyntaxTree);
            foreach (IdentifierNameSyntax name in next.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>())
            {
                cancellation.ThrowIfCancellationRequested();
                ExpressionSyntax whole = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
                if (Alone(whole) is { } found)
                {
                    return found;
                }
                if (model.GetSymbolInfo(whole, cancellation).Symbol is IFieldSymbol { IsConst: true } field && SymbolEqualityComparer.Default.Equals(field.ContainingAssembly, compilation.Assembly) && seen.Add(field))
                {
                    foreach (ExpressionSyntax value in Initializers(field))
                    {
                        todo.Push(value);
                    }
                }
            }
        }
        return null;
    }

    // A member of an enum without an explicit value continues from the members before it.
    private IEnumerable<ExpressionSyntax> Initializers(IFieldSymbol field) => field.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellation)).SelectMany(static syntax => syntax switch
    {
        VariableDeclaratorSyntax { Initializer.Value: { } value } => [value],
        EnumMemberDeclarationSyntax { EqualsValue.Value: { } value } => [value],
        EnumMemberDeclarationSyntax { Parent: EnumDeclarationSyntax members } => members.Members.Select(static member => member.EqualsValue?.Value).OfType<ExpressionSyntax>(),
        _ => [],
    });

    private bool IsEmitted(IFieldSymbol field) => IsNetwork(field.ContainingType)
        && field.DeclaringSyntaxReferences.All(reference => reference.SyntaxTree.FilePath.EndsWith(NetworkParser.HintName(field.ContainingType.OriginalDefinition) + ".g.cs", StringComparison.Ordinal));

    // Constants are inherited.
    private INamedTypeSymbol? NetworkOf(INamedTypeSymbol? type)
    {
        while (type is not null && !IsNetwork(type))
        {
            type = type.BaseType;
        }
        return type;
    }

    private bool IsNetwork(INamedTypeSymbol type) => SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly)
        && NetworkParser.Attributes(type).Any(static attribute => NetworkParser.Name(attribute) == "Network");

    // A simple name: a member of the class with the attribute, of a network that contains it, or of a network that `using static` imports.
    private INamedTypeSymbol? InScope(ExpressionSyntax expression, SemanticModel model)
    {
        foreach (TypeDeclarationSyntax around in expression.Ancestors().OfType<TypeDeclarationSyntax>())
        {
            if (NetworkOf(model.GetDeclaredSymbol(around, cancellation)) is { } network)
            {
                return network;
            }
        }
        IEnumerable<UsingDirectiveSyntax> here = expression.Ancestors().SelectMany(static node => node switch
        {
            BaseNamespaceDeclarationSyntax @namespace => @namespace.Usings,
            CompilationUnitSyntax unit => unit.Usings,
            _ => Enumerable.Empty<UsingDirectiveSyntax>(),
        });
        IEnumerable<UsingDirectiveSyntax> everywhere = compilation.SyntaxTrees
            .SelectMany(tree => ((CompilationUnitSyntax)tree.GetRoot(cancellation)).Usings.Where(static directive => directive.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword)));
        foreach (UsingDirectiveSyntax directive in here.Concat(everywhere).Where(static directive => directive.StaticKeyword.IsKind(SyntaxKind.StaticKeyword)))
        {
            if (directive.Name is { } name && NetworkOf(compilation.GetSemanticModel(directive.SyntaxTree).GetSymbolInfo(name, cancellation).Symbol as INamedTypeSymbol) is { } network)
            {
                return network;
            }
        }
        return null;
    }
}
