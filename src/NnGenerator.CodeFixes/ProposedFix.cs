using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using NnGenerator.Diagnostics;

namespace NnGenerator.CodeFixes;

/// <summary>One way out of a diagnostic. The analyzer decides what it is and writes it into the properties of the diagnostic, so that
/// nothing here knows a rule about layers.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Text">The attributes to write, without brackets; empty where the kind needs none.</param>
/// <param name="Title">What the menu shows.</param>
/// <param name="Key">What fix-all repeats: to insert, to replace, …, numbered when a diagnostic offers several of it.</param>
internal sealed record ProposedFix(FixKind Kind, string Text, string Title, string Key)
{
    private const string TitleKey = "Title";

    /// <summary>The fixes that a diagnostic carries, best first: the second under "Fix2" and "Text2", and so on.</summary>
    public static IReadOnlyList<ProposedFix> Read(Diagnostic diagnostic, SourceText source)
    {
        List<ProposedFix> fixes = [];
        for (int number = 1; Find(diagnostic, Fix.KindKey, number) is { } word; number++)
        {
            if (Enum.GetValues(typeof(FixKind)).Cast<FixKind?>().FirstOrDefault(kind => Fix.Word(kind!.Value) == word) is not { } kind)
            {
                continue;
            }
            string text = Find(diagnostic, Fix.TextKey, number) ?? "";
            string title = Find(diagnostic, TitleKey, number) ?? DefaultTitle(kind, text, source.ToString(diagnostic.Location.SourceSpan));
            // Before and after are one thing to do: a gap can be named from both of its sides.
            string verb = word.Split(' ')[0];
            int same = fixes.Count(fix => fix.Key.Split(' ')[0] == verb);
            fixes.Add(new(kind, text, title, same == 0 ? verb : $"{verb} {same + 1}"));
        }
        return fixes;
    }

    private static string? Find(Diagnostic diagnostic, string property, int number) =>
        diagnostic.Properties.TryGetValue(number == 1 ? property : $"{property}{number}", out string? value) ? value : null;

    private static string DefaultTitle(FixKind kind, string text, string attribute) => kind switch
    {
        FixKind.MakePartial => "Make the class and the types around it partial",
        FixKind.MoveLayer => "Move the layers to the part with [Network]",
        FixKind.InsertBefore => $"Insert [{text}] before [{attribute}]",
        FixKind.InsertAfter => $"Insert [{text}] after [{attribute}]",
        FixKind.Replace => $"Replace [{attribute}] with [{text}]",
        _ => $"Remove [{attribute}]",
    };
}
