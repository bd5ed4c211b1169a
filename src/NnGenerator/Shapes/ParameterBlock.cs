namespace NnGenerator.Shapes;

/// <summary>A block with its place in the run of parameters.</summary>
internal sealed record ParameterBlock(string FullName, ParameterSpec Spec, int Offset)
{
    public int Length => (int)Spec.Length;
}
