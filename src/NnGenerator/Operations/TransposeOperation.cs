using NnGenerator.Ir;
using NnGenerator.Printing;
using NnGenerator.Text;

namespace NnGenerator.Operations;

/// <summary>A transposed copy of a weight matrix.</summary>
internal sealed class TransposeOperation(int layer, Tensor weight, int rows, int columns, Tensor transposed) : Operation(layer)
{
    public override IReadOnlyList<Tensor> Reads { get; } = [weight];

    public override IReadOnlyList<Tensor> Writes { get; } = [transposed];

    public override void Run(Memory memory)
    {
        for (int k = 0; k < rows; k++)
        {
            for (int j = 0; j < columns; j++)
            {
                memory[transposed, 0, (j * rows) + k] = memory[weight, 0, (k * columns) + j];
            }
        }
    }

    public override string Print(OperationPrinter printer) =>
        $"Matrix.Transpose(parameters.Slice({CSharpLiteral.GroupedInteger(weight.Offset)}, {CSharpLiteral.GroupedInteger(weight.Length)}), {rows}, {columns}, {transposed.Name});";
}
