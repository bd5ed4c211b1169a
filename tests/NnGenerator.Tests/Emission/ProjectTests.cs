using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NnGenerator.Tests.Support;

namespace NnGenerator.Tests.Emission;

/// <summary>Classes in unusual places and of unusual kinds: what is emitted compiles without a warning, or there is a message of ours.</summary>
public class ProjectTests
{
    private const string Network = "[Network(3)][Dense(2), Softmax] internal sealed partial class N";

    [Theory]
    [InlineData($"[System.AttributeUsage((System.AttributeTargets)32767)] class FooAttribute : System.Attribute; internal partial class Outer<[Foo] T, /* second */ [Foo] U> where T : class {{ {Network}; }}")]
    [InlineData($"internal partial interface Outer<T> {{ {Network}; }}")]
    [InlineData($"internal readonly ref partial struct Outer {{ {Network}; }}")]
    [InlineData($"internal readonly partial record struct Outer(int X) {{ {Network}; }}")]
    [InlineData($"internal partial class Outer(int x) {{ public int X => x; {Network}; }}")]
    [InlineData($"internal static partial class @event {{ internal partial struct \\u0041bc {{ {Network}; }} }}")]
    [InlineData($"[System.Obsolete] internal partial class Outer {{ {Network}; }}")]
    [InlineData($"[System.Obsolete(\"old\", true)] {Network};")]
    [InlineData($"[System.Diagnostics.CodeAnalysis.Experimental(\"X1\")] {Network};")]
    [InlineData($"[System.Diagnostics.CodeAnalysis.Experimental(\"X1\")] internal static partial class Outer {{ {Network}; }}")]
    [InlineData($"internal class B {{ [System.Obsolete] public B() {{ }} }} {Network} : B;")]
    [InlineData($"internal abstract class B {{ public int Forward; public virtual void Backward() {{ }} public static int ParameterCount => 1; protected int __parameters; public class Info; public abstract float[] Forwards(float[] x); }} {Network} : B {{ public override float[] Forwards(float[] x) => x; }}")]
    [InlineData($"[Network(5)][Dense(4), Relu][Dense(2)] internal partial class B; {Network} : B;")]
    [InlineData($"internal interface IModel {{ void Forward(System.ReadOnlySpan<float> x, System.Span<float> y, Workspace? w = null); }} {Network} : IModel;")]
    [InlineData($"{Network} {{ ~N() {{ }} public static implicit operator int(N n) => 1; public int this[int i] => i; }}")]
    [InlineData("namespace A { using Math = System.Int32; using Span = System.String; using V = System.Double; [Network(3)][Dense(2), Softmax] internal sealed partial class N; }")]
    public void Compiles_without_a_warning(string declaration)
    {
        foreach (CompilerSettings settings in new[] { new CompilerSettings(), new() { Language = LanguageVersion.Preview, Checked = true, Nullable = NullableContextOptions.Disable } })
        {
            GeneratorRun run = GeneratorRun.Of("using NnGen;\n" + declaration, settings);
            Assert.DoesNotContain(run.Diagnostics, static d => d.Severity >= DiagnosticSeverity.Warning);
            string[] own = [.. run.Input.GetDiagnostics().Select(static d => d.Id)];
            Assert.True(run.CompilerComplaints.All(d => own.Contains(d.Id)), GeneratorRun.Describe(run.CompilerComplaints));
            run.Emit().Dispose();
        }
    }

    [Fact]
    public void Global_usings_and_aliases_capture_nothing() => GeneratorRun.Of(
    [
        new UserFile("Usings.cs", "global using Tanh = System.String; global using Math = System.Int32; global using Lanes = System.Int64; global using static System.MathF; global using V = System.Int32; global using NnGen;"),
        new UserFile("User.cs", "[Network(30)][Dense(20), Tanh()][Dropout(0.5)][Dense(2), Softmax] internal sealed partial class N;".Replace("Tanh()", "Gelu", StringComparison.Ordinal)),
    ]).IsClean().Emit().Dispose();

    [Theory]
    [InlineData("[assembly: System.CLSCompliant(true)] /// <summary>N.</summary>\n[Network(3)][Dense(2), Softmax] public sealed partial class N;")]
    [InlineData("[assembly: System.CLSCompliant(true)] /// <summary>N.</summary>\n[Network(1, 8, 8)][Conv2D(2, 3), Relu][Flatten, Dense(1), Sigmoid] public partial class N;")]
    [InlineData("[assembly: System.CLSCompliant(true)] /// <summary>N.</summary>\n[Network(3, Inference = true)][Dense(2)] public sealed partial class N;")]
    public void Languages_without_arrays_in_attributes_may_be_asked_for(string declaration) => GeneratorRun.Of("using NnGen;\n" + declaration).IsClean().Emit().Dispose();

    [Theory]
    [InlineData(500, 'N')]
    [InlineData(65, 'n')]
    [InlineData(170, '長')]
    public void A_name_may_be_long(int length, char letter)
    {
        string name = new(letter, length);
        GeneratorRun run = GeneratorRun.Of($"using NnGen;\nnamespace {new string('S', 300)};\n[Network(3)][Dense(2), Softmax] internal sealed partial class {name}1;\n[Network(3)][Dense(4), Softmax] internal sealed partial class {name}2;").IsClean();
        Assert.Equal(2, run.Sources.Count);
        Assert.All(run.Sources.Keys, static hint => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(hint), 1, 255));
        run.Emit().Dispose();
    }

    [Theory]
    [InlineData("file static partial class Outer { [Network(3)][Dense(2)] internal sealed partial class N; }", "'N' cannot be a network: it is inside 'Outer', which is local to its file; remove the modifier 'file' from 'Outer'")]
    public void Or_is_told(string declaration, string text)
    {
        GeneratorRun run = GeneratorRun.Of("using NnGen;\n" + declaration);
        Assert.Equal(text, Assert.Single(run.Diagnostics).GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Empty(run.CompilerComplaints);
    }
}
