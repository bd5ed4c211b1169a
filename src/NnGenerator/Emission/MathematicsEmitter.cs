using NnGenerator.Graph;
using NnGenerator.Planning;
using NnGenerator.Printing;
using NnGenerator.Shapes;
using NnGenerator.Text;

namespace NnGenerator.Emission;

/// <summary>The static class that computes: a method for each pass, the layers' kernels under their formulas, and the activations.</summary>
internal sealed class MathematicsEmitter(NetworkGraph graph, IReadOnlyList<NetworkProgram> programs, ShortPasses shortPasses)
{
    private OperationPrinter _printer = new();

    public void Write(SourceWriter writer)
    {
        _printer = new OperationPrinter
        {
            ForwardOptions = shortPasses.ForwardOptions,
            BackwardOptions = shortPasses.BackwardOptions,
            HasRanges = programs.SelectMany(static program => program.Phases).Any(static phase => phase.Axis == PhaseAxis.Parameters),
            Wanted = ("0", CSharpLiteral.GroupedInteger(graph.ParameterCount)),
        };
        PassEmitter emitter = new(graph, _printer, shortPasses);
        List<string> passes = [.. programs.Select(emitter.Print)];

        using (writer.Open("namespace NnGen.Generated"))
        {
            writer.Line("using global::System;").Line("using global::System.Runtime.CompilerServices;").Line("using global::System.Runtime.Intrinsics;");
            // NnGen itself is the enclosing namespace. As a using directive, its names would be as near as those of .NET, and ambiguous with them.
            writer.Line("using global::NnGen.CompilerServices;").Line();
            writer.Line("// Every pass takes any number of samples, stored one after the other, and is compiled once for each vector width: V is the widest vector of");
            writer.Line("// the machine; V8 and V4 are the widest vectors of at most 8 and 4 floats, for layers that are narrower than V.");
            using (writer.Open($"file static class {FacadeEmitter.Mathematics(graph)}"))
            {
                writer.Line("private const MethodImplOptions Kernel = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;");
                if (_printer.ForwardOptions == OperationPrinter.Inline)
                {
                    writer.Line($"private const MethodImplOptions {OperationPrinter.Inline} = MethodImplOptions.AggressiveInlining;");
                }
                WriteScratchLength(writer);
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
        if (graph.IsClassifier)
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

    private void WriteScratchLength(SourceWriter writer)
    {
        int batch = programs.Where(static program => !PassEmitter.IsBlocked(program.Pass)).Select(static program => program.Plan.BatchLength).DefaultIfEmpty().Max();
        int constant = programs.Select(static program => program.Plan.FixedLength).Max();
        int block = programs.Where(static program => PassEmitter.IsBlocked(program.Pass)).Max(static program => program.Plan.BatchLength);
        writer.Line($"// Number of scratch floats for a training pass over n samples; passes without gradients take {graph.BlockSize} samples at a time.");
        writer.Line($"public static long ScratchLength(int n) => Math.Max({CSharpLiteral.Integer(batch)}L * {(programs.Any(static program => program.UsesLanes) ? "ChannelsHeightWidthBatch.MaxRoundedUp(n)" : "n")}, {CSharpLiteral.Integer((long)block * graph.BlockSize)}){ScratchPrinter.Plus(constant)};");
    }

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
}
