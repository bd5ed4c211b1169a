using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NnGenerator.Tests.Support;

namespace NnGenerator.Tests.Rules;

/// <summary>Types, members, parameters and files have the names of the field, and none of those that they had before.</summary>
public class NameTests
{
    // The folders in which lowering and emission keep their own words.
    private static readonly string[] s_exempt = [];

    // An old name, the new one, and where the old one had that meaning; in other places the same word may have another.
    private static readonly (Regex Old, string New, string Where)[] s_renamed =
    [
        (Exactly("distance|step|next|pitch"), "stride", "Tile|MultiplyAccumulate|Matrix|Columns|Rows|ISimd|V(1|128|256|512)"),
        (Word("Pitch"), "stride", "^(?!.*/RowPanel)"),
        (Exactly("Lanes|Rows"), "ChannelsHeightWidthBatch, RowMajor", " Layout$"),
        (Word("Laid"), "ConvertLayout", ""),
        (Word("Frames?|Framed|Enframe|Unframe"), "PaddedImage, Pad, Unpad", ""),
        (Exactly("Tile|Quad|Six|Row|Wide"), "Tile4x4 and the like", @"CompilerServices/\S+ $"),
        (Word("Add(Outers?|Inners?)"), "MultiplyAccumulate", ""),
        (Word("WholeRows?"), "MatrixVector", ""),
        (Word("Bands?"), "RowPanel", ""),
        (Exactly("Square"), "BlockTranspose", "CompilerServices/"),
        (Word("Winners?"), "argmax indices", ""),
        (Word("Slopes?"), "Derivative", "^(?!.*Leaky)"),
        (Exactly("Spaces?"), "arena", "^src/"),
        (Word("Life|Lives|InStep"), "LiveRange, lockstep", ""),
        (Word("IRangeGradients|RangeGradients"), "IBackwardPhases", ""),
        (Word("Greatest|(?<!at_?)Least"), "Max, Min", ""),
        (Word("Slack"), "tail padding", ""),
        (new Regex("^_?(?i:Drawn)"), "Random", "tests/"),
        (Word("Operands?"), "Tensor", "^(?!.*/Formulas/)"),
    ];

    [Fact]
    public void No_declaration_has_an_old_name()
    {
        string root = Repository.Root;
        string[] hits = [.. new[] { "src", "samples", "benchmarks", "tests", "tools" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root, folder), "*.cs", SearchOption.AllDirectories))
            .Select(file => (File: file, Name: Path.GetRelativePath(root, file).Replace('\\', '/')))
            .Where(static file => !file.Name.Contains("/obj/", StringComparison.Ordinal) && !file.Name.EndsWith(".verified.cs", StringComparison.Ordinal) && !s_exempt.Any(folder => file.Name.StartsWith(folder, StringComparison.Ordinal)))
            .SelectMany(static file => Hits(file.Name, File.ReadAllText(file.File)))];
        Assert.True(hits.Length == 0, $"{hits.Length} names:\n{string.Join('\n', hits)}");
    }

    [Theory]
    [InlineData("src/A.cs", "class C { void AddOuters(int n) { } }", "AddOuters")]
    [InlineData("src/A.cs", "record R(int LeastRate);", "LeastRate")]
    [InlineData("src/A.cs", "class C { float _greatest; }", "_greatest")]
    [InlineData("src/A.cs", "enum Layout { Lanes }", "Lanes")]
    [InlineData("src/NnRuntime/CompilerServices/Tile8x2.cs", "class C { void M(int distance) { } }", "distance")]
    [InlineData("src/LiveFrame.cs", "", "LiveFrame")]
    [InlineData("tests/A.cs", "class DrawnNetwork;", "DrawnNetwork")]
    [InlineData("tests/A.cs", "delegate void D<Operand>();", "Operand")]
    public void An_old_name_is_found(string file, string code, string name) => Assert.Contains($"'{name}'", Assert.Single(Hits(file, code)), StringComparison.Ordinal);

    [Theory]
    [InlineData("src/A.cs", "class C { void M(int step, int distance) { int slack = 1; } }")]
    [InlineData("src/A.cs", "class C { int Framework, Leastwise, Bandwidth, AtLeast, BeginStep; }")]
    [InlineData("samples/DrawnDigits.cs", "class DrawnDigits;")]
    public void Another_meaning_is_not(string file, string code) => Assert.Empty(Hits(file, code));

    private static Regex Exactly(string names) => new($"^_?({names})$", RegexOptions.IgnoreCase);

    // A word of a name: PadFrame, frame_of, _frames, s_frame.
    private static Regex Word(string words) => new($"(^|_|(?<=[a-z0-9])(?=[A-Z]))(?i:{words})(?![a-z])");

    private static IEnumerable<string> Hits(string file, string code) =>
        Declared(code).Prepend((Name: Path.GetFileNameWithoutExtension(file), Line: 0, Parent: "")).SelectMany(declared => s_renamed
            .Where(rule => rule.Old.IsMatch(declared.Name) && Regex.IsMatch($"{file} {declared.Parent}", rule.Where))
            .Select(rule => $"{file}({declared.Line}): '{declared.Name}' was renamed to {rule.New}"));

    private static IEnumerable<(string Name, int Line, string Parent)> Declared(string code) =>
        from node in CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(LanguageVersion.Preview)).GetRoot().DescendantNodes()
        let name = node switch
        {
            BaseTypeDeclarationSyntax type => type.Identifier,
            DelegateDeclarationSyntax type => type.Identifier,
            EnumMemberDeclarationSyntax member => member.Identifier,
            MethodDeclarationSyntax method => method.Identifier,
            LocalFunctionStatementSyntax method => method.Identifier,
            PropertyDeclarationSyntax property => property.Identifier,
            EventDeclarationSyntax member => member.Identifier,
            VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax } field => field.Identifier,
            TupleElementSyntax element => element.Identifier,
            ParameterSyntax parameter => parameter.Identifier,
            TypeParameterSyntax parameter => parameter.Identifier,
            _ => default,
        }
        where name.ValueText is { Length: > 0 }
        select (name.ValueText, name.GetLocation().GetLineSpan().StartLinePosition.Line + 1, node.Ancestors().OfType<BaseTypeDeclarationSyntax>().FirstOrDefault()?.Identifier.ValueText ?? "");
}
