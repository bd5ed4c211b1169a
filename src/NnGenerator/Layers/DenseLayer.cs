using NnGenerator.Declarations;
using NnGenerator.Diagnostics;
using NnGenerator.Ir;
using NnGenerator.Operations;
using NnGenerator.Shapes;
using NnGenerator.Text;

namespace NnGenerator.Layers;

/// <summary>z = x·W + b with W [in, out].</summary>
internal sealed record DenseLayer(int Units, bool UseBias = true, Initializer? WeightInitializer = null, Initializer? BiasInitializer = null)
    : WeightedLayer(UseBias, WeightInitializer, BiasInitializer)
{
    public override string Title => $"Dense {Units}";

    public override string? BlockPrefix => "dense";

    public static Layer Parse(AttributeArguments arguments) => new DenseLayer(
        arguments.Int("units", 0),
        arguments.Bool("UseBias", true),
        arguments.WeightInitializer(),
        arguments.BiasInitializer(arguments.Bool("UseBias", true)));

    public override string ToAttribute() => WithInitializers(new AttributeText("Dense").Argument(Units)).ToString();

    protected override Shape? InferOutput(Shape input, FindingSink findings)
    {
        if (Units <= 0)
        {
            findings.Add(Descriptors.SizeNotPositive, $"Dense({Units})", Units);
            return null;
        }
        return IsVector(input, findings) ? new Shape(Units) : null;
    }

    protected override (int[] Shape, int Units, int FanIn, int FanOut) Weight(Shape input) => ([input.Features, Units], Units, input.Features, Units);

    protected override long Flops(Shape input) => 2 * input.Length * Units;

    public override void Lower(LayerScope scope) =>
        scope.Add(new LinearOperation(scope.Number, scope.Input, scope.Parameter("weight"), Bias(scope), scope.Output("z"), scope.MethodName("Dense", "")));

    public override void Pullback(PullbackScope scope)
    {
        scope.Add(new WeightGradientOperation(scope.Number, scope.Input, scope.OutputGradient, scope.Gradient("weight"), BiasGradient(scope), scope.MethodName("Dense", "Parameters")));

        if (scope.InputGradient() is { } dx)   // nobody asks the first layer for ∂L/∂x
        {
            scope.Add(new InputGradientOperation(scope.Number, scope.OutputGradient, scope.Parameter("weight"), Transposed(scope), dx, scope.MethodName("Dense", "Inputs")));
        }
    }

    private Tensor Transposed(LayerScope scope)
    {
        Tensor weight = scope.Parameter("weight");
        if (Units == 1 || scope.InputShape.Features == 1 || InputGradientOperation.TakesWeight(Units, scope.InputShape.Features))
        {
            return weight;   // a single row or column is its own transpose
        }
        Tensor transposed = scope.Scratch($"W{scope.Node.Linear}t", weight.Length);
        scope.Add(new TransposeOperation(scope.Number, weight, scope.InputShape.Features, Units, transposed));
        return transposed;
    }
}
