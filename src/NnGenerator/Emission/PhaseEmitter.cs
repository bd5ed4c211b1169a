using NnGenerator.Ir;
using NnGenerator.Operations;
using NnGenerator.Planning;
using NnGenerator.Printing;
using NnGenerator.Text;

namespace NnGenerator.Emission;

/// <summary>The text of a pass of several phases: a method that runs all of them, and one for each, which several threads share.</summary>
internal sealed class PhaseEmitter(NetworkProgram program, OperationPrinter printer, string target, int parameters)
{
    private readonly string _batch = $"ReadOnlySpan<float> parameters, ReadOnlySpan<float> inputs, ReadOnlySpan<{target}> targets, ReadOnlySpan<float> weights";

    /// <summary>The method of a phase.</summary>
    public static string Name(NetworkProgram program, int phase) => $"{program.Pass}Phase{phase + 1}";

    public void Write(SourceWriter writer, string needed)
    {
        using (writer.Open($"public static float {program.Pass}({_batch}, Span<float> gradients, int n, Workspace? workspace, in TrainingStep step)"))
        {
            writer.Line($"using WorkspaceLease lease = WorkspaceLease.Rent(workspace, {needed}, n, out Span<float> scratch);");
            string loss = "float loss = ";
            for (int phase = 0; phase < program.Phases.Count; phase++)
            {
                writer.Line(program.Phases[phase].Axis switch
                {
                    PhaseAxis.Samples => $"{loss}{Name(program, phase)}(parameters, inputs, targets, weights, 0, n, n, scratch, scratch[({ScratchPrinter.Times("n", program.Plan.BatchLength)})..], step);",
                    PhaseAxis.Parameters => $"{Name(program, phase)}(inputs, gradients, 0, {CSharpLiteral.GroupedInteger(parameters)}, n, scratch);",
                    var axis => throw new InvalidOperationException($"No call for a phase over {axis}."),
                });
                loss = "loss += ";
            }
            writer.Line("return loss;");
        }
        for (int phase = 0; phase < program.Phases.Count; phase++)
        {
            string name = Name(program, phase);
            writer.Line();
            switch (program.Phases[phase].Axis)
            {
                case PhaseAxis.Samples:
                    writer.Line($"// Phase {phase + 1}: takes the n samples from index `first` of a batch of `all`. The scratch of the batch keeps what later phases need.");
                    WriteMethod(writer, "float", name, $"{_batch}, int first, int n, int all, Span<float> scratch, Span<float> own, in TrainingStep step",
                        "parameters, inputs, targets, weights, first, n, all, scratch, own, step", program.Phases[phase], WriteSamples);
                    break;
                case PhaseAxis.Parameters:
                    writer.Line($"// Phase {phase + 1}: computes the gradients of the parameters in [from, to) over all samples.");
                    WriteMethod(writer, "void", name, "ReadOnlySpan<float> inputs, Span<float> gradients, int from, int to, int n, Span<float> scratch",
                        "inputs, gradients, from, to, n, scratch", program.Phases[phase], WriteParameters);
                    break;
                case var axis:
                    throw new InvalidOperationException($"No method for a phase over {axis}.");
            }
        }
    }

    private static void WriteMethod(SourceWriter writer, string result, string name, string declarations, string values, Phase phase, Action<SourceWriter, Phase> writeBody)
    {
        using (writer.Open($"public static {result} {name}({declarations})"))
        {
            PassEmitter.WriteWidths(writer, name, values, returns: result != "void");
        }
        writer.Line();
        using (writer.Open(PassEmitter.Generic($"{result} {name}", declarations)))
        {
            writeBody(writer, phase);
        }
    }

    private void WriteSamples(SourceWriter writer, Phase phase)
    {
        writer.Line("float scale = step.Scale;").Line("double loss = 0;");
        WriteTensors(writer, phase, "all", "first");
        WriteOperations(writer, phase);
        writer.Line("return (float)loss;");
    }

    private void WriteParameters(SourceWriter writer, Phase phase)
    {
        WriteTensors(writer, phase, "n", null);
        (string From, string To) all = printer.Wanted;
        printer.Wanted = ("from", "to");
        WriteOperations(writer, phase);
        printer.Wanted = all;
    }

    private void WriteTensors(SourceWriter writer, Phase phase, string placed, string? first)
    {
        if (phase.Operations.SelectMany(static operation => operation.Reads).FirstOrDefault(static tensor => tensor.Arena == Arena.Inputs) is { } x)
        {
            writer.Line($"ReadOnlySpan<float> {x.Name} = inputs;");
        }
        ScratchPrinter.Write(writer, program, placed, phase.Scratch, first);
        writer.Line();
    }

    private void WriteOperations(SourceWriter writer, Phase phase)
    {
        foreach (Operation operation in phase.Operations)
        {
            writer.Line(operation.Print(printer));
        }
    }
}
