using Microsoft.CodeAnalysis;
using NnGenerator.Tests.Support;

namespace NnGenerator.Tests.Emission;

/// <summary>A wrong declaration gives a message of ours and no crash, and no page of compiler errors beside it. What the messages say
/// is tested in Messages.</summary>
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
    [InlineData("[Network(4, 5)][Dense(2)] internal sealed partial class N;")]
    [InlineData("[Network(1, 2, 3, 4)][Flatten, Dense(2)] internal sealed partial class N;")]
    [InlineData("[Network(1, 0, 3)][Flatten, Dense(2)] internal sealed partial class N;")]
    [InlineData("[Network(7)][Conv2D(3, 3)] internal sealed partial class N;")]
    [InlineData("[Network(7)][MaxPool2D(2)] internal sealed partial class N;")]
    [InlineData("[Network(7)][GlobalAveragePool2D] internal sealed partial class N;")]
    [InlineData("[Network(1, 5, 5)][Dense(2)] internal sealed partial class N;")]
    [InlineData("[Network(1, 5, 5)][Softmax] internal sealed partial class N;")]
    [InlineData("[Network(1, 5, 5)][Conv2D(2, 3)][CrossEntropy] internal sealed partial class N;")]
    [InlineData("[Network(1, 5, 5)][Conv2D(0, 3)] internal sealed partial class N;")]
    [InlineData("[Network(1, 5, 5)][Conv2D(2, 0)] internal sealed partial class N;")]
    [InlineData("[Network(1, 5, 5)][Conv2D(2, 3, KernelWidth = -1)] internal sealed partial class N;")]
    [InlineData("[Network(1, 5, 5)][Conv2D(2, 3, Stride = 0)] internal sealed partial class N;")]
    [InlineData("[Network(1, 5, 5)][Conv2D(2, 3, Padding = -1)] internal sealed partial class N;")]
    [InlineData("[Network(1, 5, 5)][Conv2D(2, 3, Padding = int.MaxValue)] internal sealed partial class N;")]
    [InlineData("[Network(1, 5, 5)][Conv2D(2, 6)] internal sealed partial class N;")]
    [InlineData("[Network(1, 5, 5)][MaxPool2D(6)] internal sealed partial class N;")]
    [InlineData("[Network(1, 5, 5)][MaxPool2D(2, Padding = 2)] internal sealed partial class N;")]
    [InlineData("[Network(1, 5, 5)][AveragePool2D(0)] internal sealed partial class N;")]
    [InlineData("[Network(1, 30000, 30000)][Conv2D(2, 3)] internal sealed partial class N;")]
    [InlineData("[Network(1, 5, 5)][Conv2D(2, 3, Padding = 32767)] internal sealed partial class N;")]
    [InlineData("[Network(100000, 100000, 100000)][Flatten] internal sealed partial class N;")]
    [InlineData("[Network(100000, 100000, 100000)][GlobalAveragePool2D] internal sealed partial class N;")]
    [InlineData("[Network(50000, 5, 5)][Conv2D(50000, 5)] internal sealed partial class N;")]
    public void Is_an_error_of_ours(string declaration)
    {
        GeneratorRun run = GeneratorRun.Of("using NnGen;\n" + declaration);
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
        GeneratorRun run = GeneratorRun.Of("using NnGen;\n[Network(3)][Dense(2)] internal sealed partial class Other;\n" + declaration);
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
