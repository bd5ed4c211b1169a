using NnGenerator.Ir;
using NnGenerator.Printing;

namespace NnGenerator.Operations;

/// <summary>Converts groups of interleaved samples to row-major samples, for operations along a sample.</summary>
internal sealed class ToRowMajorOperation(Tensor x, Tensor y) : Operation
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

    public override string Print(OperationPrinter printer) => $"ChannelsHeightWidthBatch.ToRowMajor({x.Name}, {x.Length}, {y.Name}, {y.Stride}, n, lanes);";
}
