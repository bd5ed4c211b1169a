using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NnGenerator.Compilation;
using NnGenerator.Diagnostics;
using NnGenerator.Emission;
using NnGenerator.Parsing;

namespace NnGenerator;

/// <summary>Compiles every class marked [Network].</summary>
[Generator(LanguageNames.CSharp)]
public sealed class NetworkGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // Syntax → declaration. The only step that sees a symbol; what leaves it is names, numbers and spans.
        IncrementalValuesProvider<ParsedNetwork> parsed = context.SyntaxProvider
            .ForAttributeWithMetadataName(NetworkParser.NetworkAttribute, static (node, _) => node is TypeDeclarationSyntax, NetworkParser.Parse)
            .Where(static network => network is not null)
            .Select(static (network, _) => network!)
            .WithTrackingName(TrackingNames.Parsed);

        // Declaration → shaped graph, with what is wrong with it.
        IncrementalValuesProvider<InferredNetwork> inferred = parsed
            .Select(static (network, _) => ShapeInference.Infer(network))
            .WithTrackingName(TrackingNames.Inferred);

        // Source: runs again only when the graph itself changed.
        context.RegisterSourceOutput(
            inferred.Where(static network => network.Graph is not null).Select(static (network, _) => network.Graph!).WithTrackingName(TrackingNames.Graph),
            static (output, graph) => output.AddSource($"{graph.Type.HintName}.g.cs", NetworkEmitter.Emit(graph)));

        // Diagnostics: run again whenever a wrong declaration moved; the compilation only serves to find its tree.
        context.RegisterSourceOutput(
            inferred.Where(static network => network.Findings.Count > 0).WithTrackingName(TrackingNames.Findings).Combine(context.CompilationProvider),
            static (output, pair) => pair.Left.Report(pair.Right, output.ReportDiagnostic));
    }
}
