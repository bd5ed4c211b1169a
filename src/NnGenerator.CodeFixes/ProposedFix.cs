using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace NnGenerator.CodeFixes;

/// <summary>One way out of a diagnostic. The analyzer decides what it is and writes it into the properties of the diagnostic, so that
/// nothing here knows a rule about layers.</summary>
/// <param name="Kind">One of <see cref="FixKinds"/>.</param>
/// <param name="Text">The attributes to write, without brackets; empty where the kind needs none.</param>
/// <param name="Title">What the menu shows.</param>
/// <param name="Key">What fix-all repeats: to insert, to replace, …, numbered when a diagnostic offers several of it.</param>
internal sealed record ProposedFix(string Kind, string Text, string Title, string Key)
{
    /// <summary>The fixes that a diagnostic carries, best first.</summary>
    public static IReadOnlyList<ProposedFix> Read(Diagnostic diagnostic, SourceText source)
    {
        List<ProposedFix> fixes = [];
        for (int number = 1; Find(diagnostic, FixKinds.Property, number) is { } kind; number++)
        {
            string text = Find(diagnostic, FixKinds.TextProperty, number) ?? "";
            string title = Find(diagnostic, FixKinds.TitleProperty, number) ?? DefaultTitle(kind, text, source.ToString(diagnostic.Location.SourceSpan));
            string verb = kind.Split(' ')[0];
            int same = fixes.Count(fix => fix.Kind.StartsWith(verb, StringComparison.Ordinal));
            fixes.Add(new(kind, text, title, same == 0 ? verb : $"{verb} {same + 1}"));
        }
        return fixes;
    }

    private static string? Find(Diagnostic diagnostic, string property, int number) =>
        diagnostic.Properties.TryGetValue(number == 1 ? property : $"{property}{number}", out string? value) ? value : null;

    private static string DefaultTitle(string kind, string text, string attribute) => kind switch
    {
        FixKinds.MakePartial => "Make the class and the types around it partial",
        FixKinds.MoveLayer => "Move the layers to the part with [Network]",
        FixKinds.InsertBefore => $"Insert [{text}] before [{attribute}]",
        FixKinds.InsertAfter => $"Insert [{text}] after [{attribute}]",
        FixKinds.Replace => $"Replace [{attribute}] by [{text}]",
        FixKinds.Remove => $"Remove [{attribute}]",
        _ => $"Move [{attribute}] behind the other layers",
    };
}
