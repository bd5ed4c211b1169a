using NnGenerator.Diagnostics;
using NnGenerator.Ir;
using NnGenerator.Layers;
using NnGenerator.Operations;
using NnGenerator.Shapes;

namespace NnGenerator.Tests.Support;

/// <summary>The sum of several values of one shape: a layer with several inputs.</summary>
internal sealed record SumLayer(TensorLayout Layout) : Layer
{
    public override string Title => "Sum";

    public override TensorLayout? InputLayout => Layout;

    public override string ToAttribute() => "Sum";

    public override string? NoEffect(IReadOnlyList<Shape> inputs, IReadOnlyList<Layer?> producers) => null;

    public override Shape? InferOutput(IReadOnlyList<Shape> inputs, FindingSink findings) => inputs.Distinct().Single();

    public override IReadOnlyList<ParameterSpec> Parameters(IReadOnlyList<Shape> inputs, IReadOnlyList<Layer> readers) => [];

    public override long Flops(IReadOnlyList<Shape> inputs) => inputs[0].Length * (inputs.Count - 1);

    public override long ScratchLength(IReadOnlyList<Shape> inputs) => 0;

    public override long FixedLength(IReadOnlyList<Shape> inputs) => 0;

    public override void Lower(LayerScope scope) => scope.Add(new SumOperation(scope.Number, scope.Inputs, scope.Output("s", Layout)));

    public override void Pullback(PullbackScope scope) => scope.PassGradientThrough();
}
