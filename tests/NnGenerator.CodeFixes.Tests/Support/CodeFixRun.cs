using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NnGenerator.Tests.Support;

namespace NnGenerator.CodeFixes.Tests.Support;

/// <summary>A user's solution in an editor, with an analyzer and the code fixes of NnGen.</summary>
/// <remarks>Of our own, because the package for such tests does not restore from every feed without warnings; and it shows fix-all over
/// several files and projects.</remarks>
internal sealed class CodeFixRun
{
    private static readonly CSharpCompilation s_settings = GeneratorRun.Of("").Output;

    private readonly DiagnosticAnalyzer _analyzer;

    private CodeFixRun(Solution solution, DiagnosticAnalyzer analyzer)
    {
        Solution = solution;
        _analyzer = analyzer;
    }

    public Solution Solution { get; }

    /// <summary>One project.</summary>
    public static CodeFixRun Of(IEnumerable<UserFile> files, DiagnosticAnalyzer analyzer) => Of([files], analyzer);

    /// <summary>Several projects, called P1, P2, ….</summary>
    public static CodeFixRun Of(IEnumerable<IEnumerable<UserFile>> projects, DiagnosticAnalyzer analyzer)
    {
        Solution solution = new AdhocWorkspace().CurrentSolution;
        int number = 0;
        foreach (IEnumerable<UserFile> files in projects)
        {
            ProjectId project = ProjectId.CreateNewId();
            solution = solution.AddProject(ProjectInfo.Create(project, default, $"P{++number}", $"P{number}", LanguageNames.CSharp,
                compilationOptions: s_settings.Options, parseOptions: s_settings.SyntaxTrees[0].Options, metadataReferences: s_settings.References));
            foreach (UserFile file in files)
            {
                solution = solution.AddDocument(DocumentId.CreateNewId(project), file.Path, file.Text, filePath: file.Path);
            }
        }
        return new CodeFixRun(solution, analyzer);
    }

    /// <summary>What the analyzer reports, in the order of files and lines.</summary>
    public async Task<IReadOnlyList<Diagnostic>> DiagnosticsAsync()
    {
        List<Diagnostic> all = [];
        foreach (Project project in Solution.Projects)
        {
            all.AddRange(await DiagnosticsAsync(project));
        }
        return all;
    }

    /// <summary>The fixes that the editor's menu offers for a diagnostic.</summary>
    public async Task<IReadOnlyList<CodeAction>> OffersAsync(Diagnostic diagnostic)
    {
        List<CodeAction> offers = [];
        Document document = Solution.GetDocument(diagnostic.Location.SourceTree)!;
        await new NetworkCodeFixProvider().RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => offers.Add(action), CancellationToken.None));
        return offers;
    }

    /// <summary>After one fix of one diagnostic.</summary>
    public async Task<CodeFixRun> FixAsync(Diagnostic diagnostic, int offer = 0) => await ApplyAsync((await OffersAsync(diagnostic))[offer]);

    /// <summary>After the same fix of every diagnostic in a scope, as started on one diagnostic.</summary>
    public async Task<CodeFixRun> FixAllAsync(Diagnostic start, FixAllScope scope, int offer = 0) =>
        await FixAllAsync(start, scope, (await OffersAsync(start))[offer].EquivalenceKey!);

    /// <summary>After the fix with a key of every diagnostic in a scope.</summary>
    public async Task<CodeFixRun> FixAllAsync(Diagnostic start, FixAllScope scope, string key)
    {
        Document document = Solution.GetDocument(start.Location.SourceTree)!;
        NetworkCodeFixProvider provider = new();
        FixAllContext context = new(document, provider, scope, key, [start.Id], new Provider(this), CancellationToken.None);
        return await ApplyAsync((await provider.GetFixAllProvider().GetFixAsync(context))!);
    }

    /// <summary>The files of a project by their paths.</summary>
    public async Task<IReadOnlyDictionary<string, string>> TextsAsync(string project = "P1")
    {
        Dictionary<string, string> texts = [];
        foreach (Document document in Solution.Projects.Single(one => one.Name == project).Documents)
        {
            texts[document.FilePath!] = (await document.GetTextAsync()).ToString();
        }
        return texts;
    }

    private async Task<CodeFixRun> ApplyAsync(CodeAction action)
    {
        CodeActionOperation operation = Assert.Single(await action.GetOperationsAsync(CancellationToken.None));
        return new CodeFixRun(Assert.IsType<ApplyChangesOperation>(operation).ChangedSolution, _analyzer);
    }

    private async Task<IEnumerable<Diagnostic>> DiagnosticsAsync(Project project)
    {
        Microsoft.CodeAnalysis.Compilation compilation = (await project.GetCompilationAsync())!;
        ImmutableArray<Diagnostic> diagnostics = await compilation.WithAnalyzers([_analyzer]).GetAnalyzerDiagnosticsAsync();
        SyntaxTree[] trees = [.. compilation.SyntaxTrees];
        return diagnostics.OrderBy(diagnostic => Array.IndexOf(trees, diagnostic.Location.SourceTree)).ThenBy(static diagnostic => diagnostic.Location.SourceSpan.Start);
    }

    // What the editor hands to fix-all.
    private sealed class Provider(CodeFixRun run) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => await run.DiagnosticsAsync(project);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
        {
            SyntaxTree? tree = await document.GetSyntaxTreeAsync(cancellationToken);
            return (await run.DiagnosticsAsync(document.Project)).Where(diagnostic => diagnostic.Location.SourceTree == tree);
        }

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
