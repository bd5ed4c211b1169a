using Microsoft.CodeAnalysis;
using NnGenerator.Diagnostics;
using NnGenerator.Emission;

namespace NnGenerator.Parsing;

/// <summary>Checks for requirements of a base class, or of a required member, that the emitted constructor and members cannot meet.</summary>
internal sealed class BaseCheck(INamedTypeSymbol type, Compilation compilation)
{
    /// <summary>Reports conflicts; returns false if no façade can be emitted.</summary>
    public bool Check(Action<Site> setSite, FindingSink findings)
    {
        Site here = Site.Of(type.Locations[0]);
        bool isFine = true;
        bool hasBase = type.BaseType is { SpecialType: SpecialType.None };
        if ((hasBase ? Bases().Prepend(type).SelectMany(static one => one.GetMembers()) : type.GetMembers()).FirstOrDefault(static member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }) is { } required)
        {
            Report(Descriptors.RequiredMember, SymbolEqualityComparer.Default.Equals(required.ContainingType, type) ? Site.Of(required.Locations[0]) : here, type.Name, required.Name);
        }
        if (!hasBase)
        {
            return isFine;
        }
        if (type.BaseType is { TypeKind: TypeKind.Class } @base && !IsNetwork(@base) && !@base.InstanceConstructors.Any(CanCall))
        {
            Report(Descriptors.BaseInTheWay, here, type.Name, @base.Name, "has no constructor that can be called without arguments", "add one");
        }
        foreach (ISymbol member in AbstractMembers())
        {
            Report(Descriptors.BaseInTheWay, here, type.Name, member.ContainingType.Name, $"has an abstract member '{member.Name}', which conflicts with the one that NnGen adds", "rename it, or make it virtual");
        }
        return isFine;

        void Report(DiagnosticDescriptor descriptor, Site site, params object[] arguments)
        {
            setSite(site);
            findings.Add(descriptor, arguments);
            isFine = false;
        }
    }

    private static bool IsNetwork(INamedTypeSymbol type) => NetworkParser.Attributes(type).Any(static attribute => NetworkParser.Name(attribute) == "Network");

    private bool CanCall(IMethodSymbol constructor) => compilation.IsSymbolAccessibleWithin(constructor, type)
        && constructor.Parameters.All(static parameter => parameter.IsOptional || parameter.IsParams)
        && !constructor.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "ObsoleteAttribute" && attribute.ConstructorArguments is { Length: 2 } arguments && arguments[1].Value is true);

    // Members that only the user could override, with a member that would collide with the emitted one.
    private IEnumerable<ISymbol> AbstractMembers()
    {
        HashSet<ISymbol> overridden = new(SymbolEqualityComparer.Default);
        foreach (ISymbol member in Bases().Prepend(type).SelectMany(static one => one.GetMembers()).Where(static member => member.IsAbstract || member.IsOverride))
        {
            ISymbol? original = member switch
            {
                IMethodSymbol method => method.OverriddenMethod,
                IPropertySymbol property => property.OverriddenProperty,
                IEventSymbol @event => @event.OverriddenEvent,
                _ => null,
            };
            if (original is not null)
            {
                overridden.Add(original.OriginalDefinition);
            }
            if (member.IsAbstract && !overridden.Contains(member.OriginalDefinition) && member is not IMethodSymbol { MethodKind: not MethodKind.Ordinary }
                && EmittedMembers.Collides(member.Name, (member as IMethodSymbol)?.Parameters.Select(static parameter => parameter.Type.ToDisplayString())))
            {
                yield return member;
            }
        }
    }

    private IEnumerable<INamedTypeSymbol> Bases()
    {
        for (INamedTypeSymbol? one = type.BaseType; one is { SpecialType: SpecialType.None }; one = one.BaseType)
        {
            yield return one;
        }
    }
}
