using NnGenerator.Declarations;
using NnGenerator.Diagnostics;
using NnGenerator.Ir;
using NnGenerator.Operations;
using NnGenerator.Shapes;

namespace NnGenerator.Layers;

/// <summary>The mean of each window; padding counts as zeros.</summary>
internal sealed record AveragePool2DLayer(int Size, int Stride, int Padding = 0) : Layer
{
    public override string Title => $"AveragePool2D {Size}×{Size}{Suffix(Stride, Size, Padding)}";

    public override TensorLayout? InputLayout => TensorLayout.ChannelsHeightWidthBatch;

    public override bool IsLinear => true;

    public static Layer Parse(AttributeArguments arguments) =>
        new AveragePool2DLayer(arguments.Int("size", 0), arguments.Int("Stride", arguments.Int("size", 0)), arguments.Int("Padding", 0));

    public override Shape? InferOutput(Shape input, FindingSink findings) => InferPool("AveragePool2D", input, Size, Stride, Padding, findings);

    public override string? NoEffect(Shape input, Layer? before) => PoolNoEffect(Size, Stride, Padding);

    public override long Flops(Shape input) => (long)Size * Size * input.Dimensions[0] * Geometry(input).OutputPixels;

    public override void Forward(LayerScope scope) =>
        scope.Add(new AveragePoolOperation(scope.Input, scope.Output("p", TensorLayout.ChannelsHeightWidthBatch), Geometry(scope.Node.Input), backward: false));

    public override void Backward(LayerScope scope)
    {
        if (scope.InputGradient() is { } dx)
        {
            scope.Add(new AveragePoolOperation(dx, scope.OutputGradient, Geometry(scope.Node.Input), backward: true));
        }
    }

    private Window Geometry(Shape input) => new(input.Dimensions[0], input.Dimensions[1], input.Dimensions[2], Size, Size, Stride, Padding);
}
