namespace DeclarationTest;

/// <summary>A class to build, and what has to come of it.</summary>
/// <param name="Text">Its source, with ⟦ and ⟧ around what a message is about.</param>
/// <param name="Class">The name of the class by which reflection finds it; null where it cannot compile.</param>
/// <param name="Info">Input shape, output shape, parameters, layers and loss of the declared network; null where it is wrong.</param>
/// <param name="Messages">Ids of the messages, each on the marked text; other messages of NnGen are failures.</param>
internal sealed record Declaration(string Text, string? Class, string? Info, params string[] Messages)
{
    public string Source => Text.Replace("⟦", "", StringComparison.Ordinal).Replace("⟧", "", StringComparison.Ordinal);
}

/// <summary>Declarations that are built as one project.</summary>
/// <param name="Name">What they have in common.</param>
/// <param name="Properties">Properties of the project file.</param>
/// <param name="Arguments">Further arguments of dotnet build.</param>
/// <param name="EditorConfig">Lines of .editorconfig below [*.cs].</param>
/// <param name="Head">The first lines of every file.</param>
internal sealed record Group(string Name, IReadOnlyList<Declaration> Declarations, string Properties = "", string Arguments = "", string EditorConfig = "", string Head = "using NnGen;");
