namespace NnGenerator.CodeFixes;

/// <summary>The words in the properties of a diagnostic.</summary>
internal static class FixKinds
{
    public const string Property = "Fix", TextProperty = "Text", TitleProperty = "Title";

    public const string MakePartial = "MakePartial", MoveLayer = "MoveLayer", InsertBefore = "Insert before", InsertAfter = "Insert after",
        Replace = "Replace", Remove = "Remove", Reorder = "Reorder";

    public static readonly string[] Ids = ["NNG001", "NNG003", "NNG006", "NNG108", "NNG201", "NNG202"];
}
