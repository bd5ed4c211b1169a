using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NnGenerator.Declarations;
using NnGenerator.Emission;
using NnGenerator.Inference;
using NnGenerator.Parsing;

namespace NnGenerator;

/// <summary>Compiles every class marked [Network], and reports the errors of a build. What else there is to say comes from
/// <see cref="NetworkAnalyzer"/>.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class NetworkGenerator : IIncrementalGenerator
{
    /// <summary>The key of a global analyzer configuration by which an editor leaves errors to the analyzer; see NnGenerator.props.</summary>
    internal const string EditorKey = "nngen_errors_are_reported_by_the_analyzer";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // Syntax → what is written. The only step that sees a symbol; what leaves it is names, numbers and spans.
        IncrementalValuesProvider<WrittenNetwork> parsed = context.SyntaxProvider
            .ForAttributeWithMetadataName(NetworkParser.NetworkAttribute, static (node, _) => node is TypeDeclarationSyntax,
                static (context, cancellation) => NetworkParser.Parse((INamedTypeSymbol)context.TargetSymbol, (TypeDeclarationSyntax)context.TargetNode, context.SemanticModel.Compilation, cancellation))
            .Where(static network => network is not null)
            .Select(static (network, _) => network!)
            .WithTrackingName(TrackingNames.Parsed);

        IncrementalValueProvider<BuildEnvironment> environment = context.CompilationProvider
            .Select(static (compilation, _) => BuildEnvironmentReader.Of(compilation))
            .WithTrackingName(TrackingNames.Environment);

        // Constants of networks in arguments of others: each network gets those that it names, and depends on no other network.
        IncrementalValueProvider<ConstantTable> constants = parsed.Collect()
            .Select(static (networks, cancellation) => ConstantTable.Of(networks, cancellation))
            .WithTrackingName(TrackingNames.Constants);
        IncrementalValuesProvider<ResolvedNetwork> resolved = parsed.Combine(constants)
            .Select(static (pair, _) => pair.Right.Resolve(pair.Left))
            .WithTrackingName(TrackingNames.Resolved);

        // Declaration → shaped graph, with what is wrong with it.
        IncrementalValuesProvider<InferredNetwork> inferred = resolved.Combine(environment)
            .Select(static (pair, _) => ShapeInference.Infer(DeclarationBuilder.Build(pair.Left.Written, pair.Left.Networks), pair.Right))
            .WithTrackingName(TrackingNames.Inferred);

        // Source: runs again only when the graph itself changed.
        context.RegisterSourceOutput(
            inferred.Where(static network => network.Graph is not null).Select(static (network, _) => network.Graph!).WithTrackingName(TrackingNames.Graph),
            static (output, graph) =>
            {
                output.CancellationToken.ThrowIfCancellationRequested();
                output.AddSource($"{graph.Type.HintName}.g.cs", NetworkEmitter.Emit(graph));
            });

        // Classes with layers, but without a [Network] that the compiler finds.
        IncrementalValuesProvider<InferredNetwork> strays = context.SyntaxProvider
            .CreateSyntaxProvider(static (node, _) => StrayAttributes.MayBe(node),
                static (context, cancellation) => StrayAttributes.Check((TypeDeclarationSyntax)context.Node, context.SemanticModel, cancellation))
            .Where(static stray => stray is not null)
            .Select(static (stray, _) => stray!)
            .WithTrackingName(TrackingNames.Strays);

        // Every error, in every build: analyzers can be skipped. Only an editor that runs the analyzer leaves them to it.
        IncrementalValueProvider<bool> isEditor = context.AnalyzerConfigOptionsProvider
            .Select(static (options, _) => options.GlobalOptions.TryGetValue(EditorKey, out string? value) && string.Equals(value, "true", StringComparison.OrdinalIgnoreCase));
        ReportErrors(context, inferred.Where(static network => network.HasErrors).WithTrackingName(TrackingNames.Errors), isEditor);
        ReportErrors(context, strays, isEditor);
    }

    // The compilation only serves to find the tree.
    private static void ReportErrors(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<InferredNetwork> networks, IncrementalValueProvider<bool> isEditor) =>
        context.RegisterSourceOutput(
            networks.Combine(isEditor).Where(static pair => !pair.Right).Combine(context.CompilationProvider),
            static (output, pair) => pair.Left.Left.Sites.Report(pair.Left.Left.Findings.Where(static finding => finding.IsError), pair.Right, output.ReportDiagnostic));
}
