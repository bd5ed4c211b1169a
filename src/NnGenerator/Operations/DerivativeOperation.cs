using NnGenerator.Activations;
using NnGenerator.Formulas;
using NnGenerator.Ir;
using NnGenerator.Printing;

namespace NnGenerator.Operations;

/// <summary>dz = da ⊙ f′, element by element: one link of the chain rule.</summary>
internal sealed class DerivativeOperation(int layer, Activation activation, Tensor da, Tensor z, Tensor a, Tensor dz) : Operation(layer)
{
    private readonly Scalar _derivative = activation.Derivative(Scalar.X, Scalar.Y);

    public Activation Activation { get; } = activation;

    public Tensor OutputGradient { get; } = da;

    public Tensor InputGradient { get; } = dz;

    /// <summary>The input and the output of the activation, where the derivative mentions them.</summary>
    public Tensor? Z { get; } = activation.Derivative(Scalar.X, Scalar.Y).Mentions(Scalar.X) ? z : null;

    public Tensor? A { get; } = activation.Derivative(Scalar.X, Scalar.Y).Mentions(Scalar.Y) ? a : null;

    public override IReadOnlyList<Tensor> Reads => [.. new[] { OutputGradient, Z, A }.OfType<Tensor>()];

    public override IReadOnlyList<Tensor> Writes { get; } = [dz];

    public override bool MayOverwrite(Tensor input) => true;

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
        * _derivative.Evaluate((Scalar.X, Z is null ? 0 : memory[Z, sample, element]), (Scalar.Y, A is null ? 0 : memory[A, sample, element]));

    /// <summary>The right side of the formula.</summary>
    public string Formula => $"{OutputGradient.Math} ⊙ {_derivative.ToMathFactor(variable => variable == Scalar.X ? Z!.Math : A!.Math)}";

    public override string Print(OperationPrinter printer)
    {
        string comment = $"// {InputGradient.Math} = {Formula}\n";
        return comment + OperationPrinter.Rows([OutputGradient, Z, A, InputGradient], rows =>
            $"Elementwise.TimesDerivative<{printer.Struct(Activation)}>({rows[0]}, {rows[1] ?? "default"}, {rows[2] ?? "default"}, {rows[3]});");
    }
}
