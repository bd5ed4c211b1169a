using System.Text.RegularExpressions;
using NnGenerator.Graph;
using NnGenerator.Ir;
using NnGenerator.Operations;
using NnGenerator.Planning;
using NnGenerator.Printing;
using NnGenerator.Shapes;
using NnGenerator.Text;

namespace NnGenerator.Emission;

/// <summary>The text of a pass: its memory, and the calls of its operations in order.</summary>
internal sealed class PassEmitter(NetworkGraph graph, OperationPrinter printer, ShortPasses shortPasses)
{
    private static readonly (string Condition, string Types)[] s_widths =
    [
        ("Vector512.IsHardwareAccelerated", "V512, V256, V128"),
        ("Vector256.IsHardwareAccelerated", "V256, V256, V128"),
        ("Vector128.IsHardwareAccelerated", "V128, V128, V128"),
        ("", "V1, V1, V1"),
    ];

    private readonly string _target = graph.Loss.TargetsAreClasses ? "int" : "float";
    private readonly long _targetLength = graph.Loss.TargetsAreClasses ? 1 : graph.Output.Length;

    /// <summary>Whether a pass takes its samples a block at a time.</summary>
    public static bool IsBlocked(Pass pass) => pass is Pass.Forward or Pass.Classify or Pass.Loss;

    /// <summary>Prints a pass, and the operations that it calls.</summary>
    public string Print(NetworkProgram program)
    {
        Pass pass = program.Pass;
        string common = "ReadOnlySpan<float> parameters, ReadOnlySpan<float> inputs", result = pass is Pass.Loss or Pass.Backward ? "float" : "void";
        IReadOnlyList<Argument> own = pass switch
        {
            Pass.Forward => [new("Span<float> outputs", "outputs")],
            Pass.Classify => [new("Span<int> labels", "labels")],
            Pass.Loss when graph.IsClassifier => [new($"ReadOnlySpan<{_target}> labels", "labels"), new("Span<int> predictions", "predictions")],
            Pass.Loss => [new($"ReadOnlySpan<{_target}> labels", "labels")],
            Pass.Backward => [new($"ReadOnlySpan<{_target}> targets", "targets"), new("ReadOnlySpan<float> weights", "weights"), new("Span<float> gradients", "gradients")],
            Pass.BackwardFromOutput => [new("ReadOnlySpan<float> outputGradients", "outputGradients"), new("Span<float> gradients", "gradients"), new("Span<float> inputGradients", "inputGradients")],
            _ => throw new InvalidOperationException($"No signature for the pass {pass}."),
        };
        string samples = IsBlocked(pass) ? "samples" : "n";
        IReadOnlyList<Argument> all = [.. own, new($"int {samples}", samples)];
        string signature = Declarations(all), values = Values(all);
        string stepDeclaration = pass == Pass.Backward ? ", in TrainingStep step" : "", stepValue = pass == Pass.Backward ? ", step" : "";
        string needed = IsBlocked(pass)
            ? $"{program.Plan.BatchLength}L * {(program.UsesLanes ? $"ChannelsHeightWidthBatch.MaxRoundedUp(Math.Min(samples, {graph.BlockSize}))" : $"Math.Min(samples, {graph.BlockSize})")}{ScratchPrinter.Plus(program.Plan.FixedLength)}"
            : $"{program.Plan.BatchLength}L * {(program.UsesLanes ? "ChannelsHeightWidthBatch.MaxRoundedUp(n)" : "n")}{ScratchPrinter.Plus(program.Plan.FixedLength)}";

        SourceWriter writer = new();
        writer.Line($"// ── {Title(pass)} {new string('─', 110 - Title(pass).Length)}");
        if (program.Phases.Count > 1)
        {
            new PhaseEmitter(program, printer, _target, graph.ParameterCount).Write(writer, needed);
            return writer.ToString();
        }
        bool hasOne = shortPasses.HasOne(pass);
        string one = Declarations(own);
        if (hasOne)
        {
            writer.Line("[MethodImpl(MethodImplOptions.NoInlining)]");
        }
        using (writer.Open($"public static {result} {pass}({common}, {(hasOne ? one : signature)}, Workspace? workspace{stepDeclaration})"))
        {
            if (hasOne)
            {
                writer.Line(pass == Pass.Forward
                    ? $"int samples = Arguments.Forward(inputs, {CSharpLiteral.Integer(graph.Input.Length)}, outputs, {CSharpLiteral.Integer(graph.Output.Length)}, parameters);"
                    : $"int samples = Arguments.Classify(inputs, {CSharpLiteral.Integer(graph.Input.Length)}, labels, parameters);");
            }
            WriteLeased(writer, program, needed, samples, $"{pass}", $"parameters, inputs, {values}, scratch{stepValue}", returns: result == "float");
        }
        writer.Line();
        if (printer.ForwardOptions == OperationPrinter.Inline)
        {
            writer.Line("[MethodImpl(Kernel)]");
        }
        using (writer.Open(Generic($"{result} {pass}", $"{common}, {signature}, Span<float> scratch{stepDeclaration}")))
        {
            WriteSamples(writer, program);
        }
        if (hasOne)
        {
            WriteOne(writer, program, $"{common}, {one}", Values(own));
        }
        return writer.ToString();
    }

    private void WriteOne(SourceWriter writer, NetworkProgram program, string signature, string values)
    {
        writer.Line();
        using (writer.Open($"public static void {program.Pass}One({signature}, Workspace? workspace)"))
        {
            WriteLeased(writer, program, CSharpLiteral.Integer(program.Plan.Length(1)), "1", $"{program.Pass}One", $"parameters, inputs, {values}, scratch", returns: false);
        }
        writer.Line().Line($"[MethodImpl({ShortPasses.OneOptions(program)})]");
        using (writer.Open(Generic($"void {program.Pass}One", $"{signature}, Span<float> scratch")))
        {
            SourceWriter body = new();
            WriteBody(body, program, one: true);
            string text = body.ToString().TrimEnd('\n');
            if (Regex.IsMatch(text, @"\bn\b"))
            {
                writer.Line("const int n = 1;   // so that the compiler writes no loop over samples");
            }
            writer.Line(text);
        }
    }

    /// <summary>Calls a pass with its scratch. The lease is not disposed by a using statement, whose try block costs the smallest networks time:
    /// arguments are checked before, and passes throw nothing.</summary>
    private static void WriteLeased(SourceWriter writer, NetworkProgram program, string needed, string samples, string pass, string arguments, bool returns)
    {
        if (program.Scratch.Count == 0)
        {
            writer.Line("Span<float> scratch = default;");
            WriteWidths(writer, pass, arguments, returns);
            return;
        }
        writer.Line($"WorkspaceLease lease = WorkspaceLease.Rent(workspace, {needed}, {samples}, out Span<float> scratch);");
        if (returns)
        {
            string[] calls = [.. s_widths.Select(width => $"{(width.Condition == "" ? "" : $"{width.Condition} ? ")}{pass}<{width.Types}>({arguments})")];
            writer.Line($"return lease.End({string.Join("\n    : ", calls)});");
        }
        else
        {
            WriteWidths(writer, pass, arguments, returns);
            writer.Line("lease.Dispose();");
        }
    }

    /// <summary>Calls a pass for the widest vectors of the machine.</summary>
    public static void WriteWidths(SourceWriter writer, string pass, string arguments, bool returns)
    {
        string otherwise = "";
        foreach ((string condition, string types) in s_widths)
        {
            writer.Line($"{otherwise}{(condition == "" ? "" : $"if ({condition}) ")}{(returns ? "return " : "")}{pass}<{types}>({arguments});");
            otherwise = returns ? "" : "else ";
        }
    }

    /// <summary>The head of a pass for one width.</summary>
    public static string Generic(string head, string parameters) =>
        $"private static {head}<V, V8, V4>({parameters}) where V : struct, ISimd<V> where V8 : struct, ISimd<V8> where V4 : struct, ISimd<V4>";

    private void WriteSamples(SourceWriter writer, NetworkProgram program)
    {
        Pass pass = program.Pass;
        bool returnsLoss = pass is Pass.Loss or Pass.Backward;
        if (pass == Pass.Loss)
        {
            writer.Line("ReadOnlySpan<float> weights = default;").Line("float scale = 1f / samples;");
        }
        if (pass == Pass.Backward)
        {
            writer.Line("float scale = step.Scale;");
        }
        if (returnsLoss)
        {
            writer.Line("double loss = 0;");
        }
        if (IsBlocked(pass))
        {
            WriteBlocks(writer, program);
        }
        else
        {
            WriteBody(writer, program, one: false);
        }
        if (returnsLoss)
        {
            writer.Line("return (float)loss;");
        }
    }

    // A large block does not take in what is left over by smaller ones: a thread that is handed small blocks computes the same bits.
    private void WriteBlocks(SourceWriter writer, NetworkProgram program)
    {
        const int small = NetworkGraph.SmallBlock;
        bool isLarge = graph.BlockSize > small, isUneven = isLarge || program.UsesLanes;
        using (writer.Open(isUneven ? "for (int first = 0, n; first < samples; first += n)" : $"for (int first = 0; first < samples; first += {graph.BlockSize})"))
        {
            if (isLarge)
            {
                writer.Line("n = samples - first;");
                writer.Line($"n = n >= {graph.BlockSize} ? {graph.BlockSize} : n >= {small} ? n / {small} * {small} : n;");
            }
            else if (program.UsesLanes)
            {
                writer.Line($"n = ChannelsHeightWidthBatch.BlockSize<V>(samples - first, {graph.BlockSize});");
            }
            else
            {
                writer.Line($"int n = Math.Min({graph.BlockSize}, samples - first);");
            }
            WriteBody(writer, program, one: false);
        }
    }

    private void WriteBody(SourceWriter writer, NetworkProgram program, bool one)
    {
        Pass pass = program.Pass;
        Tensor? x = External(program, Arena.Inputs), y = External(program, Arena.Outputs);
        if (IsBlocked(pass))
        {
            string Samples(long length) => one ? $"Slice(0, {CSharpLiteral.Integer(length)})" : $"Slice({ScratchPrinter.Times("first", length)}, {ScratchPrinter.Times("n", length)})";

            writer.Line($"ReadOnlySpan<float> {x?.Name ?? "x"} = inputs.{Samples(graph.Input.Length)};");
            switch (pass)
            {
                case Pass.Forward:
                    writer.Line($"Span<float> {y!.Name} = outputs.{Samples(graph.Output.Length)};");
                    break;
                case Pass.Classify:
                    writer.Line($"Span<int> classes = labels.{Samples(1)};");
                    break;
                case Pass.Loss:
                    writer.Line($"ReadOnlySpan<{_target}> targets = labels.{Samples(_targetLength)};");
                    if (graph.IsClassifier)
                    {
                        writer.Line($"Span<int> classes = predictions.IsEmpty ? default : predictions.{Samples(1)};");
                    }
                    break;
            }
        }
        else
        {
            foreach ((Arena arena, string name, string type) in new[] { (Arena.Inputs, "inputs", "ReadOnlySpan<float>"), (Arena.OutputGradients, "outputGradients", "ReadOnlySpan<float>"), (Arena.InputGradients, "inputGradients", "Span<float>") })
            {
                if (External(program, arena) is { } tensor)
                {
                    writer.Line($"{type} {tensor.Name} = {name};");
                }
            }
        }
        if (program.UsesLanes)
        {
            writer.Line($"int lanes = {(IsBlocked(pass) ? $"ChannelsHeightWidthBatch.GroupSize<V>(n, {program.LanesWorthAGroup})" : "V.Count")}, m = ChannelsHeightWidthBatch.RoundUp(n, lanes);   // samples per group of images; samples with padding");
        }
        ScratchPrinter.Write(writer, program, program.UsesLanes ? "m" : "n", program.Scratch);
        writer.Line();
        if (one)
        {
            WriteFew(writer, program, "1");
            return;
        }
        if (shortPasses.FewestSamples(program) is not { } fewest)
        {
            WriteOperations(writer, program);
            return;
        }
        using (writer.Open($"if (n < {fewest})   // too few for tiles"))
        {
            WriteFew(writer, program, "n");
        }
        using (writer.Open("else"))
        {
            WriteOperations(writer, program);
        }
    }

    // The rows of each sample, compiled into the pass.
    private void WriteFew(SourceWriter writer, NetworkProgram program, string samples)
    {
        printer.FewSamples = samples;
        WriteOperations(writer, program);
        printer.FewSamples = null;
    }

    private void WriteOperations(SourceWriter writer, NetworkProgram program)
    {
        IReadOnlyList<Operation> operations = program.Operations;
        Dictionary<Operation, string?> guards = Guard.All(program);
        for (int i = 0; i < operations.Count; i++)
        {
            string? guard = guards[operations[i]];
            List<string> calls = [operations[i].Print(printer)];
            for (; guard is not null && i + 1 < operations.Count && guards[operations[i + 1]] == guard; i++)
            {
                calls.Add(operations[i + 1].Print(printer));
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

    private static string Declarations(IEnumerable<Argument> arguments) => string.Join(", ", arguments.Select(static argument => argument.Declaration));

    private static string Values(IEnumerable<Argument> arguments) => string.Join(", ", arguments.Select(static argument => argument.Value));

    private static Tensor? External(NetworkProgram program, Arena arena) =>
        External(program.Operations.SelectMany(static operation => operation.Reads.Concat(operation.Writes)), arena);

    private static Tensor? External(IEnumerable<Tensor> tensors, Arena arena) => tensors.FirstOrDefault(tensor => tensor.Arena == arena);

    private string Title(Pass pass) => pass switch
    {
        Pass.Forward => "Forward: the outputs of each sample",
        Pass.Classify => "Classify: the index of the largest logit; softmax is not needed",
        Pass.Loss when graph.IsClassifier => "Loss: the mean over the samples, and their predicted classes on request",
        Pass.Loss => "Loss: the mean over the samples",
        Pass.Backward => "Backward: the loss, and the chain rule from the last layer to the first",
        Pass.BackwardFromOutput => "BackwardFromOutput: the chain rule, starting from the gradients of the outputs",
        _ => throw new InvalidOperationException($"No title for the pass {pass}."),
    };
}
