using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NnGenerator.Tests.Support;

namespace NnGenerator.Tests.Diagnostics;

/// <summary>Projects that lack what the emitted code needs.</summary>
public class EnvironmentTests
{
    private const string Network = "using NnGen;\n[Network(4)]\n[Dense(3), Relu]\n[Dense(2)]\ninternal sealed partial class N { }\n";

    // What a class with attributes needs of a framework.
    private const string Core = "namespace System { public class Object { } public class Attribute { } public abstract class ValueType { } public abstract class Enum : ValueType { } public struct Int32 { } public struct Void { } public struct Boolean { } public class String { } public abstract class Array { } public class ParamArrayAttribute : Attribute { } public class AttributeUsageAttribute : Attribute { public AttributeUsageAttribute(AttributeTargets t) { } public bool AllowMultiple { get; set; } public bool Inherited { get; set; } } public enum AttributeTargets { All } }";

    private static readonly Version s_generator = typeof(NetworkGenerator).Assembly.GetName().Version!;

    [Theory]
    [InlineData(LanguageVersion.CSharp7_3, "7.3")]
    [InlineData(LanguageVersion.CSharp11, "11.0")]
    public void An_old_language(LanguageVersion language, string name)
    {
        GeneratorRun run = GeneratorRun.Of(Network, new CompilerSettings { Language = language, Nullable = NullableContextOptions.Disable });
        Expect(run, "NNG301", $"The code of a network needs C# 12 or later, but this project uses C# {name}; remove LangVersion from the project file, or raise it");
        Assert.Empty(run.Sources);
        Assert.DoesNotContain(run.CompilerComplaints, static d => d.Severity == DiagnosticSeverity.Error);
    }

    [Fact]
    public void An_old_framework()
    {
        MetadataReference core = Compile("System.Runtime", "8.0.0.0", Core);
        GeneratorRun run = GeneratorRun.Of(Network, new CompilerSettings { References = [core, FakeRuntime(s_generator.ToString(), core)] });
        Expect(run, "NNG302", "The code of a network needs .NET 10.0 or later, but this project is built for .NET 8.0; raise TargetFramework to net10.0");
        Assert.Empty(run.Sources);
    }

    [Fact]
    public void A_framework_under_which_the_attributes_cannot_be_read()
    {
        MetadataReference core = Compile("System.Runtime", "8.0.0.0", Core), other = Compile("Other.Runtime", "10.0.0.0", Core);
        GeneratorRun run = GeneratorRun.Of(Network, new CompilerSettings { References = [core, FakeRuntime(s_generator.ToString(), other)], RunsAnalyzers = false });
        Assert.Contains(run.CompilerComplaints, static d => d.Id == "CS0012");
        Expect(run, "NNG302", "The code of a network needs .NET 10.0 or later, but this project is built for .NET 8.0; raise TargetFramework to net10.0");
    }

    [Fact]
    public void No_runtime()
    {
        GeneratorRun run = GeneratorRun.Of(Network, new CompilerSettings { References = GeneratorRun.Framework });
        Expect(run, "NNG303", "[Network] cannot be found, since this project references the generator of NnGen but not NnRuntime; reference the package NnGen or the project NnRuntime");
    }

    [Theory]
    [InlineData("[Network(4)] class C; class Network : System.Attribute { public Network(int n) { } }")]
    [InlineData("[My.Network] class C; namespace My { class NetworkAttribute : System.Attribute { } }")]
    [InlineData("[System.Obsolete] class C;")]
    public void Somebody_elses_Network_is_not_ours(string source) =>
        Assert.Empty(GeneratorRun.Of(source, new CompilerSettings { References = GeneratorRun.Framework }).Diagnostics);

    [Fact]
    public void Another_version()
    {
        GeneratorRun run = GeneratorRun.Of(Network, new CompilerSettings { References = [.. GeneratorRun.Framework, FakeRuntime("99.1.2.0", [.. GeneratorRun.Framework])] });
        Expect(run, "NNG304", $"NnRuntime has version 99.1.2, but the generator has version {s_generator.ToString(3)}; reference the same version of both");
    }

    [Theory]
    [InlineData("System")]
    [InlineData("NnGen")]
    public void A_type_that_hides_a_namespace(string name)
    {
        GeneratorRun run = GeneratorRun.Of($"namespace A {{ using NnGen;\n[Network(4)][Dense(2)] internal sealed partial class N; }}\ninternal static class {name};");
        Diagnostic found = Assert.Single(run.Diagnostics);
        Assert.Equal(("NNG305", $"The type '{name}' in the global namespace hides the namespace {name} from the code of networks; rename it, or move it to a namespace"), (found.Id, found.GetMessage(CultureInfo.InvariantCulture)));
        Assert.Empty(run.Sources);
        Assert.Empty(GeneratorRun.Of($"namespace A {{ using NnGen;\n[Network(4)][Dense(2)] internal sealed partial class N; }}\ninternal static class {name}<T>;").Diagnostics.Where(static d => d.Id == "NNG305"));
    }

    [Theory]
    [InlineData("NnGen", "DenseAttribute", "[System.AttributeUsage(System.AttributeTargets.Class, AllowMultiple = true)] public class DenseAttribute : System.Attribute { public DenseAttribute(double width) { } }")]
    [InlineData("NnGen", "NetworkAttribute", "public class NetworkAttribute : System.Attribute { public NetworkAttribute(int inputs) { } }")]
    [InlineData("NnGen", "Workspace", "internal sealed class Workspace;")]
    [InlineData("NnGen.CompilerServices", "Span<T>", "internal struct Span<T>;")]
    [InlineData("NnGen.Generated", "Math", "internal static class Math;")]
    [InlineData("NnGen.Generated.Math", "Any", "internal static class Any;")]
    [InlineData("NnGen.CompilerServices", "IBackwardPhases<T>", "internal interface IBackwardPhases<T>;")]
    public void A_type_that_hides_another(string scope, string name, string type)
    {
        GeneratorRun run = GeneratorRun.Of($"namespace A {{ using NnGen;\n[Network(4)][Dense(2)] internal sealed partial class N; }}\nnamespace {scope} {{ {type} }}");
        Diagnostic found = Assert.Single(run.Diagnostics);
        Assert.Equal(("NNG305", $"The type '{name}' in the namespace {scope} can hide a type of NnGen or .NET from the code of networks; move it to another namespace"), (found.Id, found.GetMessage(CultureInfo.InvariantCulture)));
        Assert.Empty(run.Sources);
    }

    [Fact]
    public void The_generator_says_it_itself_where_the_runtime_is_missing_or_the_using()
    {
        Assert.Equal("NNG303", Assert.Single(GeneratorRun.Of(Network, new CompilerSettings { References = GeneratorRun.Framework, RunsAnalyzers = false }).Diagnostics).Id);
        GeneratorRun run = GeneratorRun.Of(Network.Replace("using NnGen;", "/* there was one */", StringComparison.Ordinal), new CompilerSettings { RunsAnalyzers = false });
        Assert.Equal("[Network] is not found here; add 'using NnGen;' at the top of the file", Assert.Single(run.Diagnostics).GetMessage(CultureInfo.InvariantCulture));
        run = GeneratorRun.Of("[NnGen.Network(3)][NnGen.Dense(2), Relu] partial class N;", new CompilerSettings { RunsAnalyzers = false });
        Assert.Equal("[Relu] is not found here; add 'using NnGen;' at the top of the file", Assert.Single(run.Diagnostics).GetMessage(CultureInfo.InvariantCulture));
        run = GeneratorRun.Of("using NnGen; using Mine; namespace Mine { class ReluAttribute : System.Attribute; } [Network(3)][Dense(2), Relu] partial class N;".Replace("namespace Mine", "\nnamespace Mine", StringComparison.Ordinal), new CompilerSettings { RunsAnalyzers = false });
        Assert.Equal("[Relu] does not refer to NnGen's attribute here; write [NnGen.Relu]", Assert.Single(run.Diagnostics).GetMessage(CultureInfo.InvariantCulture));
    }

    private static void Expect(GeneratorRun run, string id, string text)
    {
        Assert.Null(run.Result.Exception);
        Diagnostic found = Assert.Single(run.Diagnostics);
        Assert.Equal((id, text, DiagnosticSeverity.Error, 14), (found.Id, found.GetMessage(CultureInfo.InvariantCulture), found.Severity, found.Location.SourceSpan.Start));
    }

    private static PortableExecutableReference FakeRuntime(string version, params MetadataReference[] references) => Compile("NnRuntime", version,
        "namespace NnGen { public class NetworkAttribute : System.Attribute { public NetworkAttribute(params int[] shape) { } } [System.AttributeUsage((System.AttributeTargets)32767, AllowMultiple = true)] public class DenseAttribute : System.Attribute { public DenseAttribute(int units) { } } public class ReluAttribute : System.Attribute { } }", references);

    private static PortableExecutableReference Compile(string name, string version, string source, params MetadataReference[] references)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(name,
            [CSharpSyntaxTree.ParseText($"[assembly: System.Reflection.AssemblyVersion(\"{version}\")]\n{source}\n{(references.Length == 0 ? "namespace System.Reflection { public class AssemblyVersionAttribute : System.Attribute { public AssemblyVersionAttribute(string v) { } } }" : "")}")],
            references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        var result = compilation.Emit(image, options: new Microsoft.CodeAnalysis.Emit.EmitOptions(runtimeMetadataVersion: "v4.0.30319"));
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return MetadataReference.CreateFromImage(image.ToArray());
    }
}
