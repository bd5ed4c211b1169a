using NnGenerator.Declarations;
using NnGenerator.Ir;
using NnGenerator.Operations;

namespace NnGenerator.Layers;

/// <summary>The mean of each window; padding counts as zeros.</summary>
internal sealed record AveragePool2DLayer(int Size, int Stride, int Padding = 0) : Pool2DLayer("AveragePool2D", Size, Stride, Padding)
{
    public override bool IsLinear => true;

    public static Layer Parse(AttributeArguments arguments) =>
        new AveragePool2DLayer(arguments.Int("size", 0), arguments.Int("Stride", arguments.Int("size", 0)), arguments.Int("Padding", 0));

    public override void Lower(LayerScope scope) =>
        scope.Add(new AveragePoolOperation(scope.Number, scope.Input, scope.Output("p", TensorLayout.ChannelsHeightWidthBatch), Geometry(scope.InputShape), backward: false));

    public override void Pullback(PullbackScope scope)
    {
        if (scope.InputGradient() is { } dx)
        {
            scope.Add(new AveragePoolOperation(scope.Number, dx, scope.OutputGradient, Geometry(scope.InputShape), backward: true));
        }
    }
}
