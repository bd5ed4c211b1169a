using NnGenerator.Diagnostics;
using NnGenerator.Ir;
using NnGenerator.Operations;
using NnGenerator.Shapes;

namespace NnGenerator.Layers;

/// <summary>The mean of each channel: an image becomes a vector.</summary>
internal sealed record GlobalAveragePool2DLayer : UnaryLayer
{
    public override string Title => "GlobalAveragePool2D";

    public override TensorLayout? InputLayout => TensorLayout.ChannelsHeightWidthBatch;

    public override bool IsLinear => true;

    public override string ToAttribute() => "GlobalAveragePool2D";

    protected override Shape? InferOutput(Shape input, FindingSink findings) => IsImage(input, findings) ? new Shape(input.Dimensions[0]) : null;

    protected override long Flops(Shape input) => input.Length;

    public override void Lower(LayerScope scope) =>
        scope.Add(new GlobalAverageOperation(scope.Number, scope.Input, scope.Output("p", TensorLayout.ChannelsHeightWidthBatch), backward: false));

    public override void Pullback(PullbackScope scope)
    {
        if (scope.InputGradient() is { } dx)
        {
            scope.Add(new GlobalAverageOperation(scope.Number, dx, scope.OutputGradient, backward: true));
        }
    }
}
