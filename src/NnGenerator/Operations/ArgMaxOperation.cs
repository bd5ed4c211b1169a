using NnGenerator.Ir;
using NnGenerator.Printing;

namespace NnGenerator.Operations;

/// <summary>class = argmax z: the first of equals, and NaN loses. With one logit: 1 where it is positive.</summary>
internal sealed class ArgMaxOperation(int layer, Tensor z) : Operation(layer)
{
    private readonly Tensor _z = z;

    public override IReadOnlyList<Tensor> Reads { get; } = [z];

    // Rows as the softmax has them, so that both passes share one product.
    public override IEnumerable<Tensor> NeedsPadding => _z.Length > 1 ? [_z] : [];

    public override IReadOnlyList<Tensor> Writes { get; } = [];

    public override bool ReturnsLoss => true;

    public override void Run(Memory memory)
    {
        memory.Predictions = new int[memory.Samples];
        for (int i = 0; i < memory.Samples; i++)
        {
            int best = 0;
            for (int c = 1; c < _z.Length; c++)
            {
                bool wins = memory[_z, i, c] > memory[_z, i, best] || (double.IsNaN(memory[_z, i, best]) && !double.IsNaN(memory[_z, i, c]));
                best = wins ? c : best;
            }
            memory.Predictions[i] = _z.Length > 1 ? best : memory[_z, i, 0] > 0 ? 1 : 0;
        }
    }

    public override string Print(OperationPrinter printer) => _z.Length == 1
        ? $"// class = [{_z.Math} > 0]\nArgMax.Positive({_z.Name}, classes);"
        : $"// class = argmax {_z.Math}\nArgMax.Rows({_z.Name}, {_z.Stride}, {_z.Length}, classes);";
}
