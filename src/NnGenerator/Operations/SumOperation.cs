using NnGenerator.Ir;
using NnGenerator.Printing;

namespace NnGenerator.Operations;

/// <summary>y = Σ xᵢ, element by element: the gradient of a value that several layers read.</summary>
/// <param name="layer">The number of the layer that it belongs to.</param>
/// <param name="terms">What is added, at least two tensors of one layout.</param>
/// <param name="sum">Receives the sum.</param>
internal sealed class SumOperation(int layer, IReadOnlyList<Tensor> terms, Tensor sum) : Operation(layer)
{
    public override IReadOnlyList<Tensor> Reads => terms;

    public override IReadOnlyList<Tensor> Writes { get; } = [sum];

    // The first two are read before anything is written.
    public override bool MayOverwrite(Tensor input) => !terms.Skip(2).Contains(input);

    public override void Run(Memory memory)
    {
        for (int i = 0; i < memory.Samples; i++)
        {
            for (int j = 0; j < sum.Length; j++)
            {
                memory[sum, i, j] = terms.Sum(term => memory[term, i, j]);
            }
        }
    }

    // From left to right, where all but the first pair are added to the sum itself.
    public override string Print(OperationPrinter printer)
    {
        List<string> lines = [$"// {sum.Math} = {string.Join(" + ", terms.Select(static term => term.Math))}"];
        Tensor left = terms[0];
        foreach (Tensor term in terms.Skip(1))
        {
            lines.Add(OperationPrinter.Rows([left, term, sum], static rows => $"Elementwise.Sum({rows[0]}, {rows[1]}, {rows[2]});"));
            left = sum;
        }
        return string.Join("\n", lines);
    }
}
