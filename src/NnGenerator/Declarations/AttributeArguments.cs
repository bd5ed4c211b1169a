using NnGenerator.Diagnostics;
using NnGenerator.Infrastructure;
using NnGenerator.Shapes;
using NnGenerator.Text;

namespace NnGenerator.Declarations;

/// <summary>Contains the arguments of one attribute by name. A missing or wrongly typed argument, which the compiler reports, is read as the default.</summary>
/// <param name="attribute">The attribute.</param>
/// <param name="constantOf">Returns the value of a constant of another network; null if it has none, which was reported already.</param>
/// <param name="findings">Collects the problems.</param>
internal sealed class AttributeArguments(WrittenAttribute attribute, Func<ConstantReference, object?> constantOf, FindingSink findings)
{
    /// <summary>Gets the arguments of an attribute without any.</summary>
    public static AttributeArguments None { get; } = new(new WrittenAttribute("", EquatableArray<WrittenArgument>.Empty), static _ => null, new FindingSink());

    public int Int(string name, int otherwise) => Find(name) is int value ? value : otherwise;

    public bool Bool(string name, bool otherwise) => Find(name) is bool value ? value : otherwise;

    public double Double(string name, double otherwise) => Find(name) switch
    {
        double value => value,
        float value => value,
        int value => value,
        _ => otherwise,
    };

    /// <summary>Returns a number that must be finite, also as the float that is emitted.</summary>
    public double Finite(string name, double otherwise)
    {
        double value = Double(name, otherwise);
        if (!float.IsNaN((float)value) && !float.IsInfinity((float)value))
        {
            return value;
        }
        bool isFinite = !double.IsNaN(value) && !double.IsInfinity(value);
        findings.Add(Descriptors.ArgumentOutOfRange, name, CSharpLiteral.Number(value), isFinite ? "a value from -3.40282E+38 to 3.40282E+38, the range of a float" : "a finite number");
        return otherwise;
    }

    /// <summary>Returns the initializer of the weights.</summary>
    public Initializer WeightInitializer() => Initializer("Initializer", "InitialValue", Shapes.Initializer.Default);

    /// <summary>Returns the initializer of the bias, for a layer that may have none.</summary>
    public Initializer BiasInitializer(bool useBias)
    {
        if (!useBias)
        {
            Ignored("BiasInitializer", "UseBias is false");
            Ignored("BiasInitialValue", "UseBias is false");
            return Shapes.Initializer.Zeros;
        }
        return Initializer("BiasInitializer", "BiasInitialValue", Shapes.Initializer.Zeros);
    }

    /// <summary>Returns the arguments of the constructor as a list of sizes.</summary>
    public IReadOnlyList<int> Ints() => [.. attribute.Arguments.Where(static argument => !argument.IsProperty).Select(argument => Value(argument) is int size ? size : 0)];

    // An initializer with its number, which is only used if the initializer is a constant.
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

    private object? Find(string name) => attribute.Arguments.FirstOrDefault(argument => argument.Name == name) is { } argument ? Value(argument) : null;

    private object? Value(WrittenArgument argument) => argument.Reference is { } reference ? constantOf(reference) : argument.Value;
}
