using NnGenerator.Formulas;
using NnGenerator.Ir;
using NnGenerator.Printing;

namespace NnGenerator.Operations;

/// <summary>The sum of a loss formula over all outputs, divided by the outputs of a sample, and its derivative.</summary>
internal sealed class PointwiseLossOperation(int layer, LossFormula loss, Tensor y, Tensor? dy) : Operation(layer)
{
    public override IReadOnlyList<Tensor> Reads { get; } = [y];

    public override IReadOnlyList<Tensor> Writes { get; } = dy is null ? [] : [dy];

    public override bool ReturnsLoss => true;

    public override bool MayOverwrite(Tensor input) => true;

    public override void Run(Memory memory)
    {
        (Scalar value, Scalar derivative) = (loss.Value, loss.Derivative);
        for (int i = 0; i < memory.Samples; i++)
        {
            double weight = memory.Weight(i) / y.Length;
            for (int j = 0; j < y.Length; j++)
            {
                double output = memory[y, i, j], target = memory.Targets[(i * y.Length) + j];
                memory.Loss += weight * value.Evaluate((Scalar.Y, output), (Scalar.T, target));
                if (dy is not null)
                {
                    memory[dy, i, j] = weight * derivative.Evaluate((Scalar.Y, output), (Scalar.T, target));
                }
            }
        }
    }

    public override string Print(OperationPrinter printer)
    {
        string Name(Variable variable) => variable == Scalar.Y ? y.Math : variable.Name;

        string mean = y.Length == 1 ? "" : $"1/{y.Length}·";
        string comment = $"// L = Σ wᵢ·{mean}Σ {loss.Value.ToMathFactor(Name)}"
            + (dy is null ? "" : $",   {dy.Math} = w·{mean}{loss.Derivative.ToMathFactor(Name)}") + "\n";
        string scale = y.Length == 1 ? "scale" : $"scale / {y.Length}";
        return comment + (dy is null
            ? $"loss += PointwiseLoss.Value<{printer.Struct(loss)}>({y.Name}, {y.Stride}, targets, {y.Length}, weights, {scale});"
            : $"loss += PointwiseLoss.ValueAndDerivative<{printer.Struct(loss)}>({y.Name}, {y.Stride}, targets, {y.Length}, weights, {scale}, {dy.Name}, {dy.Stride});");
    }
}
