using Microsoft.CodeAnalysis;
using NnGenerator.Model;

namespace NnGenerator.Parsing;

/// <summary>The arguments of one attribute by name. A missing or wrongly typed argument (the compiler reports it) reads as the default.</summary>
internal sealed class AttributeArguments(AttributeData attribute)
{
    public int Int(string name, int otherwise) => Find(name) is int value ? value : otherwise;

    public bool Bool(string name, bool otherwise) => Find(name) is bool value ? value : otherwise;

    public double Double(string name, double otherwise) => Find(name) switch
    {
        double value => value,
        float value => value,
        int value => value,
        _ => otherwise,
    };

    /// <summary>An initializer with its number; an unknown value of the enum reads as the default.</summary>
    public Initializer Initializer(string name, string value, Initializer otherwise) =>
        Find(name) is int kind && Enum.IsDefined(typeof(InitializerKind), kind) && kind != (int)InitializerKind.Default
            ? new((InitializerKind)kind, kind == (int)InitializerKind.Constant ? Double(value, 0) : 0)
            : otherwise;

    /// <summary>A params array; empty where null or anything wrong was given.</summary>
    public IReadOnlyList<int> Ints()
    {
        foreach (TypedConstant argument in attribute.ConstructorArguments)
        {
            if (argument.Kind == TypedConstantKind.Array && !argument.IsNull)
            {
                return [.. argument.Values.Select(static value => value.Value is int size ? size : 0)];
            }
        }
        return [];
    }

    private object? Find(string name)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument.Key == name)
            {
                return Value(argument.Value);
            }
        }
        for (int i = 0; attribute.AttributeConstructor is { } constructor && i < constructor.Parameters.Length && i < attribute.ConstructorArguments.Length; i++)
        {
            if (constructor.Parameters[i].Name == name)
            {
                return Value(attribute.ConstructorArguments[i]);
            }
        }
        return null;
    }

    private static object? Value(TypedConstant constant) => constant.Kind is TypedConstantKind.Primitive or TypedConstantKind.Enum ? constant.Value : null;
}
