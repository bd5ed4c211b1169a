using NnGenerator.Emission;

namespace NnGenerator.Kernels;

/// <summary>dW = xᵀ·dz and db = Σ dz, both summed over the samples.</summary>
internal sealed class WeightGradientKernel(Operand x, Operand dz, Operand weightGradient, Operand? biasGradient, string name) : Kernel
{
    public override IEnumerable<Operand> Reads => [x, dz];

    public override IEnumerable<Operand> Writes => biasGradient is null ? [weightGradient] : [weightGradient, biasGradient];

    public override void Run(Interpreter memory)
    {
        for (int j = 0; j < dz.Length; j++)
        {
            for (int k = 0; k < x.Length; k++)
            {
                double sum = 0;
                for (int i = 0; i < memory.Samples; i++)
                {
                    sum += memory[x, i, k] * memory[dz, i, j];
                }
                memory[weightGradient, 0, (k * dz.Length) + j] = sum;
            }
            if (biasGradient is not null)
            {
                double sum = 0;
                for (int i = 0; i < memory.Samples; i++)
                {
                    sum += memory[dz, i, j];
                }
                memory[biasGradient, 0, j] = sum;
            }
        }
    }

    public override string Print(KernelPrinter printer)
    {
        string formula = $"{weightGradient.Math} = {x.Math}ᵀ·{dz.Math}{(biasGradient is null ? "" : $",   {biasGradient.Math} = Σ {dz.Math}")}";
        return new ProductPrinter(name, formula)
        {
            Layer = Layer,
            Arguments = [KernelPrinter.In(x), KernelPrinter.In(dz), printer.Gradients],
            Prologue = [$"Span<float> {KernelPrinter.Block(weightGradient)};"],
            Rows = ("k", x.Length),
            Columns = ("j", dz.Length),
            Inner = ("i", "n"),
            Accumulator = "sum",
            Left = $"{x.Name}[(i * {x.Stride} + k)..], 1",
            Right = $"{dz.Name}.Slice(i * {dz.Stride} + j, width)",
            Stores = [$"sum.Store({weightGradient.Name}[(k * {dz.Length} + j)..], {dz.Length}, width);"],
            Epilogue = biasGradient is null ? [] : [$"Columns.Sum({dz.Name}, n, {dz.Stride}, gradients.Slice({CSharpLiteral.GroupedInteger(biasGradient.Offset)}, {dz.Length}));"],
        }.Print(printer);
    }
}
