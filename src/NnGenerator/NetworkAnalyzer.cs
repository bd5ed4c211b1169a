using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using NnGenerator.Compilation;
using NnGenerator.Diagnostics;
using NnGenerator.Parsing;

namespace NnGenerator;

/// <summary>Says what is wrong with a network, and what may not be meant. It shares the parser with the generator; the messages come from
/// here since an editor shows those of analyzers while one types, and offers code fixes for no others.</summary>
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
            if (start.Compilation.GetTypeByMetadataName(NetworkParser.NetworkAttribute) is null)
            {
                start.RegisterSyntaxNodeAction(ReportUnknown, SyntaxKind.Attribute);
                return;
            }
            BuildEnvironment environment = BuildEnvironment.Of(start.Compilation);
            start.RegisterSymbolAction(context => Check(context, environment), SymbolKind.NamedType);
        });
    }

    private static void Check(SymbolAnalysisContext context, BuildEnvironment environment)
    {
        INamedTypeSymbol type = (INamedTypeSymbol)context.Symbol;
        AttributeData[] attributes = [.. NetworkParser.Attributes(type)];
        if (attributes.Length == 0)
        {
            return;
        }
        if (attributes.All(static attribute => NetworkParser.Name(attribute) != "Network"))
        {
            if (attributes.Where(NetworkParser.IsLayer).OrderBy(static layer => layer.ApplicationSyntaxReference?.Span.Start).FirstOrDefault()?.ApplicationSyntaxReference is { } layer)
            {
                context.ReportDiagnostic(Diagnostic.Create(Descriptors.NoNetwork, Location.Create(layer.SyntaxTree, layer.Span), type.Name, layer.GetSyntax(context.CancellationToken)));
            }
            return;
        }
        foreach (SyntaxReference part in type.DeclaringSyntaxReferences)
        {
            if (part.GetSyntax(context.CancellationToken) is TypeDeclarationSyntax syntax && NetworkParser.Parse(type, syntax, context.CancellationToken) is { } parsed)
            {
                ShapeInference.Infer(parsed, environment).Report(context.Compilation, context.ReportDiagnostic);
            }
        }
    }

    // Where NnRuntime is missing no attribute can be bound, and the generator is never asked.
    private static void ReportUnknown(SyntaxNodeAnalysisContext context)
    {
        AttributeSyntax attribute = (AttributeSyntax)context.Node;
        string name = attribute.Name is QualifiedNameSyntax qualified ? qualified.Right.Identifier.ValueText : (attribute.Name as SimpleNameSyntax)?.Identifier.ValueText ?? "";
        if (name is "Network" or "NetworkAttribute" && context.SemanticModel.GetSymbolInfo(attribute, context.CancellationToken) is { Symbol: null, CandidateSymbols.IsEmpty: true })
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.RuntimeMissing, attribute.GetLocation()));
        }
    }
}
