using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;
using NnGenerator.Tests.Support;

namespace NnGenerator.Tests.Incremental;

/// <summary>What the driver keeps between two edits holds nothing of the compiler's: it would keep whole compilations alive, and never
/// be equal after an edit.</summary>
public class ObjectGraphTests
{
    [Theory]
    [InlineData("[Network(4)]\n[Dense(8), Relu]\n[Dense(3), Softmax]\npublic sealed partial class Right;")]
    [InlineData("[Network(4)]\n[Dense(0), Relu]\n[Dense(3), Softmax]\npublic sealed partial class Wrong;")]
    [InlineData("[Network(4)]\npublic sealed partial class Empty;")]
    [InlineData("[Network(4)]\n[Dense(3)]\npublic sealed class NotPartial;")]
    [InlineData("[Network(Enc.OutputLength)]\n[Dense(Enc.InputLength + 1), ReLU]\npublic sealed partial class User;\n[Network(4)][Dense(3)] partial class Enc;\n[Dense(3)] partial class Stray;")]
    public void No_value_of_a_step_holds_anything_of_the_compiler(string network)
    {
        GeneratorRun run = GeneratorRun.Of("using NnGen;\n" + network, new CompilerSettings { RunsAnalyzers = false });
        string[] steps = [.. typeof(TrackingNames).GetFields().Select(static name => (string)name.GetRawConstantValue()!)];
        object[] values = [.. steps.Where(run.Result.TrackedSteps.ContainsKey)
            .SelectMany(step => run.Result.TrackedSteps[step]).SelectMany(static step => step.Outputs).Select(static output => output.Value)];

        Assert.Null(run.Result.Exception);
        Assert.Contains(TrackingNames.Parsed, steps);
        Assert.NotEmpty(values);
        Assert.All(values, static value => Assert.Null(PathToRoslyn(value)));
    }

    [Fact]
    public void The_walk_finds_what_it_looks_for()
    {
        SyntaxTree tree = GeneratorRun.Of("class A;").Output.SyntaxTrees[0];
        Assert.NotNull(PathToRoslyn(new { Deep = new object[] { 1, new List<Lazy<object>> { new(tree) } } }));
        Assert.NotNull(PathToRoslyn(new { Where = Location.None }));
        Assert.NotNull(PathToRoslyn((1, tree.GetRoot(Xunit.TestContext.Current.CancellationToken))));
        Assert.Null(PathToRoslyn(new { Text = "a", Numbers = new[] { 1, 2 } }));
    }

    // Fields by reflection, base classes included, down to text and numbers; the way to the first find, or null.
    private static string? PathToRoslyn(object? root)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var todo = new Stack<(object Value, string Path)>();
        void Visit(object? value, string path)
        {
            if (value is not null && value is not string && !value.GetType().IsPrimitive && !value.GetType().IsEnum && seen.Add(value))
            {
                todo.Push((value, path));
            }
        }

        Visit(root, root?.GetType().Name ?? "");
        while (todo.TryPop(out (object Value, string Path) next))
        {
            if (next.Value is ISymbol or SyntaxNode or SyntaxToken or SyntaxReference or SyntaxTree or Microsoft.CodeAnalysis.Compilation or SemanticModel or Location
                or AttributeData or Diagnostic)
            {
                return next.Path;
            }
            if (next.Value is Type or MemberInfo or Delegate { Target: null } or Pointer)
            {
                continue;
            }
            if (next.Value is IEnumerable items && next.Value.GetType().IsArray)
            {
                foreach (object? item in items)
                {
                    Visit(item, next.Path + "[]");
                }
            }
            for (Type? type = next.Value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
            {
                foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                {
                    Visit(field.GetValue(next.Value), $"{next.Path}.{field.Name}");
                }
            }
        }
        return null;
    }
}
