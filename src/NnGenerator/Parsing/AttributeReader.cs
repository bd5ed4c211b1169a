using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NnGenerator.Declarations;
using NnGenerator.Diagnostics;
using NnGenerator.Infrastructure;

namespace NnGenerator.Parsing;

/// <summary>Reads the arguments of attributes. If the compiler could not bind one, they are read from the syntax: a single unbound
/// argument of a constructor would lose all the others, and defaults would silently replace them.</summary>
internal sealed class AttributeReader(Compilation compilation, FindingSink findings, List<Site> sites, CancellationToken cancellation)
{
    private const int LongestText = 60;

    private readonly EmittedConstants _constants = new(compilation, cancellation);
    private readonly List<ConstantReference> _references = [];

    /// <summary>Gets the arguments that are constants of networks.</summary>
    public EquatableArray<ConstantReference> References => _references.ToEquatableArray();

    /// <summary>Gets whether every argument has a value, or will have one once the network that it names is compiled.</summary>
    public bool IsComplete { get; private set; } = true;

    public WrittenAttribute Read(AttributeData attribute)
    {
        AttributeSyntax syntax = (AttributeSyntax)attribute.ApplicationSyntaxReference!.GetSyntax(cancellation);
        bool isBound = attribute.AttributeConstructor is not null
            && attribute.ConstructorArguments.All(IsKnown) && attribute.NamedArguments.All(static argument => IsKnown(argument.Value));
        if (syntax.ArgumentList is not { Arguments.Count: > 0 } list)
        {
            IsComplete &= isBound;
            return new(NetworkParser.Name(attribute), EquatableArray<WrittenArgument>.Empty);
        }
        return new(NetworkParser.Name(attribute), (isBound && !list.Arguments.Any(argument => HasNames(argument.Expression) && _constants.Inside(argument.Expression) is not null)
            ? FromConstants(attribute)
            : FromSyntax(attribute, list, isBound)).ToEquatableArray());
    }

    private static bool IsKnown(TypedConstant constant) => constant.Kind != TypedConstantKind.Error && (constant.Kind != TypedConstantKind.Array || constant.IsNull || constant.Values.All(IsKnown));

    private static bool HasNames(ExpressionSyntax expression) => expression is not LiteralExpressionSyntax && expression.DescendantNodesAndSelf().Any(static node => node is SimpleNameSyntax);

    private static IEnumerable<WrittenArgument> FromConstants(AttributeData attribute)
    {
        for (int i = 0; i < attribute.ConstructorArguments.Length; i++)
        {
            TypedConstant constant = attribute.ConstructorArguments[i];
            string name = attribute.AttributeConstructor!.Parameters[i].Name;
            TypedConstant[] values = constant.Kind != TypedConstantKind.Array ? [constant] : constant.IsNull ? [] : constant.Values.ToArray();
            foreach (TypedConstant value in values)
            {
                yield return new(name, Value(value), IsProperty: false);
            }
        }
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            yield return new(argument.Key, Value(argument.Value), IsProperty: true);
        }
    }

    private static object? Value(TypedConstant constant) => constant.Kind is TypedConstantKind.Primitive or TypedConstantKind.Enum ? constant.Value : null;

    private List<WrittenArgument> FromSyntax(AttributeData attribute, AttributeArgumentListSyntax list, bool isBound)
    {
        AttributeArgumentSyntax[] given = [.. list.Arguments.Where(static argument => argument.NameEquals is null)];
        IMethodSymbol? constructor = attribute.AttributeConstructor ?? Constructor(attribute.AttributeClass!, given);
        List<(int Order, WrittenArgument Argument)> arguments = [];
        bool isTold = false;
        for (int i = 0; i < list.Arguments.Count; i++)
        {
            AttributeArgumentSyntax argument = list.Arguments[i];
            bool isProperty = argument.NameEquals is not null;
            int position = argument.NameColon is { } colon ? Ordinal(constructor, colon.Name.Identifier.ValueText) : Math.Min(i, (constructor?.Parameters.Length ?? 0) - 1);
            string name = argument.NameEquals?.Name.Identifier.ValueText ?? (position >= 0 ? constructor!.Parameters[position].Name : $"{i + 1}");
            foreach (ExpressionSyntax expression in isProperty ? [argument.Expression] : Elements(argument.Expression))
            {
                arguments.Add((isProperty ? int.MaxValue : position, Read(name, expression, isProperty, ref isTold)));
            }
        }
        // Arguments of the wrong type or in excess are reported by the compiler and remain errors.
        IsComplete &= isBound || isTold;
        return [.. arguments.OrderBy(static one => one.Order).Select(static one => one.Argument)];
    }

    private WrittenArgument Read(string name, ExpressionSyntax expression, bool isProperty, ref bool isTold)
    {
        string text = Shortened(expression.ToString());
        if (_constants.Alone(expression) is { } alone)
        {
            isTold = true;
            ConstantReference reference = new(DocumentationCommentId.CreateDeclarationId(alone.Network), alone.Network.Name, alone.Member, name, text, SiteOf(expression));
            _references.Add(reference);
            return new(name, null, isProperty, reference);
        }
        if (HasNames(expression) && _constants.Inside(expression) is { } inside)
        {
            return Unknown($"which depends on {inside.Member}, a constant that NnGen adds to '{inside.Network.Name}' after it has read all declarations",
                $"write the number, a const of your own, or {inside.Network.Name}.{inside.Member} alone", ref isTold);
        }
        Optional<object?> constant = compilation.GetSemanticModel(expression.SyntaxTree).GetConstantValue(expression, cancellation);
        if (constant.HasValue || !HasNames(expression))
        {
            return new(name, constant.HasValue ? Widened(constant.Value) : null, isProperty);
        }
        (string reason, string advice) = _constants.Misspelled(expression) ?? ("which is not a constant when NnGen reads the declaration", "write the number, or a const of your own");
        return Unknown(reason, advice, ref isTold);

        WrittenArgument Unknown(string why, string wayOut, ref bool isTold)
        {
            isTold = true;
            IsComplete = false;
            SiteOf(expression);
            findings.Add(Descriptors.ArgumentNotConstant, name, text, why, wayOut);
            return new(name, null, isProperty);
        }
    }

    // Converts as the compiler does for the type of a parameter.
    private static object? Widened(object? value) => value switch
    {
        char or byte or sbyte or short or ushort => Convert.ToInt32(value, CultureInfo.InvariantCulture),
        uint or long or ulong => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        _ => value,
    };

    private int SiteOf(ExpressionSyntax expression)
    {
        sites.Add(new Site(expression.SyntaxTree.FilePath, expression.Span));
        return findings.Site = sites.Count - 1;
    }

    private static string Shortened(string text)
    {
        string line = string.Join(" ", text.Split(['\r', '\n', ' '], StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestText ? line : line.Substring(0, LongestText) + "…";
    }

    // The elements of an array that is passed for a params parameter.
    private static IEnumerable<ExpressionSyntax> Elements(ExpressionSyntax expression) => expression switch
    {
        ArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions,
        ImplicitArrayCreationExpressionSyntax array => array.Initializer.Expressions,
        CollectionExpressionSyntax collection => collection.Elements.OfType<ExpressionElementSyntax>().Select(static element => element.Expression),
        _ => [expression],
    };

    // The constructor that accepts this number of arguments, or any number.
    private static IMethodSymbol? Constructor(INamedTypeSymbol type, AttributeArgumentSyntax[] given) => type.InstanceConstructors
        .Where(constructor => given.All(argument => argument.NameColon is not { } colon || Ordinal(constructor, colon.Name.Identifier.ValueText) >= 0))
        .OrderBy(constructor => constructor.Parameters.Length == given.Length && !constructor.Parameters.Any(static parameter => parameter.IsParams) ? 0 : 1)
        .ThenByDescending(static constructor => constructor.Parameters.Length > 0 && constructor.Parameters[constructor.Parameters.Length - 1].IsParams)
        .FirstOrDefault();

    private static int Ordinal(IMethodSymbol? constructor, string name) => constructor?.Parameters.FirstOrDefault(parameter => parameter.Name == name)?.Ordinal ?? -1;
}
