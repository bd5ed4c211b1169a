using NnGenerator.Declarations;
using NnGenerator.Diagnostics;
using NnGenerator.Ir;
using NnGenerator.Operations;
using NnGenerator.Shapes;

namespace NnGenerator.Layers;

/// <summary>The maximum of each window; padding never wins.</summary>
internal sealed record MaxPool2DLayer(int Size, int Stride, int Padding = 0) : Layer
{
    public override string Title => $"MaxPool2D {Size}×{Size}{Suffix(Stride, Size, Padding)}";

    public override TensorLayout? InputLayout => TensorLayout.ChannelsHeightWidthBatch;

    public static Layer Parse(AttributeArguments arguments) =>
        new MaxPool2DLayer(arguments.Int("size", 0), arguments.Int("Stride", arguments.Int("size", 0)), arguments.Int("Padding", 0));

    public override Shape? InferOutput(Shape input, FindingSink findings) => InferPool("MaxPool2D", input, Size, Stride, Padding, findings);

    public override string? NoEffect(Shape input, Layer? before) => PoolNoEffect(Size, Stride, Padding);

    public override long Flops(Shape input) => (long)Size * Size * input.Dimensions[0] * Geometry(input).OutputPixels;

    public override void Forward(LayerScope scope) =>
        scope.Add(new MaxPoolOperation(scope.Input, scope.Output("p", TensorLayout.ChannelsHeightWidthBatch), scope.HasBackward ? scope.Remember("argmax") : null, Geometry(scope.Node.Input)));

    public override void Backward(LayerScope scope)
    {
        if (scope.InputGradient() is { } dx)
        {
            scope.Add(new MaxPoolGradientOperation(scope.OutputGradient, scope.Remember("argmax"), dx, Geometry(scope.Node.Input)));
        }
    }

    private Window Geometry(Shape input) => new(input.Dimensions[0], input.Dimensions[1], input.Dimensions[2], Size, Size, Stride, Padding);
}
