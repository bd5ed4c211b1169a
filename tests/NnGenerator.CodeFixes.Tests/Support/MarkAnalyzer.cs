using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using NnGenerator.Diagnostics;

namespace NnGenerator.CodeFixes.Tests.Support;

/// <summary>Reports at every mark one diagnostic for each set of fixes that a test wants to try.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class MarkAnalyzer(IReadOnlyList<MarkedSource> sources, params ImmutableDictionary<string, string?>[] fixes) : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.NeedsVector];

    /// <summary>The properties of a diagnostic that offers the given fixes, best first.</summary>
    public static ImmutableDictionary<string, string?> Properties(params (string Kind, string Text)[] fixes)
    {
        ImmutableDictionary<string, string?>.Builder properties = ImmutableDictionary.CreateBuilder<string, string?>();
        for (int i = 0; i < fixes.Length; i++)
        {
            string number = i == 0 ? "" : $"{i + 1}";
            properties["Fix" + number] = fixes[i].Kind;
            if (fixes[i].Text.Length > 0)
            {
                properties["Text" + number] = fixes[i].Text;
            }
        }
        return properties.ToImmutable();
    }

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSyntaxTreeAction(tree =>
        {
            foreach (TextSpan span in sources.Single(source => source.Path == tree.Tree.FilePath).Marks)
            {
                foreach (ImmutableDictionary<string, string?> offered in fixes)
                {
                    tree.ReportDiagnostic(Diagnostic.Create(Descriptors.NeedsVector, Location.Create(tree.Tree, span), offered));
                }
            }
        });
    }
}
