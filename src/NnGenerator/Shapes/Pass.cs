namespace NnGenerator.Shapes;

/// <summary>The passes of a network.</summary>
internal enum Pass
{
    Forward,
    Classify,
    Loss,
    Backward,
    BackwardFromOutput,
}
