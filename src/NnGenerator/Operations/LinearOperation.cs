using NnGenerator.Activations;
using NnGenerator.Formulas;
using NnGenerator.Ir;
using NnGenerator.Printing;

namespace NnGenerator.Operations;

/// <summary>z = x·W + b, and a = f(z) or p = softmax(z) while z is still in registers.</summary>
internal sealed partial class LinearOperation(int layer, Tensor x, Tensor weight, Tensor? bias, Tensor z, string name) : Operation(layer), IActivationEpilogue
{
    public Tensor Input { get; } = x;

    public Tensor Weight { get; } = weight;

    public Tensor? Bias { get; } = bias;

    public Tensor Result { get; } = z;

    /// <summary>Applied to z before it is stored.</summary>
    public Activation? Activation { get; private init; }

    /// <summary>Receives f(z).</summary>
    public Tensor? A { get; private init; }

    /// <summary>Whether z itself is needed later.</summary>
    public bool StoresResult { get; private init; } = true;

    /// <summary>Makes probabilities of z while it is still in registers, if it is one vector.</summary>
    public SoftmaxOperation? Softmax { get; private init; }

    /// <summary>Whether a softmax follows in other passes, which then share the text.</summary>
    public bool MeetsSoftmax { get; private init; }

    public override IReadOnlyList<Tensor> Reads { get; } = bias is null ? [x, weight] : [x, weight, bias];

    public override IReadOnlyList<Tensor> Writes => A is not null ? (StoresResult ? [Result, A] : [A]) : Softmax is not null ? [Result, .. Softmax.Writes] : [Result];

    // A product that is unrolled takes in any activation; in a tile, a formula with an exponential is cheaper in a pass of its own.
    public Operation? With(Activation activation, Tensor a, bool storesResult) => A is null && (IsUnrolled || activation.Value(Scalar.X).IsCheap)
        ? new LinearOperation(Layer, Input, Weight, Bias, Result, name) { Activation = activation, A = a, StoresResult = storesResult }
        : null;

    /// <summary>The same for a pass that leaves out a softmax after it.</summary>
    public LinearOperation BeforeSoftmax() => new(Layer, Input, Weight, Bias, Result, name) { MeetsSoftmax = true };

    public LinearOperation With(SoftmaxOperation softmax) => new(Layer, Input, Weight, Bias, Result, name) { Softmax = softmax };

    public override int? Terms => IsUnrolled ? Input.Length + (Softmax?.Terms ?? 0) : null;

    public override int FunctionVariables => (Activation?.Value(Scalar.X).FunctionVariables ?? 0) + (Softmax?.FunctionVariables ?? 0);

    public override void Run(Memory memory)
    {
        Scalar? value = Activation?.Value(Scalar.X);
        for (int i = 0; i < memory.Samples; i++)
        {
            for (int j = 0; j < Result.Length; j++)
            {
                double sum = Bias is null ? 0 : memory[Bias, 0, j];
                for (int k = 0; k < Input.Length; k++)
                {
                    sum += memory[Input, i, k] * memory[Weight, 0, (k * Result.Length) + j];
                }
                if (StoresResult)
                {
                    memory[Result, i, j] = sum;
                }
                if (A is not null)
                {
                    memory[A, i, j] = value!.Evaluate((Scalar.X, sum));
                }
            }
        }
        Softmax?.Run(memory);
    }

    /// <summary>Whether the sums are written out.</summary>
    public bool IsUnrolled => RowPrinter.Fits(Input.Length, Result.Length);

    /// <summary>Whether a row of z is one vector where vectors are wide enough, and nothing is done with it but a softmax.</summary>
    public bool IsVector => IsUnrolled && !IsDot && A is null && OperationPrinter.WidestVector(RowColumns) >= Result.Length;
}
