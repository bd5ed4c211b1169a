using NnGenerator.Diagnostics;
using NnGenerator.Operations;
using NnGenerator.Shapes;

namespace NnGenerator.Layers;

/// <summary>softmax over the features, or its logarithm.</summary>
internal sealed record SoftmaxLayer(bool Logarithm) : UnaryLayer
{
    public override string Title => Logarithm ? "LogSoftmax" : "Softmax";

    public override bool IsNeverNegative => !Logarithm;

    public override string Normalizes => Logarithm ? "logarithms of numbers that sum to 1" : "numbers that sum to 1";

    public override string ToAttribute() => Title;

    protected override Shape? InferOutput(Shape input, FindingSink findings)
    {
        if (!IsVector(input, findings))
        {
            return null;
        }
        if (input.Features == 1)
        {
            findings.Add(Descriptors.OneClass, Fix.Replace("Sigmoid"));
            return null;
        }
        return input;
    }

    // A comparison, a subtraction, an exponential of about ten operations and a division.
    protected override long Flops(Shape input) => 13 * input.Length;

    public override void Lower(LayerScope scope) =>
        scope.Add(new SoftmaxOperation(scope.Number, scope.OwnInput(), scope.Output(Logarithm ? "q" : "p"), Logarithm));

    public override void Pullback(PullbackScope scope)
    {
        if (scope.InputGradient() is { } dx)
        {
            scope.Add(new SoftmaxGradientOperation(scope.Number, scope.OutputValue, scope.OutputGradient, dx, Logarithm));
        }
    }

    // The forward pass takes the softmax into the product, whose text is shared.
    public override Operation LeftOut(Operation producer) => !Logarithm && producer is LinearOperation linear ? linear.BeforeSoftmax() : producer;
}
