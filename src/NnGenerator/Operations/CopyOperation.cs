using NnGenerator.Ir;
using NnGenerator.Printing;

namespace NnGenerator.Operations;

/// <summary>y = x, where a value must have memory of its own.</summary>
internal sealed class CopyOperation(Tensor x, Tensor y) : Operation
{
    public override IEnumerable<Tensor> Reads => [x];

    public override IEnumerable<Tensor> Writes => [y];

    public override void Run(Memory memory)
    {
        for (int i = 0; i < memory.Samples; i++)
        {
            for (int j = 0; j < x.Length; j++)
            {
                memory[y, i, j] = memory[x, i, j];
            }
        }
    }

    public override string Print(OperationPrinter printer) =>
        x.Arena == Arena.Inputs
            ? OperationPrinter.Rows([x, y], rows => $"Elementwise.Value<InfinityToNaN>({rows[0]}, {rows[1]});")
            : OperationPrinter.Rows([x, y], rows => $"{rows[0]}.CopyTo({rows[1]});");
}
