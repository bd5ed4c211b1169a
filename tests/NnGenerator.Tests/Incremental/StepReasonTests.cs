using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NnGenerator.Parsing;
using NnGenerator.Tests.Support;

namespace NnGenerator.Tests.Incremental;

/// <summary>What the driver does again after an edit: the reason of every tracked step, of source and of diagnostics.</summary>
public class StepReasonTests
{
    private const string NetworkFile = "DigitNet.cs", OtherFile = "Other.cs";

    private const string Network =
        """
        using NnGen;

        namespace Digits;

        /// <summary>Digits.</summary>
        [Network(16)]
        [Dense(8), Relu]
        [Dense(10), Softmax]
        public sealed partial class DigitNet;

        internal static class Below;

        """;

    private const string Other = "namespace Digits;\n\ninternal static class Other { internal static int Two() => 1 + 1; }\n";

    private static readonly IncrementalStepRunReason[] s_same = [IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged];

    [Fact]
    public void An_edit_in_another_file_repeats_nothing()
    {
        GeneratorRun after = First().Edit(OtherFile, static text => text + "internal static class Another;\n");
        Expect(after, parsed: s_same, inferred: s_same, graph: s_same, source: [IncrementalStepRunReason.Cached]);
    }

    [Fact]
    public void An_edit_in_a_body_repeats_nothing()
    {
        GeneratorRun after = First().Edit(OtherFile, static text => text.Replace("1 + 1", "1 + 2", StringComparison.Ordinal));
        Expect(after, parsed: s_same, inferred: s_same, graph: s_same, source: [IncrementalStepRunReason.Cached]);
    }

    [Fact]
    public void An_edit_elsewhere_reports_a_wrong_network_as_before()
    {
        CompilerSettings withoutAnalyzers = new() { RunsAnalyzers = false };   // an editor that has them off
        GeneratorRun before = GeneratorRun.Of([new UserFile(NetworkFile, Network.Replace("Dense(8)", "Dense(0)", StringComparison.Ordinal)), new UserFile(OtherFile, Other)], withoutAnalyzers);
        GeneratorRun after = before.Edit(OtherFile, static text => text + "internal static class Another;\n");
        IncrementalStepRunReason[] isNew = [IncrementalStepRunReason.New];
        Expect(before, isNew, isNew, isNew, isNew);
        Expect(after, parsed: s_same, inferred: s_same, graph: s_same, source: [IncrementalStepRunReason.Cached]);
        Assert.NotEmpty(Reasons(after, TrackingNames.Errors));
        Assert.All(Reasons(after, TrackingNames.Errors), static reason => Assert.Contains(reason, s_same));
        Assert.NotEmpty(ErrorOutputs(after));
        Assert.Equal(before.Diagnostics.Select(static d => d.ToString()), after.Diagnostics.Select(static d => d.ToString()));

        GeneratorRun moved = after.Edit(NetworkFile, static text => "\n\n" + text);
        Assert.All(Reasons(moved, TrackingNames.Graph), static reason => Assert.Contains(reason, s_same));
        Assert.Equal(Assert.Single(after.Diagnostics).Location.GetLineSpan().StartLinePosition.Line + 2, Assert.Single(moved.Diagnostics).Location.GetLineSpan().StartLinePosition.Line);
    }

    [Fact]
    public void Cancellation_is_honoured()
    {
        GeneratorRun run = First();
        Assert.Throws<OperationCanceledException>(() => run.Driver.RunGenerators(run.Input.AddSyntaxTrees(run.Input.SyntaxTrees[0].WithFilePath("Copy.cs")), new CancellationToken(canceled: true)));

        INamedTypeSymbol type = run.Input.GetTypeByMetadataName("Digits.DigitNet")!;
        var syntax = (TypeDeclarationSyntax)type.DeclaringSyntaxReferences.Single().GetSyntax(TestContext.Current.CancellationToken);
        Assert.Throws<OperationCanceledException>(() => NetworkParser.Parse(type, syntax, run.Input, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void An_edit_below_the_class_emits_nothing_again()
    {
        GeneratorRun after = First().Edit(NetworkFile, static text => text + "internal static class Another;\n");
        Expect(after, parsed: s_same, inferred: s_same, graph: s_same, source: [IncrementalStepRunReason.Cached]);
    }

    [Fact]
    public void Moving_the_class_emits_nothing_again()
    {
        GeneratorRun before = First();
        GeneratorRun after = before.Edit(NetworkFile, static text => text.Replace("namespace Digits;", "namespace Digits;\n\n\n", StringComparison.Ordinal));
        Assert.All(Reasons(after, TrackingNames.Graph), static reason => Assert.Contains(reason, s_same));
        Assert.Equal([IncrementalStepRunReason.Cached], SourceOutputs(after));
        Assert.Same(before.Result.GeneratedSources.Single().SourceText, after.Result.GeneratedSources.Single().SourceText);
    }

    [Fact]
    public void A_changed_layer_emits_the_network_again()
    {
        GeneratorRun before = First();
        GeneratorRun after = before.Edit(NetworkFile, static text => text.Replace("Dense(8)", "Dense(9)", StringComparison.Ordinal));
        IncrementalStepRunReason[] modified = [IncrementalStepRunReason.Modified];
        Expect(after, parsed: modified, inferred: modified, graph: modified, source: modified);
        Assert.NotEqual(before.Sources.Values, after.Sources.Values);
    }

    [Fact]
    public void A_changed_layer_leaves_the_network_beside_it_alone()
    {
        GeneratorRun before = GeneratorRun.Of(
        [
            new UserFile(NetworkFile, Network),
            new UserFile(OtherFile, "using NnGen;\n[Network(4)]\n[Dense(2)]\ninternal sealed partial class Second;\n"),
        ]);
        GeneratorRun after = before.Edit(NetworkFile, static text => text.Replace("Dense(8)", "Dense(9)", StringComparison.Ordinal));
        Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached], SourceOutputs(after));
    }

    [Fact]
    public void Equivalent_declarations_give_equal_graphs()
    {
        GeneratorRun after = First().Edit(NetworkFile, static text => text
            .Replace("[Dense(8), Relu]", "[NnGen.Dense(units: 4 + 4)]\n[ReluAttribute()] // the same", StringComparison.Ordinal));
        Assert.All(Reasons(after, TrackingNames.Graph), static reason => Assert.Contains(reason, s_same));
        Assert.Equal([IncrementalStepRunReason.Cached], SourceOutputs(after));
    }

    [Fact]
    public void A_changed_constant_updates_the_networks_that_use_it_and_no_other()
    {
        GeneratorRun before = GeneratorRun.Of(
        [
            new UserFile(NetworkFile, Network),
            new UserFile("Head.cs", "using NnGen;\n[Network(Digits.DigitNet.OutputLength)]\n[Dense(2)]\ninternal sealed partial class Head;\n"),
            new UserFile("Tail.cs", "using NnGen;\n[Network(4)]\n[Dense(Head.InputLength), Relu]\n[Dense(2)]\ninternal sealed partial class Tail;\n"),
            new UserFile("Aside.cs", "using NnGen;\n[Network(4)]\n[Dense(2)]\ninternal sealed partial class Aside;\n"),
        ]);
        GeneratorRun hidden = before.Edit(NetworkFile, static text => text.Replace("Dense(8)", "Dense(9)", StringComparison.Ordinal));
        Assert.Equal(["DigitNet"], Changed(before, hidden));
        GeneratorRun outputs = hidden.Edit(NetworkFile, static text => text.Replace("Dense(10)", "Dense(11)", StringComparison.Ordinal));
        Assert.Equal(["DigitNet", "Head", "Tail"], Changed(hidden, outputs));
        Assert.Equal(1, Reasons(outputs, TrackingNames.Inferred).Count(static reason => s_same.Contains(reason)));
        Assert.Equal(1, SourceOutputs(outputs).Count(static reason => reason == IncrementalStepRunReason.Cached));
        GeneratorRun elsewhere = outputs.Edit("Aside.cs", static text => text.Replace("Dense(2)", "Dense(3)", StringComparison.Ordinal));
        Assert.Equal(["Aside"], Changed(outputs, elsewhere));
        Assert.All(Reasons(elsewhere, TrackingNames.Constants), static reason => Assert.Contains(reason, s_same));

        static string[] Changed(GeneratorRun from, GeneratorRun to) =>
            [.. to.Sources.Where(source => from.Sources[source.Key] != source.Value).Select(static source => source.Key.Split('.')[^4]).Order(StringComparer.Ordinal)];
    }

    private static GeneratorRun First()
    {
        GeneratorRun first = GeneratorRun.Of([new UserFile(NetworkFile, Network), new UserFile(OtherFile, Other)]);
        Assert.Empty(first.Diagnostics);
        IncrementalStepRunReason[] isNew = [IncrementalStepRunReason.New];
        Expect(first, isNew, isNew, isNew, isNew);
        return first;
    }

    private static void Expect(GeneratorRun run, IncrementalStepRunReason[] parsed, IncrementalStepRunReason[] inferred,
        IncrementalStepRunReason[] graph, IncrementalStepRunReason[] source)
    {
        (string Step, IncrementalStepRunReason[] Expected, IncrementalStepRunReason[] Actual)[] steps =
        [
            (TrackingNames.Parsed, parsed, Reasons(run, TrackingNames.Parsed)),
            (TrackingNames.Inferred, inferred, Reasons(run, TrackingNames.Inferred)),
            (TrackingNames.Graph, graph, Reasons(run, TrackingNames.Graph)),
            ("source output", source, SourceOutputs(run)),
        ];
        Assert.All(steps, static step =>
        {
            Assert.True(step.Actual.Length > 0, $"{step.Step} did not run.");
            Assert.All(step.Actual, reason => Assert.True(step.Expected.Contains(reason), $"{step.Step} was {reason}."));
        });
    }

    private static IncrementalStepRunReason[] Reasons(GeneratorRun run, string step) =>
        [.. run.Result.TrackedSteps[step].SelectMany(static s => s.Outputs).Select(static output => output.Reason)];

    private static IncrementalStepRunReason[] SourceOutputs(GeneratorRun run) => Outputs(run, TrackingNames.Graph);

    private static IncrementalStepRunReason[] ErrorOutputs(GeneratorRun run) => Outputs(run, TrackingNames.Errors);

    // Both outputs are called SourceOutput; which branch one belongs to is told by what stands before it.
    private static IncrementalStepRunReason[] Outputs(GeneratorRun run, string branch) =>
        [.. run.Result.TrackedOutputSteps.Values.SelectMany(static steps => steps).Where(step => Comes(step, branch)).SelectMany(static step => step.Outputs).Select(static output => output.Reason)];

    private static bool Comes(IncrementalGeneratorRunStep step, string from) => step.Name == from || step.Inputs.Any(input => Comes(input.Source, from));
}
