using NnGenerator.Declarations;
using NnGenerator.Ir;
using NnGenerator.Operations;

namespace NnGenerator.Layers;

/// <summary>The maximum of each window; padding never wins.</summary>
internal sealed record MaxPool2DLayer(int Size, int Stride, int Padding = 0) : Pool2DLayer("MaxPool2D", Size, Stride, Padding)
{
    public override bool SelectsMaximum => true;

    public static Layer Parse(AttributeArguments arguments) =>
        new MaxPool2DLayer(arguments.Int("size", 0), arguments.Int("Stride", arguments.Int("size", 0)), arguments.Int("Padding", 0));

    public override void Lower(LayerScope scope) => scope.Add(new MaxPoolOperation(
        scope.Number, scope.Input, scope.Output("p", TensorLayout.ChannelsHeightWidthBatch), scope.HasBackward ? scope.Remember("argmax") : null, Geometry(scope.InputShape)));

    public override void Pullback(PullbackScope scope)
    {
        if (scope.InputGradient() is { } dx)
        {
            scope.Add(new MaxPoolGradientOperation(scope.Number, scope.OutputGradient, scope.Remember("argmax"), dx, Geometry(scope.InputShape)));
        }
    }
}
