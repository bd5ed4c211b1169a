using NnGenerator.Planning;
using NnGenerator.Shapes;
using NnGenerator.Text;

namespace NnGenerator.Emission;

// The members that compute.
internal sealed partial class FacadeEmitter
{
    private void WriteForward(SourceWriter writer)
    {
        writer.Line("/// <inheritdoc/>");
        Body(writer, $"public void Forward({Floats} inputs, global::System.Span<float> outputs, {Runtime}Workspace? workspace = null)",
            shortPasses.HasOne(Pass.Forward)
                ? OneOrMany("Forward", "outputs, OutputLength", "outputs")
                : [$"int n = {Checks}Forward(inputs, InputLength, outputs, OutputLength, Parameters);", $"{Static}.Forward(__parameters.WithTailPadding, inputs, outputs, n, workspace);"]);
    }

    // Both as the last thing that a method does, so that one sample pays nothing for the others.
    private string[] OneOrMany(string pass, string checkedValues, string values) =>
    [
        Parameters,
        $"if ({Checks}IsOne(inputs, InputLength, {checkedValues}, parameters)) {Static}.{pass}One(parameters, inputs, {values}, workspace);",
        $"else {Static}.{pass}(parameters, inputs, {values}, workspace);",
    ];

    // What is read, so that what is written is compared with it.
    private const string Parameters = $"{Floats} parameters = __parameters.WithTailPadding;";

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
                : [$"int n = {Checks}Classify(inputs, InputLength, classes, Parameters);", $"{Static}.Classify(__parameters.WithTailPadding, inputs, classes, n, workspace);"]);
    }

    private void WriteTraining(SourceWriter writer)
    {
        string targets = $"global::System.ReadOnlySpan<{_target}> targets", length = _target == "int" ? "1" : "OutputLength";
        string check = graph.Loss.TargetsAreProbabilities ? $"{Checks}Probabilities(targets, OutputLength);" : "";
        string Samples(int minimum) => graph.Loss.TargetsAreClasses
            ? $"int n = {Checks}Classes(inputs, InputLength, targets, OutputLength, minSamples: {minimum});"
            : $"int n = {Checks}Targets(inputs, InputLength, targets, {length}, minSamples: {minimum});";

        writer.Line().Line($"static int {Runtime}ITrainable<{_name}, {_target}>.TargetLength => {length};");
        if (phased is not null)
        {
            const string axis = $"{Services}{nameof(PhaseAxis)}";
            writer.Line($"global::System.ReadOnlySpan<{axis}> {Contract}.Phases => new {axis}[] {{ {string.Join(", ", phased.Phases.Select(static phase => $"{axis}.{phase.Axis}"))} }};");
        }
        writer.Line().Line("/// <inheritdoc/>");
        string loss = $"public float Loss({Floats} inputs, {targets}, {Runtime}Workspace? workspace = null)";
        if (graph.IsClassifier)
        {
            writer.Line($"{loss} => Loss(inputs, targets, default, workspace);").Line().Line("/// <inheritdoc/>");
            loss = $"public float Loss({Floats} inputs, {targets}, global::System.Span<int> classes, {Runtime}Workspace? workspace)";
        }
        Body(writer, loss,
            Samples(1),
            check,
            graph.IsClassifier ? $"{Checks}Predictions(inputs, targets, Parameters, classes, n);" : "",
            $"return {Static}.Loss(__parameters.WithTailPadding, inputs, targets, {(graph.IsClassifier ? "classes, " : "")}n, workspace);");
        writer.Line().Line("/// <inheritdoc/>");
        Body(writer, $"public float Backward({Floats} inputs, {targets}, global::System.Span<float> gradients, {Runtime}Workspace? workspace = null)",
            Samples(1),
            check,
            $"{Checks}Gradients(inputs, targets, default, Parameters, gradients);",
            $"{Runtime}TrainingStep step = new {Runtime}TrainingStep({(_hasSteps ? "__seed, global::System.Threading.Interlocked.Increment(ref __step) - 1" : "0, 0")}, 0, 1f / n);",
            $"return {Static}.Backward(__parameters.WithTailPadding, inputs, targets, default, gradients, n, workspace, step);");
        writer.Line().Line("/// <inheritdoc/>");
        Body(writer, $"public float Backward({Floats} inputs, {targets}, {Floats} sampleWeights, global::System.Span<float> gradients, {Runtime}Workspace workspace, in {Runtime}TrainingStep step)",
            "global::System.ArgumentNullException.ThrowIfNull(workspace);",
            Samples(0),
            check,
            $"{Checks}Weights(sampleWeights, n{(graph.Loss.Smoothing > 0 ? ", OutputLength" : "")});",
            $"{Checks}Gradients(inputs, targets, sampleWeights, Parameters, gradients);",
            $"return {Static}.Backward(__parameters.WithTailPadding, inputs, targets, sampleWeights, gradients, n, workspace, step);");
        if (phased is not null)
        {
            WritePhases(writer, phased, targets, Samples(0), check);
        }
    }

    // A phase is a method of the mathematics.
    private void WritePhases(SourceWriter writer, NetworkProgram program, string targets, params string[] checks)
    {
        string Calls(PhaseAxis axis, string then, string otherwise, string arguments) => string.Concat(program.Phases
            .Select((phase, i) => phase.Axis == axis ? $"{then.Replace("#", $"{i}")}{Static}.{PhaseEmitter.Name(program, i)}({arguments}){otherwise}" : "")) + $"throw {Checks}Phase(phase);";
        string Scratch(string workspace, string samples) => $"{Services}WorkspaceLease.Share({workspace}, {Static}.ScratchLength({samples}), {samples})";

        writer.Line();
        Body(writer, $"float {Contract}.RunSamples(int phase, {Floats} inputs, {targets}, {Floats} sampleWeights, in {Services}BatchShard shard, {Runtime}Workspace batch, {Runtime}Workspace own, in {Runtime}TrainingStep step)",
        [
            .. checks,
            $"{Checks}Shard(shard, n, sampleWeights, weightedClasses: {(graph.Loss.Smoothing > 0 ? "OutputLength" : "1")});",
            "return " + Calls(PhaseAxis.Samples, "phase == # ? ", " : ", $"__parameters.WithTailPadding, inputs, targets, sampleWeights, shard.First, n, shard.BatchSize, {Scratch("batch", "shard.BatchSize")}, {Scratch("own", "0")}, step"),
        ]);
        writer.Line();
        Body(writer, $"void {Contract}.RunParameters(int phase, {Floats} inputs, global::System.Span<float> gradients, int from, int to, int shards, {Runtime}Workspace batch)",
            Calls(PhaseAxis.Parameters, "if (phase == #) ", "; else ", $"inputs, gradients, from, to, {Checks}Range(inputs, InputLength, Parameters, gradients, from, to), {Scratch("batch", "inputs.Length / InputLength")}"));
    }

    private void WriteBackwardFromOutput(SourceWriter writer)
    {
        writer.Line().Line("/// <inheritdoc/>");
        Body(writer, $"public void BackwardFromOutput({Floats} inputs, {Floats} outputGradients, global::System.Span<float> gradients, global::System.Span<float> inputGradients, {Runtime}Workspace? workspace = null)",
            $"int n = {Checks}BackwardFromOutput(inputs, InputLength, outputGradients, OutputLength, Parameters, gradients, inputGradients);",
            $"{Static}.BackwardFromOutput(__parameters.WithTailPadding, inputs, outputGradients, gradients, inputGradients, n, workspace);");
    }
}
