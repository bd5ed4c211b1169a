using NnGenerator.Activations;
using NnGenerator.Diagnostics;
using NnGenerator.Formulas;
using NnGenerator.Ir;
using NnGenerator.Operations;
using NnGenerator.Shapes;

namespace NnGenerator.Layers;

/// <summary>An activation as a layer of its own; a product before it takes it in where that is faster.</summary>
internal sealed record ActivationLayer(Activation Activation) : UnaryLayer
{
    public override string Title => Activation.Description;

    public override TensorLayout? InputLayout => null;

    public override bool IsMonotone => Activation.IsMonotone;

    public override bool IsRectifier => Activation.IsRectifier;

    public override bool IsBounded => Activation.IsBounded;

    public override bool IsNeverNegative => Activation.IsNeverNegative;

    public override string ToAttribute() => Activation.ToAttribute();

    protected override string? NoEffect(Shape input, Layer? before) =>
        Activation is ReluActivation && before is { IsNeverNegative: true } ? $"{before.Title} before it is never negative" : null;

    protected override Shape? InferOutput(Shape input, FindingSink findings) => input;

    protected override long Flops(Shape input) => input.Length * Activation.Value(Scalar.X).Cost;

    public override void Lower(LayerScope scope) => scope.Add(new ActivationOperation(scope.Number, Activation, scope.Input, scope.Output("a", scope.Input.Layout)));

    public override void Pullback(PullbackScope scope)
    {
        if (scope.InputGradient() is { } dx)
        {
            scope.Add(new DerivativeOperation(scope.Number, Activation, scope.OutputGradient, scope.Input, scope.OutputValue, dx));
        }
    }
}
