using NnGenerator.Infrastructure;

namespace NnGenerator.Shapes;

/// <summary>How a block gets its first values; the names are those of the public enum.</summary>
internal enum InitializerKind
{
    Default,
    GlorotUniform,
    GlorotNormal,
    HeUniform,
    HeNormal,
    Zeros,
    Constant,
}

/// <summary>An initializer with its number.</summary>
internal sealed record Initializer(InitializerKind Kind, double Value = 0)
{
    public static Initializer Default { get; } = new(InitializerKind.Default);

    public static Initializer Zeros { get; } = new(InitializerKind.Zeros);
}

/// <summary>A block of parameters that a layer owns: shape as in saved files, and how many values feed and leave one unit.</summary>
/// <param name="Name">The name in saved files, after that of the layer.</param>
/// <param name="Symbol">The letter in code and in formulas.</param>
internal sealed record ParameterSpec(string Name, string Symbol, EquatableArray<int> Shape, Initializer Initializer, int FanIn, int FanOut)
{
    public long Length => Shapes.Shape.Product(Shape);
}
