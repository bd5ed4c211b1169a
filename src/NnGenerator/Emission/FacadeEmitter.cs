using NnGenerator.Declarations;
using NnGenerator.Graph;
using NnGenerator.Planning;
using NnGenerator.Shapes;
using NnGenerator.Text;

namespace NnGenerator.Emission;

/// <summary>The members of the user's class: arguments are checked here, and the static mathematics does the rest. Every name is written
/// from global::, since the scope is the user's.</summary>
/// <param name="graph">The network.</param>
/// <param name="phased">The training pass if it has several phases, which threads share.</param>
/// <param name="shortPasses">The passes that have a form for one sample.</param>
internal sealed partial class FacadeEmitter(NetworkGraph graph, NetworkProgram? phased, ShortPasses shortPasses)
{
    private const string Runtime = "global::NnGen.", Services = "global::NnGen.CompilerServices.", Checks = Services + "Arguments.", Floats = "global::System.ReadOnlySpan<float>";

    // Metadata takes names of 1,023 bytes, and the compiler puts the name of the file and a hash before that of a class of the file's own.
    private const int LongestName = 64;

    private readonly string _name = graph.Type.Identifier;

    // Without dropout no two steps differ, and nobody needs to count them.
    private readonly bool _hasSteps = !graph.Inference && graph.IsValid && graph.Nodes.Any(static node => node.Layer.IsRandom);
    private readonly string _target = graph.Loss.TargetsAreClasses ? "int" : "float";

    /// <summary>The class of the emitted mathematics.</summary>
    public static string Mathematics(NetworkGraph graph) => $"{(graph.Type.Name.Length <= LongestName ? graph.Type.Name : graph.Type.Name.Substring(0, LongestName))}Mathematics";

    private string Static => $"global::NnGen.Generated.{Mathematics(graph)}";

    private string Contract => $"{Services}IBackwardPhases<{_target}>";

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
            phased is null ? null : Contract,
        }.Where(static name => name is not null));
        writer.Line($"[global::System.CodeDom.Compiler.GeneratedCode(\"NnGen\", \"{BuildEnvironment.Version}\")]");
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
        writer.Line("/// <summary>Number of floats of one input sample.</summary>").Line($"public const int InputLength = {CSharpLiteral.GroupedInteger(graph.Input.Length)};");
        writer.Line("/// <summary>Number of floats of one output sample.</summary>").Line($"public const int OutputLength = {CSharpLiteral.GroupedInteger(graph.Output.Length)};");
        writer.Line("/// <summary>Number of trainable parameters.</summary>").Line($"public const int ParameterCount = {CSharpLiteral.GroupedInteger(graph.ParameterCount)};").Line();
        writer.Line($"private readonly {Runtime}CompilerServices.AlignedMemory __parameters = new(ParameterCount);");
        if (_hasSteps)
        {
            writer.Line("private readonly int __seed;").Line("private long __step;");
        }
        writer.Line();
    }

    private void WriteConstruction(SourceWriter writer)
    {
        writer.Line("/// <summary>Creates a network and initializes its parameters; the same seed gives the same parameters, bit for bit.</summary>");
        writer.Line("/// <param name=\"seed\">Seed of the initial parameters, and of dropout in the short form of Backward.</param>");
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
                    InitializerKind.Constant => $"{Runtime}CompilerServices.Initializers.Constant({span}, {CSharpLiteral.Float(block.Spec.Initializer.Value)});",
                    var kind => $"{Runtime}CompilerServices.Initializers.{kind}({span}, fanIn: {block.Spec.FanIn}, fanOut: {block.Spec.FanOut}, seed, index: {index});",
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
        writer.Line($"public static {_name} Create(int seed) => new {_name}(seed);");
        writer.Line($"/// <inheritdoc cref=\"{Runtime}INetwork{{TSelf}}.CreateWorkspace\"/>");
        writer.Line($"public static {Runtime}Workspace CreateWorkspace(int batchSize) => {(graph.IsValid ? $"new {Runtime}Workspace({Static}.ScratchLength({Checks}BatchSize(batchSize)))" : Missing)};").Line();
        writer.Line("/// <inheritdoc/>").Line("public global::System.Span<float> Parameters => __parameters.Span;");
        writer.Line("/// <inheritdoc/>").Line("public global::System.Span<float> State => default;").Line();
    }

    private void WriteInfo(SourceWriter writer)
    {
        string Shape(IEnumerable<int> dimensions) => $"new int[] {{ {string.Join(", ", dimensions)} }}";

        writer.Line("/// <inheritdoc cref=\"global::NnGen.INetwork{TSelf}.Info\"/>");
        using (writer.Open($"public static {Runtime}NetworkInfo Info {{ get; }} = new {Runtime}NetworkInfo", "};"))
        {
            writer.Line($"Name = {CSharpLiteral.String(graph.Type.Name)}, InputShape = {Shape(graph.Input.Dimensions)}, OutputShape = {Shape(graph.Output.Dimensions)}, Loss = {CSharpLiteral.String(graph.Loss.Description)},{(graph.Loss.Smoothing > 0 ? $" LabelSmoothing = {CSharpLiteral.Double(graph.Loss.Smoothing)}," : "")}");
            WriteArray("Layers", "LayerInfo", graph.Nodes.Select(node => $"Title = {CSharpLiteral.String(node.Layer.Title)}, OutputShape = {Shape(node.Output.Shape.Dimensions)}, ParameterCount = {CSharpLiteral.GroupedInteger(node.Parameters.Sum(static block => block.Length))}, Flops = {node.Flops}L"));
            WriteArray("Parameters", "ParameterInfo", graph.Parameters.Select(block => $"Name = {CSharpLiteral.String(block.FullName)}, Shape = {Shape(block.Spec.Shape)}, Offset = {CSharpLiteral.GroupedInteger(block.Offset)}, Length = {CSharpLiteral.GroupedInteger(block.Length)}"));
        }
        writer.Line();

        void WriteArray(string property, string type, IEnumerable<string> items)
        {
            string[] lines = [.. items];
            if (lines.Length == 0)
            {
                writer.Line($"{property} = global::System.Array.Empty<{Runtime}{type}>(),");
                return;
            }
            using (writer.Open($"{property} = new {Runtime}{type}[]", "},"))
            {
                foreach (string line in lines)
                {
                    writer.Line($"new {Runtime}{type} {{ {line} }},");
                }
            }
        }
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
