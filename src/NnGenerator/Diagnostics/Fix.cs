using System.Collections.Immutable;

namespace NnGenerator.Diagnostics;

/// <summary>Specifies what a code fix does about a finding.</summary>
internal enum FixKind
{
    /// <summary>Makes the class of the network and the types that contain it partial.</summary>
    MakePartial,

    /// <summary>Moves layers of other parts to the end of those of the part with [Network].</summary>
    MoveLayer,

    InsertBefore,
    InsertAfter,
    Replace,
    Remove,
}

/// <summary>Represents a fix of a finding: an edit of the attribute that the finding is about, so that the code fixes are independent of the layers.</summary>
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

    /// <summary>Returns the value of the property for a kind.</summary>
    public static string Word(FixKind kind) => kind switch
    {
        FixKind.InsertBefore => "Insert before",
        FixKind.InsertAfter => "Insert after",
        _ => kind.ToString(),
    };

    /// <summary>Returns the fix as properties of the diagnostic, which the code fixes read.</summary>
    public ImmutableDictionary<string, string?> ToProperties() => ImmutableDictionary<string, string?>.Empty.Add(KindKey, Word(Kind)).Add(TextKey, Text);
}
