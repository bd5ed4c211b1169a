namespace NnGenerator.Formulas;

/// <summary>What a formula is a function of. A variable is the same as itself only; values and names in emitted code come from a map.</summary>
/// <param name="name">The name on paper.</param>
internal sealed class Variable(string name) : Scalar
{
    /// <summary>The name on paper.</summary>
    public string Name { get; } = name;
}
