using NnGenerator.Diagnostics;
using NnGenerator.Operations;
using NnGenerator.Shapes;

namespace NnGenerator.Layers;

/// <summary>softmax over the features, or its logarithm.</summary>
internal sealed record SoftmaxLayer(bool Logarithm) : Layer
{
    public override string Title => Logarithm ? "LogSoftmax" : "Softmax";

    public override bool IsNeverNegative => !Logarithm;

    public override Shape? InferOutput(Shape input, FindingSink findings)
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
    public override long Flops(Shape input) => 13 * input.Length;

    public override void Forward(LayerScope scope) =>
        scope.Add(new SoftmaxOperation(scope.OwnInput(), scope.Output(Logarithm ? "q" : "p"), Logarithm));

    public override void Backward(LayerScope scope)
    {
        if (scope.InputGradient() is { } dx)
        {
            scope.Add(new SoftmaxGradientOperation(scope.OutputValue, scope.OutputGradient, dx, Logarithm));
        }
    }
}
