using NnGenerator.Declarations;
using NnGenerator.Diagnostics;
using NnGenerator.Operations;
using NnGenerator.Shapes;
using NnGenerator.Text;

namespace NnGenerator.Layers;

/// <summary>Inverted dropout while training, the identity otherwise (Srivastava and others, 2014).</summary>
internal sealed record DropoutLayer(double Rate) : UnaryLayer
{
    public override string Title => $"Dropout {CSharpLiteral.Number(Rate)}";

    public static Layer Parse(AttributeArguments arguments) => new DropoutLayer(arguments.Double("rate", 0));

    public override bool IsLinear => true;

    public override bool IsRandom => true;

    public override string ToAttribute() => new AttributeText("Dropout").Argument(Rate).ToString();

    // The mask compares 32 random bits with the rate.
    protected override string? NoEffect(Shape input, Layer? before) => Rate == 0 ? "its rate is 0" : Rate < 1 / 4294967296.0 ? "its rate is less than 2⁻³²" : null;

    protected override Shape? InferOutput(Shape input, FindingSink findings)
    {
        // A rate that is 1 as a float would drop everything, and leave nothing to make up for it.
        if (Rate is >= 0 and < 1 && (float)Rate < 1)
        {
            return input;
        }
        // More than one is surely a percentage.
        Fix? fix = Rate is > 1 and < 100 ? Fix.Replace($"Dropout({CSharpLiteral.Number(Rate / 100)})") : null;
        findings.Add(Descriptors.RateOutOfRange, fix, $"Dropout({CSharpLiteral.Number(Rate)})", CSharpLiteral.Number(Rate));
        return null;
    }

    public override void Lower(LayerScope scope)
    {
        if (scope.Training)
        {
            scope.Add(new DropoutOperation(scope.Number, scope.Input, scope.Output("h"), Rate, scope.FirstElement));
        }
        else
        {
            scope.PassThrough();
        }
    }

    public override void Pullback(PullbackScope scope)
    {
        if (!scope.Training)
        {
            scope.PassGradientThrough();
        }
        else if (scope.InputGradient() is { } dx)
        {
            scope.Add(new DropoutOperation(scope.Number, scope.OutputGradient, dx, Rate, scope.FirstElement));
        }
    }
}
