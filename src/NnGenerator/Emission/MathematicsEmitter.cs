using NnGenerator.Compilation;
using NnGenerator.Kernels;
using NnGenerator.Layers;
using NnGenerator.Losses;
using NnGenerator.Model;

namespace NnGenerator.Emission;

/// <summary>The static class that computes: a method for each pass, the layers' kernels under their formulas, and the activations.</summary>
internal sealed class MathematicsEmitter(NetworkGraph graph)
{
    // Terms of products that one method may hold: the JIT stops inlining at 512 local variables, and a vector of eight words passed through
    // memory to a function costs more than all that was saved.
    private const int MostTerms = 64;

    private KernelPrinter _printer = new();
    private readonly string _target = graph.Loss is CrossEntropyLoss ? "int" : "float";
    private readonly long _targetLength = graph.Loss is CrossEntropyLoss ? 1 : graph.Output.Length;

    public void Write(SourceWriter writer)
    {
        List<NetworkProgram> programs = [.. Passes(graph).Select(pass => Lowering.Compile(graph, pass))];
        _printer = new KernelPrinter { ForwardOptions = Options(programs, Pass.Forward, Pass.Classify, Pass.Loss), BackwardOptions = Options(programs, Pass.Backward, Pass.BackwardFromOutput) };
        List<string> passes = [.. programs.Select(Print)];

        using (writer.Open("namespace NnRuntime.Generated"))
        {
            writer.Line("using global::System;").Line("using global::System.Runtime.CompilerServices;").Line("using global::System.Runtime.Intrinsics;");
            writer.Line("using global::NnRuntime;").Line("using global::NnRuntime.Numerics;").Line();
            writer.Line("// Every pass takes any number of samples, one after the other, and is compiled once for each vector width: V is the widest vector of");
            writer.Line("// the machine, V8 and V4 the widest of at most 8 and 4 floats, for layers that are narrower than V.");
            using (writer.Open($"file static class {FacadeEmitter.Mathematics(graph)}"))
            {
                writer.Line("private const MethodImplOptions Kernel = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;");
                if (_printer.ForwardOptions == Inline)
                {
                    writer.Line($"private const MethodImplOptions {Inline} = MethodImplOptions.AggressiveInlining;");
                }
                writer.Line();
                WriteScratchLength(writer, programs);
                foreach (string pass in passes)
                {
                    writer.Line().Line(pass.TrimEnd('\n'));
                }
                WriteKernels(writer);
            }
        }
    }

    public static IEnumerable<Pass> Passes(NetworkGraph graph)
    {
        yield return Pass.Forward;
        if (FacadeEmitter.IsClassifier(graph))
        {
            yield return Pass.Classify;
        }
        if (!graph.Inference)
        {
            yield return Pass.Loss;
            yield return Pass.Backward;
            yield return Pass.BackwardFromOutput;
        }
    }

    private const string Inline = "Inline";

    // Small layers are compiled into the passes that call them.
    private static string Options(List<NetworkProgram> programs, params Pass[] passes) =>
        programs.Where(program => passes.Contains(program.Pass)).All(static program =>
            program.Kernels.OfType<LinearKernel>().All(static linear => linear.IsUnrolled) && program.Kernels.Sum(static kernel => kernel.Terms ?? 0) <= MostTerms)
            ? Inline : "Kernel";

    private static bool IsBlocked(Pass pass) => pass is Pass.Forward or Pass.Classify or Pass.Loss;

    private static void WriteScratchLength(SourceWriter writer, List<NetworkProgram> programs)
    {
        int batch = programs.Where(static program => !IsBlocked(program.Pass)).Select(static program => program.Plan.BatchLength).DefaultIfEmpty().Max();
        int constant = programs.Select(static program => program.Plan.FixedLength).Max();
        int block = programs.Where(static program => IsBlocked(program.Pass)).Max(static program => program.Plan.BatchLength);
        writer.Line($"// Floats of scratch for a training pass of n samples, and for evaluations, which take {NetworkEmitter.BlockSize} samples at a time.");
        writer.Line($"public static long ScratchLength(int n) => Math.Max({CSharpLiteral.Integer(batch)}L * {(programs.Any(static program => program.UsesLanes) ? "Lanes.Most(n)" : "n")}, {CSharpLiteral.Integer((long)block * NetworkEmitter.BlockSize)}){Plus(constant)};");
    }

    private string Print(NetworkProgram program)
    {
        Pass pass = program.Pass;
        string common = "ReadOnlySpan<float> parameters, ReadOnlySpan<float> inputs", result = pass is Pass.Loss or Pass.Backward ? "float" : "void";
        string targets = $"ReadOnlySpan<{_target}> targets";
        (string signature, string values) = pass switch
        {
            Pass.Forward => ("Span<float> outputs, int samples", "outputs, samples"),
            Pass.Classify => ("Span<int> labels, int samples", "labels, samples"),
            Pass.Loss => ($"{targets.Replace("targets", "labels")}, int samples", "labels, samples"),
            Pass.Backward => ($"{targets}, ReadOnlySpan<float> weights, Span<float> gradients, int n", "targets, weights, gradients, n"),
            _ => ("ReadOnlySpan<float> outputGradients, Span<float> gradients, Span<float> inputGradients, int n", "outputGradients, gradients, inputGradients, n"),
        };
        string stepDeclaration = pass == Pass.Backward ? ", in TrainingStep step" : "", stepValue = pass == Pass.Backward ? ", step" : "";
        string samples = IsBlocked(pass) ? "samples" : "n";
        string needed = IsBlocked(pass)
            ? $"{program.Plan.BatchLength}L * {(program.UsesLanes ? $"Lanes.Most(Math.Min(samples, {NetworkEmitter.BlockSize}))" : $"Math.Min(samples, {NetworkEmitter.BlockSize})")}{Plus(program.Plan.FixedLength)}"
            : $"{program.Plan.BatchLength}L * {(program.UsesLanes ? "Lanes.Most(n)" : "n")}{Plus(program.Plan.FixedLength)}";

        SourceWriter writer = new();
        writer.Line($"// ── {Title(pass)} {new string('─', 110 - Title(pass).Length)}");
        using (writer.Open($"public static {result} {pass}({common}, {signature}, Workspace? workspace{stepDeclaration})"))
        {
            writer.Line(program.Scratch.Any() ? $"Span<float> scratch = Workspace.Rent(workspace, {needed}, {samples});" : "Span<float> scratch = default;");
            string start = result == "float" ? "return " : "", arguments = $"parameters, inputs, {values}, scratch{stepValue}";
            foreach ((string condition, string types) in new[] { ("if (Vector512.IsHardwareAccelerated) ", "V512, V256, V128"), ("if (Vector256.IsHardwareAccelerated) ", "V256, V256, V128"), ("if (Vector128.IsHardwareAccelerated) ", "V128, V128, V128"), ("", "V1, V1, V1") })
            {
                writer.Line($"{(start.Length == 0 && types != "V512, V256, V128" ? "else " : "")}{condition}{start}{pass}<{types}>({arguments});");
            }
        }
        writer.Line();
        if (_printer.ForwardOptions == Inline)
        {
            writer.Line("[MethodImpl(Kernel)]");
        }
        using (writer.Open($"private static {result} {pass}<V, V8, V4>({common}, {signature}, Span<float> scratch{stepDeclaration}) where V : struct, ISimd<V> where V8 : struct, ISimd<V8> where V4 : struct, ISimd<V4>"))
        {
            if (pass == Pass.Loss)
            {
                writer.Line("ReadOnlySpan<float> weights = default;").Line("float scale = 1f / samples;");
            }
            if (pass == Pass.Backward)
            {
                writer.Line("float scale = step.Scale;");
            }
            if (result == "float")
            {
                writer.Line("double loss = 0;");
            }
            if (IsBlocked(pass))
            {
                using (writer.Open($"for (int first = 0; first < samples; first += {NetworkEmitter.BlockSize})"))
                {
                    WriteBody(writer, program);
                }
            }
            else
            {
                WriteBody(writer, program);
            }
            if (result == "float")
            {
                writer.Line("return (float)loss;");
            }
        }
        return writer.ToString();
    }

    private void WriteBody(SourceWriter writer, NetworkProgram program)
    {
        Pass pass = program.Pass;
        Operand? x = External(program, Space.Inputs), y = External(program, Space.Outputs);
        if (IsBlocked(pass))
        {
            writer.Line($"int n = Math.Min({NetworkEmitter.BlockSize}, samples - first);");
            writer.Line($"ReadOnlySpan<float> {x?.Name ?? "x"} = inputs.Slice({Times("first", graph.Input.Length)}, {Times("n", graph.Input.Length)});");
            switch (pass)
            {
                case Pass.Forward:
                    writer.Line($"Span<float> {y!.Name} = outputs.Slice({Times("first", graph.Output.Length)}, {Times("n", graph.Output.Length)});");
                    break;
                case Pass.Classify:
                    writer.Line("Span<int> classes = labels.Slice(first, n);");
                    break;
                default:
                    writer.Line($"ReadOnlySpan<{_target}> targets = labels.Slice({Times("first", _targetLength)}, {Times("n", _targetLength)});");
                    break;
            }
        }
        else
        {
            foreach ((Space space, string name, string type) in new[] { (Space.Inputs, "inputs", "ReadOnlySpan<float>"), (Space.OutputGradients, "outputGradients", "ReadOnlySpan<float>"), (Space.InputGradients, "inputGradients", "Span<float>") })
            {
                if (External(program, space) is { } operand)
                {
                    writer.Line($"{type} {operand.Name} = {name};");
                }
            }
        }
        if (program.UsesLanes)
        {
            writer.Line($"int lanes = {(IsBlocked(pass) ? "Lanes.ForEvaluation<V>(n)" : "V.Count")}, m = Lanes.Round(n, lanes);   // images lie in groups of samples");
        }
        string placed = program.UsesLanes ? "m" : "n";
        WriteScratch(writer, program, placed);
        writer.Line();
        Dictionary<Kernel, string?> guards = program.Kernels.ToDictionary(static kernel => kernel, kernel => pass == Pass.BackwardFromOutput ? Guard.Of(program, kernel) : null);
        for (int i = 0; i < program.Kernels.Count; i++)
        {
            string? guard = guards[program.Kernels[i]];
            List<string> calls = [program.Kernels[i].Print(_printer)];
            for (; guard is not null && i + 1 < program.Kernels.Count && guards[program.Kernels[i + 1]] == guard; i++)
            {
                calls.Add(program.Kernels[i + 1].Print(_printer));
            }
            if (guard is null)
            {
                writer.Line(calls[0]);
            }
            else if (calls.Count == 1 && !calls[0].Contains('\n'))
            {
                writer.Line($"if (!{guard}.IsEmpty) {calls[0]}");
            }
            else
            {
                using (writer.Open($"if (!{guard}.IsEmpty)"))
                {
                    calls.ForEach(line => writer.Line(line));
                }
            }
        }
    }

    private static void WriteScratch(SourceWriter writer, NetworkProgram program, string placed)
    {
        List<string> declarators = [];
        foreach (Operand operand in program.Scratch)
        {
            int offset = program.Plan.Offset(operand);
            string start = operand.Space == Space.Batch ? Times(placed, offset)
                : offset == 0 ? Times(placed, program.Plan.BatchLength) : $"{Times(placed, program.Plan.BatchLength)} + {CSharpLiteral.Integer(offset)}";
            string length = operand.Space == Space.Fixed ? CSharpLiteral.Integer(operand.Length) : Times(operand.Layout == Layout.Lanes ? "m" : "n", operand.Stride);
            declarators.Add($"{operand.Name} = scratch.Slice({start}, {length})");
        }
        for (int i = 0; i < declarators.Count; i += 3)
        {
            writer.Line($"Span<float> {string.Join(", ", declarators.Skip(i).Take(3))};");
        }
    }

    private static string Times(string count, long size) => size == 0 ? "0" : size == 1 ? count : $"{count} * {CSharpLiteral.Integer(size)}";

    private static string Plus(int constant) => constant == 0 ? "" : $" + {CSharpLiteral.Integer(constant)}";

    private static Operand? External(NetworkProgram program, Space space) =>
        External(program.Kernels.SelectMany(static kernel => kernel.Reads.Concat(kernel.Writes)), space);

    private static Operand? External(IEnumerable<Operand> operands, Space space) => operands.FirstOrDefault(operand => operand.Space == space);

    private void WriteKernels(SourceWriter writer)
    {
        foreach (IGrouping<int, (int Layer, string Text)> section in _printer.Methods.GroupBy(static method => method.Layer).OrderBy(static group => group.Key))
        {
            string title = SectionTitle.Of(graph, section.Key);
            writer.Line().Line($"// ── {title} {new string('─', Math.Max(3, 110 - title.Length))}");
            string[] texts = [.. section.Select(static method => method.Text.TrimEnd('\n'))];
            writer.Line(texts[0]);
            foreach (string text in texts.Skip(1))
            {
                writer.Line().Line(text);
            }
        }
        string[] structs = [.. _printer.Structs];
        if (structs.Length > 0)
        {
            writer.Line().Line($"// ── Formulas {new string('─', 102)}");
        }
        foreach (string text in structs)
        {
            writer.Line().Line(text.TrimEnd('\n'));
        }
    }

    private static string Title(Pass pass) => pass switch
    {
        Pass.Forward => "Forward: outputs of the samples",
        Pass.Classify => "Classify: the greatest logit; no exponential is needed",
        Pass.Loss => "Loss: the mean over the samples",
        Pass.Backward => "Backward: the loss, and the chain rule from the last layer to the first",
        _ => "BackwardFromOutput: the chain rule from gradients of the outputs",
    };
}
