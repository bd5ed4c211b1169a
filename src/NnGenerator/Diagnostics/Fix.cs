using System.Collections.Immutable;

namespace NnGenerator.Diagnostics;

/// <summary>What a code fix does about a finding.</summary>
internal enum FixKind
{
    /// <summary>The class of the network and the types around it become partial.</summary>
    MakePartial,

    /// <summary>Layers of other parts go behind those of the part with [Network].</summary>
    MoveLayer,

    InsertBefore,
    InsertAfter,
    Replace,
    Remove,
}

/// <summary>A way out of a finding: an edit of the attribute that it is about, so that the code fixes need to know no layer.</summary>
/// <param name="Text">The attribute to write, without brackets.</param>
internal sealed record Fix(FixKind Kind, string Text = "")
{
    /// <summary>Keys of the properties of a diagnostic.</summary>
    public const string KindKey = "Fix", TextKey = "Text";

    public static Fix MakePartial { get; } = new(FixKind.MakePartial);

    public static Fix MoveLayer { get; } = new(FixKind.MoveLayer);

    public static Fix Remove { get; } = new(FixKind.Remove);

    public static Fix InsertBefore(string text) => new(FixKind.InsertBefore, text);

    public static Fix Replace(string text) => new(FixKind.Replace, text);

    /// <summary>What the property says of a kind.</summary>
    public static string Word(FixKind kind) => kind switch
    {
        FixKind.InsertBefore => "Insert before",
        FixKind.InsertAfter => "Insert after",
        _ => kind.ToString(),
    };

    /// <summary>The fix as a diagnostic carries it to the code fixes.</summary>
    public ImmutableDictionary<string, string?> ToProperties() => ImmutableDictionary<string, string?>.Empty.Add(KindKey, Word(Kind)).Add(TextKey, Text);
}
