using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using NnGenerator.Declarations;
using NnGenerator.Diagnostics;
using NnGenerator.Inference;
using NnGenerator.Parsing;

namespace NnGenerator;

/// <summary>Says what is wrong with a network, and what may not be meant. It shares the parser with the generator: errors come from both, since
/// a build may skip analyzers, and an editor offers code fixes for what analyzers report and for nothing else.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NetworkAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.CreateRange(Descriptors.All);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            BuildEnvironment environment = BuildEnvironmentReader.Of(start.Compilation);
            NetworkLookup networks = new(start.Compilation);
            start.RegisterSymbolAction(context => Check(context, environment, networks), SymbolKind.NamedType);
        });
    }

    private static void Check(SymbolAnalysisContext context, BuildEnvironment environment, NetworkLookup networks)
    {
        INamedTypeSymbol type = (INamedTypeSymbol)context.Symbol;
        bool isNetwork = NetworkParser.Attributes(type).Any(static attribute => NetworkParser.Name(attribute) == "Network");
        foreach (SyntaxReference part in type.DeclaringSyntaxReferences)
        {
            if (part.GetSyntax(context.CancellationToken) is not TypeDeclarationSyntax { AttributeLists.Count: > 0 } syntax)
            {
                continue;
            }
            if (!isNetwork)
            {
                Report(context, StrayAttributes.Check(syntax, context.Compilation, context.CancellationToken));
            }
            else if (NetworkParser.Parse(type, syntax, context.Compilation, context.CancellationToken) is { } written)
            {
                ResolvedNetwork resolved = ConstantTable.Of(written.References.Count == 0 ? [] : networks.With(written, context.CancellationToken), context.CancellationToken).Resolve(written);
                Report(context, ShapeInference.Infer(DeclarationBuilder.Build(resolved.Written, resolved.Networks), environment));
            }
        }
    }

    private static void Report(SymbolAnalysisContext context, InferredNetwork? network) => network?.Sites.Report(network.Findings, context.Compilation, context.ReportDiagnostic);
}
