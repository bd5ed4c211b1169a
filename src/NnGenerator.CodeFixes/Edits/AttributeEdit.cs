using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NnGenerator.CodeFixes.Edits;

/// <summary>What happens to one attribute, and beside it. Saying the same twice changes nothing, since two diagnostics may ask for it.</summary>
internal sealed class AttributeEdit(AttributeSyntax attribute)
{
    private readonly List<string> _before = [], _after = [], _lists = [];

    public AttributeSyntax Attribute { get; } = attribute;

    /// <summary>Attributes to write before it, each a list without brackets, in their order.</summary>
    public IReadOnlyList<string> Before => _before;

    /// <summary>Attributes to write after it, as <see cref="Before"/>.</summary>
    public IReadOnlyList<string> After => _after;

    /// <summary>Attributes to write after its brackets, in brackets of their own.</summary>
    public IReadOnlyList<string> Lists => _lists;

    /// <summary>What takes its place, or null where it stays.</summary>
    public string? Replacement { get; private set; }

    public bool IsRemoved { get; private set; }

    public void InsertBefore(string text) => Add(_before, text);

    public void InsertAfter(string text) => Add(_after, text);

    /// <summary>Adds even if the same attribute is there already: two equal layers that are moved are two.</summary>
    public void AppendList(string text) => _lists.Add(text);

    /// <summary>Forgets what the attribute before it already writes into the gap between them.</summary>
    public void ShareGap(AttributeEdit before) => _before.RemoveAll(before._after.Contains);

    public void Replace(string text)
    {
        if (!IsRemoved)
        {
            Replacement ??= text;
        }
    }

    public void Remove() => IsRemoved = Replacement is null;

    private static void Add(List<string> texts, string text)
    {
        if (!texts.Contains(text))
        {
            texts.Add(text);
        }
    }
}
