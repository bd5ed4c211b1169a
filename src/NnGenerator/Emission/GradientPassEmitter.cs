using NnGenerator.Ir;
using NnGenerator.Operations;
using NnGenerator.Planning;
using NnGenerator.Printing;
using NnGenerator.Shapes;
using NnGenerator.Text;

namespace NnGenerator.Emission;

/// <summary>The training pass of a network of many parameters, in two: the chain rule for some samples of a batch, and then the gradients of a
/// range of the parameters over all of its samples. Several threads share either; the gradients are the same however they do.</summary>
internal sealed class GradientPassEmitter(NetworkProgram program, OperationPrinter printer, int parameters)
{
    private const string Chain = "Backpropagate", Gradients = "Gradients";

    public void Write(SourceWriter writer, string target, string needed, Action<SourceWriter> writeChain)
    {
        string batch = $"ReadOnlySpan<float> parameters, ReadOnlySpan<float> inputs, ReadOnlySpan<{target}> targets, ReadOnlySpan<float> weights";
        string chain = $"{batch}, int first, int n, int all, Span<float> scratch, Span<float> own, in TrainingStep step";
        const string range = "ReadOnlySpan<float> inputs, Span<float> gradients, int from, int to, int n, Span<float> scratch";

        using (writer.Open($"public static float {nameof(Pass.Backward)}({batch}, Span<float> gradients, int n, Workspace? workspace, in TrainingStep step)"))
        {
            writer.Line($"using WorkspaceLease lease = WorkspaceLease.Rent(workspace, {needed}, n, out Span<float> scratch);");
            writer.Line($"float loss = {Chain}(parameters, inputs, targets, weights, 0, n, n, scratch, scratch[({ScratchPrinter.Times("n", program.Plan.BatchLength)})..], step);");
            writer.Line($"{Gradients}(inputs, gradients, 0, {CSharpLiteral.GroupedInteger(parameters)}, n, scratch);");
            writer.Line("return loss;");
        }
        writer.Line().Line("// Takes the n samples from index `first` of a batch of `all`. The scratch of the batch keeps what the parameter gradients need.");
        using (writer.Open($"public static float {Chain}({chain})"))
        {
            PassEmitter.WriteWidths(writer, Chain, "parameters, inputs, targets, weights, first, n, all, scratch, own, step", returns: true);
        }
        writer.Line();
        using (writer.Open(PassEmitter.Generic($"float {Chain}", chain)))
        {
            writeChain(writer);
        }
        writer.Line().Line("// Computes the gradients of the parameters in [from, to) over all samples.");
        using (writer.Open($"public static void {Gradients}({range})"))
        {
            PassEmitter.WriteWidths(writer, Gradients, "inputs, gradients, from, to, n, scratch", returns: false);
        }
        writer.Line();
        using (writer.Open(PassEmitter.Generic($"void {Gradients}", range)))
        {
            Tensor[] tensors = [.. program.GradientOperations.SelectMany(static operation => operation.Reads).Distinct()];
            if (tensors.FirstOrDefault(static tensor => tensor.Arena == Arena.Inputs) is { } x)
            {
                writer.Line($"ReadOnlySpan<float> {x.Name} = inputs;");
            }
            ScratchPrinter.Write(writer, program, "n", tensors.Where(static tensor => tensor.IsScratch));
            writer.Line();
            (string From, string To) all = printer.Wanted;
            printer.Wanted = ("from", "to");
            foreach (WeightGradientOperation operation in program.GradientOperations)
            {
                writer.Line(operation.Print(printer));
            }
            printer.Wanted = all;
        }
    }
}
