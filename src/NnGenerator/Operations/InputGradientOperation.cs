using NnGenerator.Activations;
using NnGenerator.Formulas;
using NnGenerator.Ir;
using NnGenerator.Printing;

namespace NnGenerator.Operations;

/// <summary>dx = dz·Wᵀ, and dx ⊙ f′ while dx is still in registers. Wᵀ is a copy, so that the columns of the result are contiguous, unless W is so large that
/// the product copies it panel by panel: then it is W.</summary>
internal sealed class InputGradientOperation(int layer, Tensor dz, Tensor weight, Tensor transposed, Tensor dx, string name) : Operation(layer)
{
    public Tensor InputGradient { get; } = dx;

    public Activation? Activation { get; private init; }

    /// <summary>Input and output of the activation, where its derivative mentions them.</summary>
    public Tensor? Z { get; private init; }

    public Tensor? A { get; private init; }

    /// <summary>Receives dx ⊙ f′.</summary>
    public Tensor? Result { get; private init; }

    public override IReadOnlyList<Tensor> Reads => [.. new[] { dz, transposed, Z, A }.OfType<Tensor>()];

    public override IReadOnlyList<Tensor> Writes => [Result ?? InputGradient];

    /// <summary>Returns the operation with the derivative of an activation; null if it has one already, or if the two are faster one after the other.</summary>
    public Operation? With(DerivativeOperation derivative) => Activation is null && (IsUnrolled || derivative.Activation.Derivative(Scalar.X, Scalar.Y).IsCheap)
        ? new InputGradientOperation(Layer, dz, weight, transposed, InputGradient, name) { Activation = derivative.Activation, Z = derivative.Z, A = derivative.A, Result = derivative.InputGradient }
        : null;

    public override int? Terms => IsUnrolled ? dz.Length : null;

    public override int FunctionVariables => IsUnrolled ? Activation?.Derivative(Scalar.X, Scalar.Y).FunctionVariables ?? 0 : 0;

    // A block of z or a is loaded before the same block is stored, but blocks of a row overlap at its end: only rows of whole
    // vectors could be overwritten, and which those are depends on the machine. So the result has memory of its own.
    public override void Run(Memory memory)
    {
        Scalar? derivative = Activation?.Derivative(Scalar.X, Scalar.Y);
        for (int i = 0; i < memory.Samples; i++)
        {
            for (int k = 0; k < InputGradient.Length; k++)
            {
                double sum = 0;
                for (int j = 0; j < dz.Length; j++)
                {
                    sum += memory[dz, i, j] * memory[transposed, 0, transposed == weight ? (k * dz.Length) + j : (j * InputGradient.Length) + k];
                }
                if (derivative is not null)
                {
                    sum *= derivative.Evaluate((Scalar.X, Z is null ? 0 : memory[Z, i, k]), (Scalar.Y, A is null ? 0 : memory[A, i, k]));
                }
                memory[Result ?? InputGradient, i, k] = sum;
            }
        }
    }

    /// <summary>Whether the product transposes the matrix itself.</summary>
    public static bool TakesWeight(int units, int inputs) => ProductPrinter.TakesPanels(units, inputs);

    /// <summary>Whether the sums are written out.</summary>
    public bool IsUnrolled => RowPrinter.Fits(dz.Length, InputGradient.Length);

    // Whether a batch is computed in tiles although the terms of a row are written out.
    private bool IsTiled => ProductPrinter.Fits(dz.Length, InputGradient.Length);

    public override string Print(OperationPrinter printer)
    {
        Tensor result = Result ?? InputGradient;
        string formula = Activation is null
            ? $"{result.Math} = {dz.Math}·{weight.Math}ᵀ"
            : $"{result.Math} = ({dz.Math}·{weight.Math}ᵀ) ⊙ {Activation.Derivative(Scalar.X, Scalar.Y).ToMathFactor(variable => variable == Scalar.X ? Z!.Math : A!.Math)}";
        Argument[] arguments = [.. Reads.Select(tensor => OperationPrinter.In(tensor)), OperationPrinter.Out(result, result.Name)];
        return IsUnrolled && !IsTiled ? Rows(printer, "", result, formula, arguments).Print(printer, printer.BackwardOptions)
            : IsUnrolled && printer.FewSamples is { } samples ? Rows(printer, "Rows", result, formula, arguments).PrintFew(printer, samples)
            : PrintTiles(printer, result, formula, arguments);
    }

    private RowPrinter Rows(OperationPrinter printer, string part, Tensor result, string formula, Argument[] arguments)
    {
        string Vector(Tensor? tensor) => tensor is null ? "default" : RowPrinter.Load(tensor, "k");

        string value = Activation is null ? "sum" : $"(sum * {printer.Struct(Activation)}.Derivative<V>({Vector(Z)}, {Vector(A)}))";
        return new RowPrinter(name + part, formula)
        {
            Layer = Layer,
            Arguments = new(arguments),
            Options = printer.BackwardOptions,
            Columns = ("k", InputGradient.Length),
            Accumulator = "sum",
            Left = (dz.Name, dz.Stride, dz.Length),
            Right = (transposed.Name, InputGradient.Length),
            Stores = new([$"{value}.Store({RowPrinter.Destination(result.Name, result, "k")});"]),
        };
    }

    private string PrintTiles(OperationPrinter printer, Tensor result, string formula, Argument[] arguments)
    {
        string Tile(Tensor? tensor) => tensor is null ? "default" : $"T.Load({tensor.Name}[(i * {tensor.Stride} + k)..], {tensor.Stride}, width)";

        string store = $"Store({result.Name}[(i * {result.Stride} + k)..], {result.Stride}, width);", value = $"sum.{store}";
        string? epilogue = null;
        if (Activation is not null && IsUnrolled && !Activation.Derivative(Scalar.X, Scalar.Y).IsCheap && new[] { Z, A }.OfType<Tensor>().All(tensor => tensor.Stride == result.Stride))
        {
            // A formula with an exponential needs the registers that the tile has: it waits until all tiles are done.
            string All(Tensor? tensor) => tensor is null ? "default" : $"{tensor.Name}[..(fours * {tensor.Stride})]";

            epilogue = $"Elementwise.TimesDerivative<{printer.Struct(Activation)}>({All(result)}, {All(Z)}, {All(A)}, {All(result)});";
        }
        else if (Activation is not null)
        {
            value = $"sum.TimesDerivative<{printer.Struct(Activation)}>({Tile(Z)}, {Tile(A)}).{store}";
        }
        return new ProductPrinter(name, formula)
        {
            Layer = Layer,
            Arguments = new(arguments),
            Rows = ("i", null),
            Columns = ("k", InputGradient.Length),
            Terms = dz.Length,
            Accumulator = "sum",
            Sum = $"sum += Σⱼ {dz.Math}[i, j]·{weight.Math}[k, j]",
            Left = (dz.Name, dz.Stride),
            Right = (transposed.Name, InputGradient.Length),
            IsTransposed = transposed == weight,
            Partial = ($"{result.Name}[(i * {result.Stride} + k)..]", result.Stride),
            Stores = new([value]),
            Epilogue = new(epilogue is null ? [] : [epilogue]),
            SingleRows = IsUnrolled ? Rows(printer, "Rows", result, formula, arguments) : null,
        }.Print(printer);
    }
}
