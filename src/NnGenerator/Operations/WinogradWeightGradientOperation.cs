using NnGenerator.Ir;
using NnGenerator.Printing;
using NnGenerator.Shapes;
using NnGenerator.Text;

namespace NnGenerator.Operations;

/// <summary>dW = dz ⋆ x in tiles of 2×2 pixels of dz, and db = Σ dz.</summary>
internal sealed class WinogradWeightGradientOperation(ConvolutionWeightGradientOperation direct, WinogradShape shape, Tensor buffer) : Operation(direct.Layer)
{
    public override IReadOnlyList<Tensor> Reads { get; } = direct.Reads;

    public override IReadOnlyList<Tensor> Writes { get; } = direct.BiasGradient is null ? [direct.WeightGradient, buffer] : [direct.WeightGradient, direct.BiasGradient, buffer];

    public override void Run(Memory memory) => direct.Run(memory);

    public override string Print(OperationPrinter printer)
    {
        List<Argument> arguments = [OperationPrinter.In(direct.Input), OperationPrinter.In(direct.OutputGradient), OperationPrinter.Out(buffer, "buffer"), printer.Gradients, new("int m", "m")];
        string signature = string.Join(", ", arguments.Select(static argument => argument.Declaration));
        return printer.Call(Layer, direct.Name + "Tiles", "V", arguments, final =>
        {
            SourceWriter writer = new();
            writer.Line($"// {direct.Formula}, in tiles of 2×2 pixels (Winograd)");
            using (writer.Open($"private static void {final}<V>({signature}) where V : struct, ISimd<V>"))
            {
                writer.Line($"WinogradConvolution.WeightGradient<V>({direct.Input.Name}, {direct.OutputGradient.Name}, {direct.Layout.Text}, {Slice(direct.WeightGradient)}, {Slice(direct.BiasGradient)}, buffer, {shape.Text}, m);");
            }
            return writer.ToString();
        });
    }

    private static string Slice(Tensor? block) => block is null ? "default" : $"gradients.Slice({CSharpLiteral.GroupedInteger(block.Offset)}, {CSharpLiteral.GroupedInteger(block.Length)})";
}
