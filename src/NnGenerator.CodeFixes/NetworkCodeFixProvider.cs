using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using NnGenerator.CodeFixes.Edits;
using NnGenerator.Diagnostics;

namespace NnGenerator.CodeFixes;

/// <summary>Offers what the diagnostics of NnGen carry as a way out.</summary>
/// <remarks>Not marked [Shared]: hosts make code fixes of packages without a container, and the mark alone would make this assembly ask for
/// one version of System.Composition.</remarks>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NetworkCodeFixProvider))]
public sealed class NetworkCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.CreateRange(Descriptors.All.Select(static descriptor => descriptor.Id));

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => NetworkFixAllProvider.Instance;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SourceText source = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            foreach (ProposedFix fix in ProposedFix.Read(diagnostic, source))
            {
                context.RegisterCodeFix(CodeAction.Create(fix.Title, cancellation => ApplyAsync(context.Document, diagnostic, fix, cancellation), fix.Key), diagnostic);
            }
        }
    }

    private static async Task<Solution> ApplyAsync(Document document, Diagnostic diagnostic, ProposedFix fix, CancellationToken cancellation)
    {
        SolutionEdits edits = new(document.Project.Solution);
        await edits.AddAsync(document, diagnostic.Location.SourceSpan, fix, cancellation).ConfigureAwait(false);
        return await edits.ApplyAsync(cancellation).ConfigureAwait(false);
    }
}
