using NnGenerator.Declarations;
using NnGenerator.Diagnostics;
using NnGenerator.Ir;
using NnGenerator.Operations;
using NnGenerator.Shapes;

namespace NnGenerator.Layers;

/// <summary>z = x·W + b with W [in, out].</summary>
internal sealed record DenseLayer(int Units, bool UseBias = true, Initializer? WeightInitializer = null, Initializer? BiasInitializer = null) : Layer
{
    public override string Title => $"Dense {Units}";

    public override string? BlockPrefix => "dense";

    public override bool IsLinear => true;

    public static Layer Parse(AttributeArguments arguments) => new DenseLayer(
        arguments.Int("units", 0),
        arguments.Bool("UseBias", true),
        arguments.WeightInitializer(),
        arguments.BiasInitializer(arguments.Bool("UseBias", true)));

    public override Shape? InferOutput(Shape input, FindingSink findings)
    {
        if (Units <= 0)
        {
            findings.Add(Descriptors.SizeNotPositive, $"Dense({Units})", Units);
            return null;
        }
        return IsVector(input, findings) ? new Shape(Units) : null;
    }

    public override IReadOnlyList<ParameterSpec> Parameters(Shape input, Layer? next)
    {
        ParameterSpec weight = new("weight", new([input.Features, Units]), Fitting(WeightInitializer, next), input.Features, Units);
        return UseBias
            ? [weight, new("bias", new([Units]), Fitting(BiasInitializer, InitializerKind.Zeros), input.Features, Units)]
            : [weight];
    }

    public override long Flops(Shape input) => 2 * input.Length * Units;

    public override void Forward(LayerScope scope) =>
        scope.Add(new LinearOperation(scope.Input, scope.Parameter("weight"), UseBias ? scope.Parameter("bias") : null, scope.Output("z"), scope.MethodName("Dense", "")));

    public override void Backward(LayerScope scope)
    {
        scope.Add(new WeightGradientOperation(scope.Input, scope.OutputGradient, scope.Gradient("weight"), UseBias ? scope.Gradient("bias") : null, scope.MethodName("Dense", "Parameters")));

        if (scope.InputGradient() is { } dx)   // nobody asks the first layer for ∂L/∂x
        {
            scope.Add(new InputGradientOperation(scope.OutputGradient, scope.Parameter("weight"), Transposed(scope), dx, scope.MethodName("Dense", "Inputs")));
        }
    }

    private Tensor Transposed(LayerScope scope)
    {
        Tensor weight = scope.Parameter("weight");
        if (Units == 1 || scope.Node.Input.Features == 1)
        {
            return weight;   // a single row or column is its own transpose
        }
        Tensor transposed = scope.Scratch($"W{scope.Node.Linear}t", weight.Length);
        scope.Add(new TransposeOperation(weight, scope.Node.Input.Features, Units, transposed));
        return transposed;
    }
}
