using NnGenerator.Ir;
using NnGenerator.Printing;
using NnGenerator.Text;

namespace NnGenerator.Operations;

/// <summary>y = x ⊙ mask / (1 − rate). The mask is a function of seed, step, sample and element, so the backward pass draws it again
/// instead of remembering it.</summary>
/// <param name="x">Read, forward or backward.</param>
/// <param name="y">Written.</param>
/// <param name="rate">The part that is dropped.</param>
/// <param name="firstElement">Elements of the dropout layers before this one, so that no two layers share a mask.</param>
internal sealed class DropoutOperation(int layer, Tensor x, Tensor y, double rate, int firstElement) : Operation(layer)
{
    public override IReadOnlyList<Tensor> Reads { get; } = [x];

    public override IReadOnlyList<Tensor> Writes { get; } = [y];

    public override bool MayOverwrite(Tensor input) => true;

    public override void Run(Memory memory)
    {
        for (int i = 0; i < memory.Samples; i++)
        {
            for (int j = 0; j < x.Length; j++)
            {
                memory[y, i, j] = memory[x, i, j] * (Keeps(memory, i, j) ? 1 / (1 - rate) : 0);
            }
        }
    }

    public override string Print(OperationPrinter printer) =>
        $"// {y.Math} = {x.Math} ⊙ mask / (1 − {CSharpLiteral.Number(rate)})\n"
        + OperationPrinter.Rows([x, y], rows => rows[0] == x.Name
            ? $"DropoutMask.Apply({x.Name}, {y.Name}, {x.Stride}, {firstElement}, {CSharpLiteral.Double(rate)}, step);"
            : $"DropoutMask.Apply({rows[0]}, {rows[1]}, {x.Length}, {firstElement}, {CSharpLiteral.Double(rate)}, step with {{ FirstSample = step.FirstSample + i }});");

    // The hash of the runtime's DropoutMask, written down a second time on purpose: tests compare the two.
    private bool Keeps(Memory memory, int sample, int element)
    {
        unchecked
        {
            ulong hash = Mix((ulong)(uint)memory.Seed + 0x9E3779B97F4A7C15);
            hash = Mix(hash ^ (ulong)memory.Step);
            hash = Mix(hash ^ (ulong)(uint)(memory.FirstSample + sample));
            uint u = (uint)hash + ((uint)(firstElement + element) * 0x9E3779B9u);
            u ^= (uint)(hash >> 32);
            u = (u ^ (u >> 16)) * 0x7FEB352D;
            u = (u ^ (u >> 15)) * 0x846CA68B;
            u ^= u >> 16;
            return u >= (uint)(rate * 4294967296.0);
        }
    }

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
