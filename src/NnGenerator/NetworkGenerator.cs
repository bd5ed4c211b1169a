using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using NnGenerator.Compilation;
using NnGenerator.Diagnostics;
using NnGenerator.Emission;
using NnGenerator.Parsing;

namespace NnGenerator;

/// <summary>Compiles every class marked [Network]. What there is to say about it comes from <see cref="NetworkAnalyzer"/>.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class NetworkGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // Syntax → declaration. The only step that sees a symbol; what leaves it is names, numbers and spans.
        IncrementalValuesProvider<ParsedNetwork> parsed = context.SyntaxProvider
            .ForAttributeWithMetadataName(NetworkParser.NetworkAttribute, static (node, _) => node is TypeDeclarationSyntax,
                static (context, cancellation) => NetworkParser.Parse((INamedTypeSymbol)context.TargetSymbol, (TypeDeclarationSyntax)context.TargetNode, cancellation))
            .Where(static network => network is not null)
            .Select(static (network, _) => network!)
            .WithTrackingName(TrackingNames.Parsed);

        IncrementalValueProvider<BuildEnvironment> environment = context.CompilationProvider
            .Select(static (compilation, _) => BuildEnvironment.Of(compilation))
            .WithTrackingName(TrackingNames.Environment);

        // Declaration → shaped graph, with what is wrong with it.
        IncrementalValuesProvider<InferredNetwork> inferred = parsed.Combine(environment)
            .Select(static (pair, _) => ShapeInference.Infer(pair.Left, pair.Right))
            .WithTrackingName(TrackingNames.Inferred);

        // Source: runs again only when the graph itself changed.
        context.RegisterSourceOutput(
            inferred.Where(static network => network.Graph is not null).Select(static (network, _) => network.Graph!).WithTrackingName(TrackingNames.Graph),
            static (output, graph) =>
            {
                output.CancellationToken.ThrowIfCancellationRequested();
                output.AddSource($"{graph.Type.HintName}.g.cs", NetworkEmitter.Emit(graph));
            });

        // Errors where the project does without analyzers: a wrong network must not build in silence. The compilation only serves to find the tree.
        IncrementalValueProvider<bool> withoutAnalyzers = context.AnalyzerConfigOptionsProvider
            .Select(static (options, _) => IsOff(options.GlobalOptions, "RunAnalyzers") || IsOff(options.GlobalOptions, "RunAnalyzersDuringBuild"));
        context.RegisterSourceOutput(
            inferred.Where(static network => network.HasErrors).WithTrackingName(TrackingNames.Errors).Combine(withoutAnalyzers)
                .Where(static pair => pair.Right).Combine(context.CompilationProvider),
            static (output, pair) => pair.Left.Left.ReportErrors(pair.Right, output.ReportDiagnostic));
    }

    private static bool IsOff(AnalyzerConfigOptions options, string property) =>
        options.TryGetValue($"build_property.{property}", out string? value) && string.Equals(value, "false", StringComparison.OrdinalIgnoreCase);
}
