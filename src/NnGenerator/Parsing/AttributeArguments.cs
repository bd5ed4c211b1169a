using Microsoft.CodeAnalysis;
using NnGenerator.Diagnostics;
using NnGenerator.Emission;
using NnGenerator.Model;

namespace NnGenerator.Parsing;

/// <summary>The arguments of one attribute by name. A missing or wrongly typed argument (the compiler reports it) reads as the default.</summary>
internal sealed class AttributeArguments(AttributeData attribute, FindingSink findings)
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

    /// <summary>A number that may be anything but NaN and infinity, and is neither as the float that is emitted.</summary>
    public double Finite(string name, double otherwise)
    {
        double value = Double(name, otherwise);
        if (!float.IsNaN((float)value) && !float.IsInfinity((float)value))
        {
            return value;
        }
        bool isFinite = !double.IsNaN(value) && !double.IsInfinity(value);
        findings.Add(Descriptors.ArgumentOutOfRange, name, CSharpLiteral.Number(value), isFinite ? "at most 3.40282E+38 in size, the largest float" : "a finite number");
        return otherwise;
    }

    /// <summary>How the weights start.</summary>
    public Initializer WeightInitializer() => Initializer("Initializer", "InitialValue", Model.Initializer.Default);

    /// <summary>How the bias starts, for a layer that may have none.</summary>
    public Initializer BiasInitializer(bool useBias)
    {
        if (!useBias)
        {
            Ignored("BiasInitializer", "UseBias is false");
            Ignored("BiasInitialValue", "UseBias is false");
            return Model.Initializer.Zeros;
        }
        return Initializer("BiasInitializer", "BiasInitialValue", Model.Initializer.Zeros);
    }

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

    // An initializer with its number, which says something only where the initializer is a constant.
    private Initializer Initializer(string name, string valueName, Initializer otherwise)
    {
        InitializerKind kind = Find(name) is int given ? (InitializerKind)given : InitializerKind.Default;
        if (!Enum.IsDefined(typeof(InitializerKind), kind))
        {
            findings.Add(Descriptors.ArgumentOutOfRange, name, (int)kind, "a member of Initializer");
            return otherwise;
        }
        if (kind == InitializerKind.Constant)
        {
            return new(kind, Finite(valueName, 0));
        }
        Ignored(valueName, $"{name} is not Initializer.Constant");
        return kind == InitializerKind.Default ? otherwise : new(kind);
    }

    private void Ignored(string name, string why)
    {
        if (Find(name) is not null)
        {
            findings.Add(Descriptors.ArgumentWithoutEffect, name, why);
        }
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
