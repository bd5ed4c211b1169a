using System.Text.RegularExpressions;

namespace NnGen.Tests.Rules;

/// <summary>Finds the places where the sources of a folder use a type, a namespace or an extension method of a folder that comes later in an order.</summary>
internal sealed partial class FolderDirection
{
    private readonly IReadOnlyList<string> _order;
    private readonly Source[] _sources;

    // The first folder that declares a type, the types of a namespace, and the first folder of an extension method whose name no other member has.
    private readonly Dictionary<string, int> _types, _extensions;
    private readonly Dictionary<string, string[]> _namespaces;
    private readonly HashSet<string> _qualifiers;

    /// <summary>Reads the declarations.</summary>
    /// <param name="order">The folders, each of which may use those before it; "." is the root.</param>
    /// <param name="sources">The path of each source within the root, and its text.</param>
    public FolderDirection(IReadOnlyList<string> order, IEnumerable<(string Path, string Text)> sources)
    {
        _order = order;
        _sources = [.. sources.Select(source => new Source(source.Path, Position(FolderOf(source.Path)), CodeText.Of(source.Text), [.. CrefName().Matches(source.Text).Select(static name => name.Value)]))];
        _types = First(_sources.SelectMany(static source => source.Types.Select(type => (type, source.Folder))));
        ILookup<string, string> members = _sources.SelectMany(static source => Member().Matches(source.Code).Select(member => (Name: member.Groups[1].Value, source.Path))).ToLookup(static member => member.Name, static member => member.Path);
        _extensions = First(_sources.SelectMany(source => Extension().Matches(source.Code).Select(static method => method.Groups[1].Value).Where(method => members[method].All(path => path == source.Path)).Select(method => (method, source.Folder))));
        _namespaces = _sources.GroupBy(static source => source.Namespace).ToDictionary(static space => space.Key, static space => space.SelectMany(static source => source.Types).Distinct().ToArray());
        _qualifiers = [.. _namespaces.Keys.Select(static space => space[(space.LastIndexOf('.') + 1)..])];
    }

    /// <summary>Returns the folder of a path, "." for the root.</summary>
    /// <remarks>Printed files belong to the folder that they are printed for.</remarks>
    public static string FolderOf(string path) => path.LastIndexOf('/') is var end and >= 0 ? path[..end].Replace("/Printed", "", StringComparison.Ordinal) : ".";

    /// <summary>Returns a message for each use of a later folder.</summary>
    public IEnumerable<string> Backwards() => _sources.SelectMany(source => Usings(source).Concat(Names(source)).Concat(Calls(source)));

    private IEnumerable<string> Names(Source source) => NameOrQualified().Matches(source.Code)
        .Where(name => !name.Groups[1].Success || _qualifiers.Contains(name.Groups[1].Value))
        .Where(name => _types.GetValueOrDefault(name.Groups[2].Value) > source.Folder && !IsMember(source.Code, name.Groups[2]))
        .Select(name => Message(source, name.Groups[2], "the type", _types[name.Groups[2].Value]));

    private IEnumerable<string> Calls(Source source) => Call().Matches(source.Code)
        .Where(call => _extensions.GetValueOrDefault(call.Groups[1].Value) > source.Folder)
        .Select(call => Message(source, call.Groups[1], "the extension method", _extensions[call.Groups[1].Value]));

    // A namespace may be that of several folders. A directive is for the later ones if the file names nothing of the earlier ones.
    private IEnumerable<string> Usings(Source source) =>
        from directive in Using().Matches(source.Code)
        let space = directive.Groups[1]
        where _namespaces.ContainsKey(space.Value)
        let types = _namespaces[space.Value]
        let last = types.Max(type => _types[type])
        where last > source.Folder && !types.Any(type => _types[type] <= source.Folder && Uses(source, type))
        select Message(source, space, "the namespace", last);

    private bool Uses(Source source, string type) => source.Crefs.Contains(type) || Regex.IsMatch(source.Code, $@"\b{type}\b")
        || (type.EndsWith("Extensions", StringComparison.Ordinal) && Call().Matches(source.Code).Any(call => _extensions.GetValueOrDefault(call.Groups[1].Value, int.MaxValue) <= source.Folder));

    // The declaration of a member that has the name of a type, such as "int Batch { get; }".
    private static bool IsMember(string code, Group name)
    {
        string after = code[(name.Index + name.Length)..Math.Min(code.Length, name.Index + name.Length + 40)].TrimStart();
        return Regex.IsMatch(after, @"^(\{|=|;|\(|\))") && IsAfterType().IsMatch(code[Math.Max(0, name.Index - 200)..name.Index]);
    }

    private string Message(Source source, Group at, string what, int folder) =>
        $"{source.Path}({source.Code.AsSpan(0, at.Index).Count('\n') + 1}): the folder {_order[source.Folder]} uses {what} {at.Value} of {_order[folder]}, which comes after it";

    private int Position(string folder)
    {
        for (int i = 0; i < _order.Count; i++)
        {
            if (_order[i] == folder)
            {
                return i;
            }
        }
        throw new ArgumentException($"The folder {folder} has no place in the order; add it after the folders that it uses.", nameof(folder));
    }

    private static Dictionary<string, int> First(IEnumerable<(string Name, int Folder)> declared) =>
        declared.GroupBy(static item => item.Name).ToDictionary(static item => item.Key, static item => item.Min(static one => one.Folder));

    [GeneratedRegex(@"^(?:(?:public|internal|file|static|sealed|abstract|readonly|partial|ref|unsafe)\s+)*(?:class|struct|record\s+struct|record|interface|enum|delegate\s+[\w<>\[\]?,. ]+?)\s+(\w+)\s*(?=[<({:;\s])", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"(?<=cref=""[^""]*)\b[A-Z]\w*")]
    private static partial Regex CrefName();

    [GeneratedRegex(@"^namespace\s+([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex NamespaceName();

    [GeneratedRegex(@"^(?:global\s+)?using\s+(?:static\s+|\w+\s*=\s*)?([\w.]+)\s*;", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(@"(?:(?<=\b(\w+)\s*\.\s*)|(?<!(?<!\.)\.\s*))\b([A-Z]\w*)")]
    private static partial Regex NameOrQualified();

    [GeneratedRegex(@"\.\s*([A-Z]\w*)\s*(?:<[^;(){}]*>)?\(")]
    private static partial Regex Call();

    [GeneratedRegex(@"^\s+(?:(?:public|internal)\s+)?static\s[^(){};=]*?\b(\w+)\s*(?:<[\w\s,]*>)?\(\s*this\s", RegexOptions.Multiline)]
    private static partial Regex Extension();

    // Methods and properties that are not extension methods.
    [GeneratedRegex(@"^\s+(?!return\b|throw\b|await\b|else\b|yield\b)(?:[\w<>\[\]?,.]+\s+)+(\w+)\s*(?:(?:<[\w\s,]*>)?\((?!\s*this\s)|\{|=>)", RegexOptions.Multiline)]
    private static partial Regex Member();

    [GeneratedRegex(@"(?<!\b(?:new|is|as|not|or|and|in|out|ref|case|when|return|throw|this|else|await))(?<=[\w>\])?])\s+$")]
    private static partial Regex IsAfterType();

    private sealed record Source(string Path, int Folder, string Code, HashSet<string> Crefs)
    {
        public string Namespace { get; } = NamespaceName().Match(Code).Groups[1].Value;

        public string[] Types { get; } = [.. Declaration().Matches(Code).Select(static type => type.Groups[1].Value).Distinct()];
    }
}
