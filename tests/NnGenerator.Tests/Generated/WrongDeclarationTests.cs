using Microsoft.CodeAnalysis;
using NnGenerator.Tests.Support;

namespace NnGenerator.Tests.Generated;

/// <summary>A wrong declaration gives a message of ours and no crash, and no page of compiler errors beside it.</summary>
public class WrongDeclarationTests
{
    [Theory]
    [InlineData("[Network(3)][Dense(2)] internal sealed class N;")]
    [InlineData("internal static class Outer { [Network(3)][Dense(2)] internal sealed partial class N; }")]
    [InlineData("[Network(3)] internal sealed partial class N;")]
    [InlineData("[Network(3)][Dense(0)] internal sealed partial class N;")]
    [InlineData("[Network(3)][Dense(-2), Relu] internal sealed partial class N;")]
    [InlineData("[Network(0)][Dense(2)] internal sealed partial class N;")]
    [InlineData("[Network(-3)][Dense(2)] internal sealed partial class N;")]
    [InlineData("[Network][Dense(2)] internal sealed partial class N;")]
    [InlineData("[Network(null)][Dense(2)] internal sealed partial class N;")]
    [InlineData("[Network(3)][Dense(2)] internal sealed partial class N; [Relu] partial class N;")]
    [InlineData("[Network(3)] internal sealed partial class N; [Dense(2)] partial class N;")]
    [InlineData("[Network(3)][Dense(int.MaxValue)] internal sealed partial class N;")]
    [InlineData("[Network(3)][Dropout(1.0)][Dense(2)] internal sealed partial class N;")]
    [InlineData("[Network(3)][Dense(2), Dropout(double.NaN)] internal sealed partial class N;")]
    [InlineData("[Network(3)][Dense(2)] internal sealed partial class N<T>;")]
    [InlineData("[Network(3)][Dense(2)] file sealed partial class N;")]
    public void Is_an_error_of_ours(string declaration)
    {
        GeneratorRun run = GeneratorRun.Of("using NnRuntime;\n" + declaration);
        Assert.Null(run.Result.Exception);
        Diagnostic[] errors = [.. run.Diagnostics.Where(static d => d.Severity == DiagnosticSeverity.Error)];
        Assert.NotEmpty(errors);
        Assert.All(errors, static error =>
        {
            Assert.StartsWith("NNG", error.Id, StringComparison.Ordinal);
            Assert.Equal("User.cs", error.Location.GetLineSpan().Path);
        });
        Assert.DoesNotContain(run.CompilerComplaints, static d => d.Severity == DiagnosticSeverity.Error);
    }

    [Theory]
    [InlineData("[Network(\"a\")][Dense(2)] internal sealed partial class N;")]
    [InlineData("[Network(3)][Dense()] internal sealed partial class N;")]
    [InlineData("[Network(3)][Dense(\"x\")] internal sealed partial class N;")]
    [InlineData("[Network(3)][Dropout(missing)][Dense(2)] internal sealed partial class N;")]
    [InlineData("[Network(3)][Unknown][Dense(2)] internal sealed partial class N;")]
    [InlineData("[Network(3)][Dense(2)] internal sealed partial class N(int x);")]
    [InlineData("[Network(3)][Dense(2)] internal sealed partial record N;")]
    [InlineData("[Network(3)][Dense(2)] internal partial struct N;")]
    [InlineData("[Network(3)][Dense(2)] internal sealed partial class")]
    [InlineData("[Network(3)][Dense(2)")]
    public void Half_written_code_crashes_nothing(string declaration)
    {
        GeneratorRun run = GeneratorRun.Of("using NnRuntime;\n[Network(3)][Dense(2)] internal sealed partial class Other;\n" + declaration);
        Assert.Null(run.Result.Exception);
        Assert.Contains(run.Sources.Values, static text => text.Contains("partial class Other", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_is_emitted_where_nothing_is_declared()
    {
        GeneratorRun run = GeneratorRun.Of("internal static class C;");
        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.Sources);
    }
}
