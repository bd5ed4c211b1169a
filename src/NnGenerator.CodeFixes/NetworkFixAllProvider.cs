using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using NnGenerator.CodeFixes.Edits;

namespace NnGenerator.CodeFixes;

/// <summary>Gathers the edits of all diagnostics and applies them at once.</summary>
/// <remarks>Merging the texts after single fixes, as the batch fixer does, drops a fix where two touch the same place, and inserts twice
/// where two ask for the same layer between them; a move of layers concerns two documents.</remarks>
internal sealed class NetworkFixAllProvider : FixAllProvider
{
    public static readonly NetworkFixAllProvider Instance = new();

    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        string? key = fixAllContext.CodeActionEquivalenceKey;
        List<(Document Document, Diagnostic Diagnostic, IReadOnlyList<ProposedFix> Offers)> all = [];
        foreach (Diagnostic diagnostic in await DiagnosticsAsync(fixAllContext).ConfigureAwait(false))
        {
            if (fixAllContext.Solution.GetDocument(diagnostic.Location.SourceTree) is { } document)
            {
                SourceText source = await document.GetTextAsync(fixAllContext.CancellationToken).ConfigureAwait(false);
                all.Add((document, diagnostic, ProposedFix.Read(diagnostic, source)));
            }
        }

        // `dotnet format` asks with the key of any message of ours, not of the one to fix; then the best fix of each is meant.
        bool isKnown = all.Any(one => one.Offers.Any(fix => fix.Key == key));
        SolutionEdits edits = new(fixAllContext.Solution);
        string? title = null;
        foreach ((Document document, Diagnostic diagnostic, IReadOnlyList<ProposedFix> offers) in all)
        {
            if (offers.FirstOrDefault(fix => !isKnown || fix.Key == key) is { } chosen)
            {
                title ??= chosen.Title;
                await edits.AddAsync(document, diagnostic.Location.SourceSpan, chosen, fixAllContext.CancellationToken).ConfigureAwait(false);
            }
        }
        return title is null ? null : CodeAction.Create(title, edits.ApplyAsync, key);
    }

    // In the order of the source, so that of two contradicting fixes the same one wins every time.
    private static async Task<IEnumerable<Diagnostic>> DiagnosticsAsync(FixAllContext context)
    {
        List<Diagnostic> all = [];
        if (context.Scope == FixAllScope.Document && context.Document is not null)
        {
            all.AddRange(await context.GetDocumentDiagnosticsAsync(context.Document).ConfigureAwait(false));
        }
        else
        {
            IEnumerable<Project> projects = context.Scope == FixAllScope.Solution ? context.Solution.Projects.Where(static project => project.Language == LanguageNames.CSharp) : [context.Project];
            foreach (Project project in projects)
            {
                all.AddRange(await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false));
            }
        }
        return all.OrderBy(static diagnostic => diagnostic.Location.SourceSpan.Start);
    }
}
