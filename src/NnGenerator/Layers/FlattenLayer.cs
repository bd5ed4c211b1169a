using NnGenerator.Diagnostics;
using NnGenerator.Ir;
using NnGenerator.Shapes;

namespace NnGenerator.Layers;

/// <summary>The same numbers as one vector: channel by channel, row by row.</summary>
internal sealed record FlattenLayer : UnaryLayer
{
    public override string Title => "Flatten";

    public override TensorLayout? InputLayout => null;

    public override bool IsLinear => true;

    public override string ToAttribute() => "Flatten";

    protected override string? NoEffect(Shape input, Layer? before) => input.Rank == 1 ? "its input is a vector already" : null;

    protected override Shape? InferOutput(Shape input, FindingSink findings) => new((int)Math.Min(input.Length, int.MaxValue));

    // The layer that follows decides the layout.
    public override void Lower(LayerScope scope) => scope.PassThrough();

    public override void Pullback(PullbackScope scope) => scope.PassGradientThrough();
}
