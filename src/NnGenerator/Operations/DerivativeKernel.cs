using NnGenerator.Activations;
using NnGenerator.Formulas;
using NnGenerator.Ir;
using NnGenerator.Printing;

namespace NnGenerator.Operations;

/// <summary>dz = da ⊙ f′, element by element: one link of the chain rule.</summary>
internal sealed class DerivativeKernel(Activation activation, Operand da, Operand z, Operand a, Operand dz) : Kernel
{
    public Activation Activation { get; } = activation;

    public Operand OutputGradient { get; } = da;

    public Operand InputGradient { get; } = dz;

    /// <summary>The input and the output of the activation, where the derivative mentions them.</summary>
    public Operand? Z { get; } = activation.Derivative(Scalar.X, Scalar.Y).Mentions(Scalar.X) ? z : null;

    public Operand? A { get; } = activation.Derivative(Scalar.X, Scalar.Y).Mentions(Scalar.Y) ? a : null;

    public override IEnumerable<Operand> Reads => new[] { OutputGradient, Z, A }.OfType<Operand>();

    public override IEnumerable<Operand> Writes => [InputGradient];

    public override bool MayOverwrite(Operand input) => true;

    public override void Run(Memory memory)
    {
        for (int i = 0; i < memory.Samples; i++)
        {
            for (int j = 0; j < InputGradient.Length; j++)
            {
                memory[InputGradient, i, j] = Element(memory, i, j);
            }
        }
    }

    /// <summary>One element of dz.</summary>
    internal double Element(Memory memory, int sample, int element) => memory[OutputGradient, sample, element]
        * Activation.Derivative(Scalar.X, Scalar.Y).Evaluate(Z is null ? 0 : memory[Z, sample, element], A is null ? 0 : memory[A, sample, element]);

    /// <summary>The right side of the formula.</summary>
    public string Formula => $"{OutputGradient.Math} ⊙ {Activation.Derivative(Scalar.X, Scalar.Y).ToMathFactor(variable => variable == "x" ? Z!.Math : A!.Math)}";

    public override string Print(KernelPrinter printer)
    {
        string comment = $"// {InputGradient.Math} = {Formula}\n";
        return comment + KernelPrinter.Rows([OutputGradient, Z, A, InputGradient], rows =>
            $"Elementwise.TimesDerivative<{printer.Struct(Activation)}>({rows[0]}, {rows[1] ?? "default"}, {rows[2] ?? "default"}, {rows[3]});");
    }
}
