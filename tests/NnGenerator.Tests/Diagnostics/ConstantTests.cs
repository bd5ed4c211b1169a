using System.Globalization;
using Microsoft.CodeAnalysis;
using NnGenerator.Tests.Support;

namespace NnGenerator.Tests.Diagnostics;

/// <summary>Arguments that are constants of networks: the generator adds them, so it cannot ask the compiler for them.</summary>
public class ConstantTests
{
    private const string Encoder = "[Network(12)][Dense(6), Relu][Dense(3)] internal sealed partial class Enc;\n";   // 12 → 3, 12·6 + 6 + 6·3 + 3 = 99 parameters

    [Theory]
    [InlineData("[Network(Enc.OutputLength)][Dense(8), Relu][Dense(2)]", "3 Dense 8 Relu Dense 2")]
    [InlineData("[Network(features: Enc.OutputLength)][Dense(units: Enc.InputLength)]", "3 Dense 12")]
    [InlineData("[Network(4)][Dense(((Enc.ParameterCount)), UseBias = false)]", "4 Dense 99")]
    [InlineData("[Network(1, Enc.InputLength, Enc.InputLength)][Conv2D(2, Enc.OutputLength, Stride = Enc.OutputLength)]", "1×12×12 Conv2D 2 3×3 stride 3")]
    [InlineData("[Network(width: 9, channels: Enc.OutputLength, height: 8)][Flatten]", "3×8×9 Flatten")]
    [InlineData("[Network(new int[] { Enc.OutputLength, 4, 5 })][Flatten]", "3×4×5 Flatten")]
    [InlineData("[Network(4)][Dense(2), Elu(Enc.OutputLength)]", "4 Dense 2 Elu")]
    [InlineData("[Network(4)][Dense(2)][Huber(Enc.OutputLength)]", "4 Dense 2 Huber 3")]
    [InlineData("[Network(global::Enc.OutputLength)][Dense(2)]", "3 Dense 2")]
    [InlineData("[Network(E.OutputLength)][Dense(2)]", "3 Dense 2")]
    [InlineData("[Network(Inherited.OutputLength)][Dense(2)]", "3 Dense 2")]
    [InlineData("[Network(Outer<int>.Deep.OutputLength)][Dense(2)]", "5 Dense 2")]
    public void A_constant_alone_is_the_value_of_its_network(string attributes, string expected)
    {
        GeneratorRun run = GeneratorRun.Of($$"""
            using NnGen;
            using E = Enc;
            {{attributes}} internal sealed partial class N;
            internal class Inherited : Enc;
            internal partial class Outer<T> { [Network(4)][Dense(5)] internal sealed partial class Deep; }
            {{Encoder.Replace("sealed ", "", StringComparison.Ordinal)}}
            """).IsClean();
        using LoadedProgram program = run.Emit();
        NnGen.NetworkInfo info = InfoOf(program, "N");
        string actual = $"{string.Join('×', info.InputShape)} {string.Join(' ', info.Layers.Select(static layer => layer.Title))}{(info.Loss.StartsWith("Huber", StringComparison.Ordinal) ? " " + info.Loss : "")}";
        Assert.StartsWith(expected, actual, StringComparison.Ordinal);
        Assert.Empty(run.AnalyzerDiagnostics.Where(static d => d.Severity == DiagnosticSeverity.Error));
    }

    [Fact]
    public void A_chain_is_followed_in_any_order()
    {
        GeneratorRun run = GeneratorRun.Of("using NnGen;\n"
            + string.Concat(Enumerable.Range(1, 40).Reverse().Select(static i => $"[Network(N{i - 1}.OutputLength)][Dense({i + 1})] internal sealed partial class N{i};\n"))
            + "[Network(7)][Dense(1)] internal sealed partial class N0;").IsClean();
        using LoadedProgram program = run.Emit();
        Assert.Equal((40, 41), (InfoOf(program, "N40").InputLength, InfoOf(program, "N40").OutputLength));
    }

    [Fact]
    public void Constants_that_are_no_networks_are_the_compilers()
    {
        using LoadedProgram program = GeneratorRun.Of("""
            using NnGen;
            internal static class Sizes { internal const int OutputLength = 3, Twice = OutputLength * 2; internal enum Kind { A = 4, B } }
            [Network(Sizes.OutputLength * 2)][Dense((int)Sizes.Kind.B), Relu, Dense(Sizes.Twice, UseBias = Sizes.Twice > 5)] internal sealed partial class N;
            """).IsClean().Emit();
        Assert.Equal((6, 6), (InfoOf(program, "N").InputLength, InfoOf(program, "N").OutputLength));
    }

    [Theory]
    [InlineData("[Network(4)][Dense(⟦Enc.OutputLength * 2⟧)]", "The argument units is Enc.OutputLength * 2, which depends on OutputLength, a constant that NnGen adds to 'Enc' after it has read all declarations; write the number, a const of your own, or Enc.OutputLength alone")]
    [InlineData("[Network(1, 9, 9)][Conv2D(2, 3, Stride = ⟦1 + Enc.OutputLength⟧)]", "The argument Stride is 1 + Enc.OutputLength, which depends on OutputLength, a constant that NnGen adds to 'Enc' after it has read all declarations; write the number, a const of your own, or Enc.OutputLength alone")]
    [InlineData("[Network(4)][Dense(8), Relu, Dropout(⟦1.0 / Enc.OutputLength⟧)][Dense(2)]", "The argument rate is 1.0 / Enc.OutputLength, which depends on OutputLength, a constant that NnGen adds to 'Enc' after it has read all declarations; write the number, a const of your own, or Enc.OutputLength alone")]
    [InlineData("[Network(4)][Dense(2, UseBias = ⟦Enc.OutputLength > 5⟧)]", "The argument UseBias is Enc.OutputLength > 5, which depends on OutputLength, a constant that NnGen adds to 'Enc' after it has read all declarations; write the number, a const of your own, or Enc.OutputLength alone")]
    [InlineData("[Network(⟦Mine.Twice⟧)][Dense(2)]", "The argument features is Mine.Twice, which depends on OutputLength, a constant that NnGen adds to 'Enc' after it has read all declarations; write the number, a const of your own, or Enc.OutputLength alone")]
    [InlineData("[Network(⟦(int)Mine.Kind.B⟧)][Dense(2)]", "The argument features is (int)Mine.Kind.B, which depends on OutputLength, a constant that NnGen adds to 'Enc' after it has read all declarations; write the number, a const of your own, or Enc.OutputLength alone")]
    [InlineData("[Network(4)][Dense(⟦N.InputLength⟧)]", "The argument units is N.InputLength, which depends on 'N' itself; write the number, or a const of your own")]
    [InlineData("[Network(⟦ParameterCount⟧)][Dense(2)]", "The argument features is ParameterCount, which depends on 'N' itself; write the number, or a const of your own")]
    [InlineData("[Network(⟦Back.OutputLength⟧)][Dense(2)]", "The argument features is Back.OutputLength, but 'Back' depends on a constant of 'N' in turn; write the number in one of them")]
    [InlineData("[Network(⟦Wrong.OutputLength⟧)][Dense(2)]", "The argument features is Wrong.OutputLength, but the declaration of 'Wrong' has an error; correct it, or write the number")]
    [InlineData("[Network(⟦NotPartial.OutputLength⟧)][Dense(2)]", "The argument features is NotPartial.OutputLength, but the declaration of 'NotPartial' has an error; correct it, or write the number")]
    public void What_is_not_known_is_an_error_on_the_argument(string marked, string text)
    {
        string source = $"using NnGen;\n{marked} internal sealed partial class N;\n{Encoder}"
            + (marked.Contains("Mine", StringComparison.Ordinal) ? "internal static class Mine { internal const int Twice = 2 * Enc.OutputLength; internal enum Kind { A = Enc.OutputLength, B } }\n" : "")
            + (marked.Contains("Back", StringComparison.Ordinal) ? "[Network(3)][Dense(N.OutputLength)] internal sealed partial class Back;\n" : "")
            + (marked.Contains("Wrong", StringComparison.Ordinal) ? "[Network(3)][Dense(0)] internal sealed partial class Wrong;\n" : "")
            + (marked.Contains("NotPartial", StringComparison.Ordinal) ? "[Network(3)][Dense(2)] internal sealed class NotPartial;\n" : "");
        int start = source.IndexOf('⟦', StringComparison.Ordinal), end = source.IndexOf('⟧', StringComparison.Ordinal) - 1;
        GeneratorRun run = GeneratorRun.Of(source.Replace("⟦", "", StringComparison.Ordinal).Replace("⟧", "", StringComparison.Ordinal));
        Diagnostic found = run.GeneratorDiagnostics.First(d => d.Location.SourceSpan.Start == start);
        Assert.Equal(("NNG112", text, end), (found.Id, found.GetMessage(CultureInfo.InvariantCulture), found.Location.SourceSpan.End));
        Assert.DoesNotContain(run.CompilerComplaints, d => d.Severity == DiagnosticSeverity.Error && !marked.Contains("NotPartial", StringComparison.Ordinal));
        AssertAgree(run);
    }

    [Theory]
    [InlineData("[Network(⟦missing⟧)][Dense(2)]", "The argument features is missing, which is not a constant when NnGen reads the declaration; write the number, or a const of your own")]
    [InlineData("[Network(4)][Dense(⟦N.Later⟧)]", "The argument units is N.Later, which is not a constant when NnGen reads the declaration; write the number, or a const of your own")]
    [InlineData("[Network(4)][Dense(3, UseBias = ⟦System.Math.PI.Equals(3)⟧)]", "The argument UseBias is System.Math.PI.Equals(3), which is not a constant when NnGen reads the declaration; write the number, or a const of your own")]
    public void So_is_what_is_no_constant_at_all(string marked, string text)
    {
        string source = $"using NnGen;\n{marked} internal sealed partial class N;\n";
        int start = source.IndexOf('⟦', StringComparison.Ordinal);
        GeneratorRun run = GeneratorRun.Of(source.Replace("⟦", "", StringComparison.Ordinal).Replace("⟧", "", StringComparison.Ordinal));
        Diagnostic found = Assert.Single(run.GeneratorDiagnostics);
        Assert.Equal(("NNG112", text, start), (found.Id, found.GetMessage(CultureInfo.InvariantCulture), found.Location.SourceSpan.Start));
        AssertAgree(run);
    }

    [Theory]
    [InlineData("[Network(4)][Dense(⟦Encc.OutputLength⟧)]", "The argument units is Encc.OutputLength, but no network is named 'Encc'; write Enc.OutputLength")]
    [InlineData("[Network(⟦(Enk.ParameterCount)⟧)][Dense(2)]", "The argument features is (Enk.ParameterCount), but no network is named 'Enk'; write Enc.ParameterCount")]
    [InlineData("[Network(⟦Enc.OutputLenght⟧)][Dense(2)]", "The argument features is Enc.OutputLenght, but networks have no constant 'OutputLenght'; write Enc.OutputLength")]
    [InlineData("[Network(⟦enc.outputLength⟧)][Dense(2)]", "The argument features is enc.outputLength, but no network is named 'enc'; write Enc.OutputLength")]
    [InlineData("[Network(⟦Outer.Depp.InputLength⟧)][Dense(2)]", "The argument features is Outer.Depp.InputLength, but no network is named 'Depp'; write Outer.Deep.InputLength")]
    [InlineData("[Network(⟦Nowhere.OutputLength⟧)][Dense(2)]", "The argument features is Nowhere.OutputLength, which is not a constant when NnGen reads the declaration; write the number, or a const of your own")]
    [InlineData("[Network(⟦Plan.OutputLength⟧)][Dense(2)]", "The argument features is Plan.OutputLength, which is not a constant when NnGen reads the declaration; write the number, or a const of your own")]
    public void What_is_misspelled_is_told_with_the_network_that_is_close(string marked, string text)
    {
        string source = $"using NnGen;\n{marked} internal sealed partial class N;\n{Encoder}internal class Plain;\ninternal partial class Outer {{ [Network(4)][Dense(5)] internal sealed partial class Deep; }}";
        int start = source.IndexOf('⟦', StringComparison.Ordinal);
        GeneratorRun run = GeneratorRun.Of(source.Replace("⟦", "", StringComparison.Ordinal).Replace("⟧", "", StringComparison.Ordinal));
        Diagnostic found = Assert.Single(run.GeneratorDiagnostics);
        Assert.Equal(("NNG112", text, start), (found.Id, found.GetMessage(CultureInfo.InvariantCulture), found.Location.SourceSpan.Start));
        AssertAgree(run);
    }

    [Fact]
    public void A_cycle_is_told_on_each_of_its_arguments_and_what_uses_it_is_told_too()
    {
        GeneratorRun run = GeneratorRun.Of("using NnGen;\n[Network(B.OutputLength)][Dense(2)] partial class A; [Network(C.OutputLength)][Dense(2)] partial class B; [Network(A.OutputLength)][Dense(2)] partial class C; [Network(A.OutputLength)][Dense(2)] partial class D;");
        Assert.Equal(["'B' depends on a constant of 'A' in turn", "'C' depends on a constant of 'B' in turn", "'A' depends on a constant of 'C' in turn", "the declaration of 'A' has an error"],
            run.GeneratorDiagnostics.OrderBy(static d => d.Location.SourceSpan.Start).Select(static d => d.GetMessage(CultureInfo.InvariantCulture).Split(", but ")[1].Split(';')[0]));
        AssertAgree(run);
    }

    [Fact]
    public void A_network_of_another_assembly_is_a_constant_like_any_other()
    {
        GeneratorRun library = GeneratorRun.Of("#pragma warning disable CS1591\nusing NnGen;\n" + Encoder.Replace("internal", "public", StringComparison.Ordinal)).IsClean();
        using var image = new MemoryStream();
        Assert.True(library.Output.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        GeneratorRun run = GeneratorRun.Of("using NnGen;\n[Network(Enc.OutputLength * 2)][Dense(Enc.OutputLength)] internal sealed partial class N;",
            new CompilerSettings { References = [.. library.Input.References, MetadataReference.CreateFromImage(image.ToArray())] }).IsClean();
        Assert.Contains("public const int InputLength = 6;", run.Sources.Values.Single(), StringComparison.Ordinal);
    }

    private static void AssertAgree(GeneratorRun run)
    {
        static IEnumerable<string> Errors(IEnumerable<Diagnostic> diagnostics) => diagnostics.Where(static d => d.Severity == DiagnosticSeverity.Error).Select(static d => d.ToString()).Order(StringComparer.Ordinal);
        Assert.Equal(Errors(run.GeneratorDiagnostics), Errors(run.AnalyzerDiagnostics));
    }

    private static NnGen.NetworkInfo InfoOf(LoadedProgram program, string type) =>
        (NnGen.NetworkInfo)program.Assembly.GetType(type, throwOnError: true)!.GetProperty("Info")!.GetValue(null)!;
}
