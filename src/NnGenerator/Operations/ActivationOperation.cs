using NnGenerator.Activations;
using NnGenerator.Formulas;
using NnGenerator.Ir;
using NnGenerator.Printing;

namespace NnGenerator.Operations;

/// <summary>a = f(z), element by element.</summary>
internal sealed class ActivationOperation(int layer, Activation activation, Tensor z, Tensor a) : Operation(layer)
{
    public Activation Activation { get; } = activation;

    public Tensor Z { get; } = z;

    public Tensor A { get; } = a;

    public override IReadOnlyList<Tensor> Reads { get; } = [z];

    public override IReadOnlyList<Tensor> Writes { get; } = [a];

    public override bool MayOverwrite(Tensor input) => true;

    public override void Run(Memory memory)
    {
        Scalar value = Activation.Value(Scalar.X);
        for (int i = 0; i < memory.Samples; i++)
        {
            for (int j = 0; j < Z.Length; j++)
            {
                memory[A, i, j] = value.Evaluate((Scalar.X, memory[Z, i, j]));
            }
        }
    }

    public override string Print(OperationPrinter printer)
    {
        string name = printer.Struct(Activation), comment = $"// {A.Math} = {Activation.Value(Scalar.X).ToMath(_ => Z.Math)}\n";
        return comment + OperationPrinter.Rows([Z, A], rows => Z.Arena == Arena.Inputs
            ? $"Elementwise.Value<InfinityToNaN>({rows[0]}, {rows[1]});   // so that no activation hides it\nElementwise.Value<{name}>({rows[1]}, {rows[1]});"
            : $"Elementwise.Value<{name}>({rows[0]}, {rows[1]});");
    }
}
