using NnGenerator.Activations;
using NnGenerator.Formulas;
using NnGenerator.Ir;
using NnGenerator.Printing;

namespace NnGenerator.Operations;

/// <summary>a = f(z), element by element.</summary>
internal sealed class ActivationKernel(Activation activation, Operand z, Operand a) : Kernel
{
    public Activation Activation { get; } = activation;

    public Operand Z { get; } = z;

    public Operand A { get; } = a;

    public override IEnumerable<Operand> Reads => [Z];

    public override IEnumerable<Operand> Writes => [A];

    public override bool MayOverwrite(Operand input) => true;

    public override void Run(Memory memory)
    {
        Scalar value = Activation.Value(Scalar.X);
        for (int i = 0; i < memory.Samples; i++)
        {
            for (int j = 0; j < Z.Length; j++)
            {
                memory[A, i, j] = value.Evaluate(x: memory[Z, i, j]);
            }
        }
    }

    public override string Print(KernelPrinter printer)
    {
        string name = printer.Struct(Activation), comment = $"// {A.Math} = {Activation.Value(Scalar.X).ToMath(_ => Z.Math)}\n";
        return comment + KernelPrinter.Rows([Z, A], rows => Z.Space == Space.Inputs
            ? $"Elementwise.Value<InfinityToNaN>({rows[0]}, {rows[1]});   // so that no activation hides it\nElementwise.Value<{name}>({rows[1]}, {rows[1]});"
            : $"Elementwise.Value<{name}>({rows[0]}, {rows[1]});");
    }
}
