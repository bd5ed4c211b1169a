namespace NnGenerator.Shapes;

/// <summary>A block with its place in the run of parameters.</summary>
internal sealed record ParameterBlock(string FullName, ParameterSpec Spec, int Offset)
{
    /// <summary>The floats, 512 KB, from which on a matrix does not stay in the second-level cache beside what else is there.</summary>
    public const int Large = 131_072;

    public int Length => (int)Spec.Length;
}
