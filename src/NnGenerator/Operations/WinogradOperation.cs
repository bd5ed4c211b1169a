using NnGenerator.Ir;
using NnGenerator.Printing;
using NnGenerator.Shapes;
using NnGenerator.Text;

namespace NnGenerator.Operations;

/// <summary>A convolution, or the gradient of its input, in tiles of 2×2 pixels by Winograd's algorithm. It computes what another operation does.</summary>
/// <param name="direct">The operation that sums over the taps of the kernel.</param>
/// <param name="writes">What it writes besides the buffer.</param>
/// <param name="shape">The sizes.</param>
/// <param name="buffer">Room for the transforms.</param>
internal abstract class WinogradOperation(Operation direct, IEnumerable<Tensor> writes, WinogradShape shape, Tensor buffer) : Operation(direct.Layer)
{
    public override IReadOnlyList<Tensor> Reads { get; } = direct.Reads;

    public override IReadOnlyList<Tensor> Writes { get; } = [.. writes, buffer];

    /// <summary>The sizes.</summary>
    protected WinogradShape Shape { get; } = shape;

    /// <summary>The name of the emitted method.</summary>
    protected abstract string Name { get; }

    /// <summary>What it computes.</summary>
    protected abstract string Formula { get; }

    /// <summary>The tensors that the emitted method takes, without its buffer.</summary>
    protected abstract IEnumerable<Argument> Tensors { get; }

    public sealed override void Run(Memory memory) => direct.Run(memory);

    public sealed override string Print(OperationPrinter printer)
    {
        List<Argument> arguments = [printer.Parameters, .. Tensors, OperationPrinter.Out(buffer, "buffer"), new("int m", "m"), new("int lanes", "lanes")];
        string signature = string.Join(", ", arguments.Select(static argument => argument.Declaration));
        return printer.Call(Layer, Name + "Tiles", "V", arguments, final =>
        {
            SourceWriter writer = new();
            writer.Line($"// {Formula}, in tiles of 2×2 pixels (Winograd)");
            using (writer.Open($"private static void {final}<V>({signature}) where V : struct, ISimd<V>"))
            {
                writer.Line(Statement(printer));
            }
            return writer.ToString();
        });
    }

    /// <summary>The call of the runtime.</summary>
    protected abstract string Statement(OperationPrinter printer);

    protected static string Slice(Tensor? block) => block is null ? "default" : $"parameters.Slice({CSharpLiteral.GroupedInteger(block.Offset)}, {CSharpLiteral.GroupedInteger(block.Length)})";
}
