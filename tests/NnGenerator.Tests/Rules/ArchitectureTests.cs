using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using NnGenerator.Ir;
using NnGenerator.Operations;

namespace NnGenerator.Tests.Rules;

/// <summary>Where knowledge may live (docs/architecture.md), checked on the text of the sources.</summary>
public partial class ArchitectureTests
{
    // Diagnostics joins findings with their locations, and the pipeline hands them over.
    private static readonly string[] s_mayNameRoslyn = ["Parsing/", "Diagnostics/", "NetworkGenerator.cs", "NetworkAnalyzer.cs"];

    [Fact]
    public void Only_the_parser_and_the_diagnostics_name_what_is_roslyns()
    {
        string[] offenders = [.. Sources()
            .Where(static file => !s_mayNameRoslyn.Any(allowed => file.Name.StartsWith(allowed, StringComparison.Ordinal)))
            .SelectMany(static file => file.Code.Select((line, i) => (Where: $"{file.Name}({i + 1})", Line: line)))
            .Where(static line => NamesRoslyn(line.Line))
            .Select(static line => $"{line.Where}: {line.Line.Trim()}")];
        Assert.Empty(offenders);
    }

    [Theory]
    [InlineData("    private readonly ISymbol _symbol;", true)]
    [InlineData("    Location Where { get; }", true)]
    [InlineData("    static void Read(ClassDeclarationSyntax node)", true)]
    [InlineData("    static void Read(Compilation compilation)", true)]
    [InlineData("/// <remarks>No member may hold a Location.</remarks>", false)]
    [InlineData("    int x = 1; // the Location of it", false)]
    public void The_scan_tells_roslyns_names_from_ours(string line, bool expected) =>
        Assert.Equal(expected, NamesRoslyn(Code(line)));

    [Fact]
    public void Files_hold_one_idea()
    {
        string[] forbidden = ["Helper", "Utils", "Manager"];
        Assert.Empty(Sources().Where(file => forbidden.Any(word => file.Name.Contains(word, StringComparison.Ordinal))).Select(static file => file.Name));
    }

    [Fact]
    public void No_tensor_and_no_operation_changes_after_it_was_made()
    {
        Type[] types = [.. typeof(Tensor).Assembly.GetTypes().Where(static type => !type.IsEnum && (type.Namespace == typeof(Tensor).Namespace || type.IsAssignableTo(typeof(Operation))))];
        Assert.Contains(typeof(Tensor), types);
        Assert.Contains(typeof(LinearOperation), types);
        Assert.Empty(types.SelectMany(Changeable));
    }

    [Fact]
    public void What_changes_is_found() => Assert.Equal(["Field", "List", "Property"], Changeable(typeof(Changing)).Order(StringComparer.Ordinal));

    // Names of fields and properties that can be set, or whose contents can change.
    private static IEnumerable<string> Changeable(Type type)
    {
        const BindingFlags All = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        return type.GetFields(All).Where(static field => !field.Name.StartsWith('<') && !field.IsLiteral && (!field.IsInitOnly || IsMutable(field.FieldType))).Select(static field => field.Name)
            .Concat(type.GetProperties(All).Where(static property => IsMutable(property.PropertyType)
                || (property.SetMethod is { } setter && setter.ReturnParameter.GetRequiredCustomModifiers().All(static modifier => modifier.Name != "IsExternalInit"))).Select(static property => property.Name));
    }

    private static bool IsMutable(Type type) => type.IsArray || (type != typeof(string) && type.GetInterfaces().Append(type).Any(static contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(ICollection<>)));

    private sealed class Changing
    {
        public int Property { get; set; }

        public int Kept { get; } = 1;

        public readonly List<int> List = [];

        public int Field = 1;
    }

    private static bool NamesRoslyn(string code) => RoslynNames().IsMatch(code);

    [GeneratedRegex(@"\b(I(\w+)?Symbol|Syntax(Node|Tree|Token|Reference|List)|\w+Syntax|SemanticModel|AttributeData|Location|CSharpCompilation|CompilationProvider)\b|\bCompilation\b")]
    private static partial Regex RoslynNames();

    private static string Code(string line)
    {
        int comment = line.IndexOf("//", StringComparison.Ordinal);
        return comment < 0 ? line : line[..comment];
    }

    private static (string Name, string[] Code)[] Sources([CallerFilePath] string thisFile = "")
    {
        string root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "../../../src/NnGenerator"));
        (string Name, string[] Code)[] files = [.. Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(path => (Path.GetRelativePath(root, path).Replace('\\', '/'), File.ReadLines(path).Select(Code).ToArray()))
            .Where(static file => !file.Item1.StartsWith("obj/", StringComparison.Ordinal) && !file.Item1.StartsWith("bin/", StringComparison.Ordinal))];
        Assert.NotEmpty(files);
        return files;
    }
}
