using NnGenerator.Compilation;
using NnGenerator.Layers;
using NnGenerator.Losses;
using NnGenerator.Model;

namespace NnGenerator.Emission;

/// <summary>The members of the user's class: arguments are checked here, and the static mathematics does the rest. Every name is written
/// from global::, since the scope is the user's.</summary>
internal sealed class FacadeEmitter(NetworkGraph graph, bool hasGradientPass, ShortPasses shortPasses)
{
    private const string Runtime = "global::NnRuntime.", Ranges = "global::NnRuntime.Training.IRangeGradients", Checks = "global::NnRuntime.Numerics.Arguments.", Floats = "global::System.ReadOnlySpan<float>";

    private readonly string _name = graph.Type.Identifier;

    // Without dropout no two steps differ, and nobody needs to count them.
    private readonly bool _hasSteps = !graph.Inference && graph.IsValid && graph.Layers.Any(static node => node.Layer is DropoutLayer);
    private readonly string _target = graph.Loss is CrossEntropyLoss ? "int" : "float";

    /// <summary>The class of the emitted mathematics.</summary>
    public static string Mathematics(NetworkGraph graph) => $"{graph.Type.Name}Mathematics";

    private string Static => $"global::NnRuntime.Generated.{Mathematics(graph)}";

    public void Write(SourceWriter writer)
    {
        if (!graph.Type.HasSummary)
        {
            writer.Line($"/// <summary>{NetworkSummary.Sentence(graph)}</summary>");
        }
        NetworkSummary.Write(writer, graph);
        string interfaces = string.Join(", ", new[]
        {
            graph.IsClassifier ? $"{Runtime}IClassifier<{_name}>" : $"{Runtime}INetwork<{_name}>",
            graph.Inference ? null : $"{Runtime}ITrainable<{_name}, {_target}>",
            hasGradientPass ? $"{Ranges}<{_target}>" : null,
        }.Where(static name => name is not null));
        writer.Line($"[global::System.CodeDom.Compiler.GeneratedCode(\"NnGen\", \"{typeof(NetworkGenerator).Assembly.GetName().Version.ToString(3)}\")]");
        using (writer.Open($"partial class {_name} : {interfaces}"))
        {
            WriteConstants(writer);
            WriteConstruction(writer);
            WriteInfo(writer);
            WriteForward(writer);
            if (graph.IsClassifier)
            {
                WriteClassify(writer);
            }
            if (!graph.Inference)
            {
                WriteTraining(writer);
                WriteBackwardFromOutput(writer);
            }
        }
    }

    private void WriteConstants(SourceWriter writer)
    {
        writer.Line("/// <summary>Floats of one input sample.</summary>").Line($"public const int InputLength = {CSharpLiteral.GroupedInteger(graph.Input.Length)};");
        writer.Line("/// <summary>Floats of one output sample.</summary>").Line($"public const int OutputLength = {CSharpLiteral.GroupedInteger(graph.Output.Length)};");
        writer.Line("/// <summary>Number of trainable parameters.</summary>").Line($"public const int ParameterCount = {CSharpLiteral.GroupedInteger(graph.ParameterCount)};").Line();
        writer.Line($"private readonly {Runtime}Numerics.AlignedMemory __parameters = new(ParameterCount);");
        if (_hasSteps)
        {
            writer.Line("private readonly int __seed;").Line("private long __step;");
        }
        writer.Line();
    }

    private void WriteConstruction(SourceWriter writer)
    {
        writer.Line("/// <summary>Makes a network whose parameters are drawn from the seed: the same seed gives the same bits.</summary>");
        writer.Line("/// <param name=\"seed\">The seed.</param>");
        using (writer.Open($"public {_name}(int seed = 0)"))
        {
            if (_hasSteps)
            {
                writer.Line("__seed = seed;");
            }
            int index = 0;
            foreach (ParameterBlock block in graph.Parameters)
            {
                string span = $"__parameters.Span.Slice({CSharpLiteral.GroupedInteger(block.Offset)}, {CSharpLiteral.GroupedInteger(block.Length)})";
                string call = block.Spec.Initializer.Kind switch
                {
                    InitializerKind.Zeros => "",
                    InitializerKind.Constant => $"{Runtime}Initialization.Initializers.Constant({span}, {CSharpLiteral.Float(block.Spec.Initializer.Value)});",
                    var kind => $"{Runtime}Initialization.Initializers.{kind}({span}, fanIn: {block.Spec.FanIn}, fanOut: {block.Spec.FanOut}, seed, index: {index});",
                };
                if (call.Length > 0)
                {
                    writer.Line($"{call}   // {block.FullName}");
                }
                index++;
            }
        }
        writer.Line();
        writer.Line($"/// <inheritdoc cref=\"{Runtime}INetwork{{TSelf}}.Create\"/>");
        writer.Line($"public static {_name} Create(int seed) => new {_name}(seed);").Line();
        writer.Line($"/// <inheritdoc cref=\"{Runtime}INetwork{{TSelf}}.CreateWorkspace\"/>");
        writer.Line($"public static {Runtime}Workspace CreateWorkspace(int batchSize) => {(graph.IsValid ? $"new {Runtime}Workspace({Static}.ScratchLength({Checks}BatchSize(batchSize)))" : Missing)};").Line();
        writer.Line("/// <inheritdoc/>").Line("public global::System.Span<float> Parameters => __parameters.Span;").Line();
        writer.Line("/// <inheritdoc/>").Line("public global::System.Span<float> State => default;").Line();
    }

    private void WriteInfo(SourceWriter writer)
    {
        string Shape(IEnumerable<int> dimensions) => $"new int[] {{ {string.Join(", ", dimensions)} }}";

        writer.Line("/// <inheritdoc cref=\"global::NnRuntime.INetwork{TSelf}.Info\"/>");
        writer.Line($"public static {Runtime}NetworkInfo Info {{ get; }} = new {Runtime}NetworkInfo(");
        using (writer.Indent())
        {
            writer.Line($"{CSharpLiteral.String(graph.Type.Name)}, {Shape(graph.Input.Dimensions)}, {Shape(graph.Output.Dimensions)},");
            WriteArray("LayerInfo", graph.Layers.Select(node => $"({CSharpLiteral.String(node.Layer.Title)}, {Shape(node.Output.Dimensions)}, {node.Parameters.Sum(static block => block.Length)}, {node.Layer.Flops(node.Input)}L)"), ",");
            WriteArray("BlockInfo", graph.Parameters.Select(block => $"({CSharpLiteral.String(block.FullName)}, {Shape(block.Spec.Shape)}, {CSharpLiteral.GroupedInteger(block.Offset)}, {CSharpLiteral.GroupedInteger(block.Length)})"), ",");
            WriteArray("BlockInfo", [], $") {{ Loss = {CSharpLiteral.String(graph.Loss.Description)} }};");
        }
        writer.Line();

        void WriteArray(string type, IEnumerable<string> items, string end)
        {
            string[] lines = [.. items];
            if (lines.Length == 0)
            {
                writer.Line($"global::System.Array.Empty<{Runtime}{type}>(){end}");
                return;
            }
            using (writer.Open($"new {Runtime}{type}[]", "}" + end))
            {
                foreach (string line in lines)
                {
                    writer.Line($"new {Runtime}{type}{line},");
                }
            }
        }
    }

    private void WriteForward(SourceWriter writer)
    {
        writer.Line("/// <inheritdoc/>");
        Body(writer, $"public void Forward({Floats} inputs, global::System.Span<float> outputs, {Runtime}Workspace? workspace = null)",
            shortPasses.HasOne(Pass.Forward)
                ? OneOrMany("Forward", "outputs, OutputLength", "outputs")
                : [$"int n = {Checks}Forward(inputs, InputLength, outputs, OutputLength);", $"{Static}.Forward(__parameters.WithSlack, inputs, outputs, n, workspace);"]);
    }

    // Both as the last thing that a method does, so that one sample pays nothing for the others.
    private string[] OneOrMany(string pass, string checkedValues, string values) =>
    [
        $"if ({Checks}IsOne(inputs, InputLength, {checkedValues})) {Static}.{pass}One(__parameters.WithSlack, inputs, {values}, workspace);",
        $"else {Static}.{pass}(__parameters.WithSlack, inputs, {values}, workspace);",
    ];

    private void WriteClassify(SourceWriter writer)
    {
        writer.Line().Line("/// <inheritdoc/>");
        Body(writer, $"public int Classify({Floats} input, {Runtime}Workspace? workspace = null)",
            "int result = 0;",
            "Classify(input, new global::System.Span<int>(ref result), workspace);",
            "return result;");
        writer.Line().Line("/// <inheritdoc/>");
        Body(writer, $"public void Classify({Floats} inputs, global::System.Span<int> classes, {Runtime}Workspace? workspace = null)",
            shortPasses.HasOne(Pass.Classify)
                ? OneOrMany("Classify", "classes", "classes")
                : [$"int n = {Checks}Classify(inputs, InputLength, classes);", $"{Static}.Classify(__parameters.WithSlack, inputs, classes, n, workspace);"]);
    }

    private void WriteTraining(SourceWriter writer)
    {
        string targets = $"global::System.ReadOnlySpan<{_target}> targets", length = _target == "int" ? "1" : "OutputLength";
        string check = graph.Loss is CrossEntropyLoss ? $"{Checks}Classes(targets, OutputLength);"
            : graph.Loss is BinaryCrossEntropyLoss ? $"{Checks}Probabilities(targets, OutputLength);" : "";

        writer.Line().Line($"static int {Runtime}ITrainable<{_name}, {_target}>.TargetLength => {length};");
        writer.Line().Line("/// <inheritdoc/>");
        string loss = $"public float Loss({Floats} inputs, {targets}, {Runtime}Workspace? workspace = null)";
        if (graph.IsClassifier)
        {
            writer.Line($"{loss} => Loss(inputs, targets, default, workspace);").Line().Line("/// <inheritdoc/>");
            loss = $"public float Loss({Floats} inputs, {targets}, global::System.Span<int> classes, {Runtime}Workspace? workspace)";
        }
        Body(writer, loss,
            $"int n = {Checks}Targets(inputs, InputLength, targets, {length}, least: 1);",
            check,
            graph.IsClassifier ? $"{Checks}Predictions(targets, classes, n);" : "",
            $"return {Static}.Loss(__parameters.WithSlack, inputs, targets, {(graph.IsClassifier ? "classes, " : "")}n, workspace);");
        writer.Line().Line("/// <inheritdoc/>");
        Body(writer, $"public float Backward({Floats} inputs, {targets}, global::System.Span<float> gradients, {Runtime}Workspace? workspace = null)",
            $"int n = {Checks}Targets(inputs, InputLength, targets, {length}, least: 1);",
            check,
            $"{Checks}Gradients(inputs, Parameters, gradients);",
            $"{Runtime}TrainingStep step = new {Runtime}TrainingStep({(_hasSteps ? "__seed, global::System.Threading.Interlocked.Increment(ref __step) - 1" : "0, 0")}, 0, 1f / n);",
            $"return {Static}.Backward(__parameters.WithSlack, inputs, targets, default, gradients, n, workspace, step);");
        writer.Line().Line("/// <inheritdoc/>");
        Body(writer, $"public float Backward({Floats} inputs, {targets}, {Floats} sampleWeights, global::System.Span<float> gradients, {Runtime}Workspace workspace, in {Runtime}TrainingStep step)",
            "global::System.ArgumentNullException.ThrowIfNull(workspace);",
            $"int n = {Checks}Targets(inputs, InputLength, targets, {length}, least: 0);",
            check,
            $"{Checks}Weights(sampleWeights, n);",
            $"{Checks}Gradients(inputs, Parameters, gradients);",
            $"return {Static}.Backward(__parameters.WithSlack, inputs, targets, sampleWeights, gradients, n, workspace, step);");
        if (!hasGradientPass)
        {
            return;
        }
        writer.Line();
        Body(writer, $"float {Ranges}<{_target}>.Backpropagate({Floats} inputs, {targets}, {Floats} sampleWeights, int first, int all, {Runtime}Workspace batch, {Runtime}Workspace own, in {Runtime}TrainingStep step)",
            $"int n = {Checks}Targets(inputs, InputLength, targets, {length}, least: 0);",
            check,
            $"return {Static}.Backpropagate(__parameters.WithSlack, inputs, targets, sampleWeights, first, n, all, {Runtime}Workspace.Rent(batch, {Static}.ScratchLength(all), all), {Runtime}Workspace.Rent(own, {Static}.ScratchLength(0), 0), step);");
        writer.Line();
        writer.Line($"void {Ranges}<{_target}>.Gradients({Floats} inputs, global::System.Span<float> gradients, int from, int to, int all, {Runtime}Workspace batch) => {Static}.Gradients(inputs, gradients, from, to, all, {Runtime}Workspace.Rent(batch, {Static}.ScratchLength(all), all));");
    }

    private void WriteBackwardFromOutput(SourceWriter writer)
    {
        writer.Line().Line("/// <inheritdoc/>");
        Body(writer, $"public void BackwardFromOutput({Floats} inputs, {Floats} outputGradients, global::System.Span<float> gradients, global::System.Span<float> inputGradients, {Runtime}Workspace? workspace = null)",
            $"int n = {Checks}BackwardFromOutput(inputs, InputLength, outputGradients, OutputLength, Parameters, gradients, inputGradients);",
            $"{Static}.BackwardFromOutput(__parameters.WithSlack, inputs, outputGradients, gradients, inputGradients, n, workspace);");
    }

    // A wrong declaration keeps its members, so that its NNG error is the only error.
    private string Missing => $"throw new global::System.InvalidOperationException({CSharpLiteral.String($"The declaration of this network is wrong. {graph.Error}")})";

    private void Body(SourceWriter writer, string header, params string[] lines)
    {
        if (!graph.IsValid)
        {
            writer.Line($"{header} => {Missing};");
            return;
        }
        using (writer.Open(header))
        {
            foreach (string line in lines.Where(static line => line.Length > 0))
            {
                writer.Line(line);
            }
        }
    }
}
