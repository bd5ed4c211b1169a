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
    [InlineData("[Network(3, 16, 16)]\n[Conv2D(16, 3), MaxPool2D(7)]\n[Relu]\n[MaxPool2D(3)]\ninternal sealed partial class N;", "MaxPool2D(3)",
        "Layer 4 (MaxPool2D 3×3) needs at least a 3×3 input but layer 3 produces 16×2×2; use a smaller window or remove a pooling layer")]
    [InlineData("[Network(1, 4, 4)]\n[Conv2D(2, 7, Padding = 1)]\ninternal sealed partial class N;", "Conv2D(2, 7, Padding = 1)",
        "Layer 1 (Conv2D 2 7×7 padding 1) needs at least a 5×5 input but the input is 1×4×4; use a smaller window or remove a pooling layer")]
    [InlineData("[Network(1, 4, 4)]\n[Conv2D(2, 3)]\n[Dense(10)]\ninternal sealed partial class N;", "Dense(10)",
        "Layer 2 (Dense 10) works on vectors but layer 1 produces 2×2×2; put [Flatten] before it")]
    [InlineData("[Network(16)]\n[Conv2D(2, 3)]\ninternal sealed partial class N;", "Conv2D(2, 3)",
        "Layer 1 (Conv2D 2 3×3) works on images but the input is 16; give [Network] channels, height and width, and put [Flatten] behind the last layer that needs them")]
    [InlineData("[Network(1, 4, 4)]\n[Conv2D(2, 3)]\n[CrossEntropy]\ninternal sealed partial class N;", "CrossEntropy",
        "CrossEntropy does not fit behind Conv2D 2 3×3, whose output is 2×2×2; it takes one logit a class: put Flatten or GlobalAveragePool2D in between")]
    public void The_message_stands_on_the_attribute_and_names_the_way_out(string declaration, string attribute, string message)
    {
        string source = "using NnRuntime;\n" + declaration;
        Diagnostic error = Assert.Single(GeneratorRun.Of(source).Diagnostics);
        Assert.Equal(message, error.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(attribute, source.Substring(error.Location.SourceSpan.Start, error.Location.SourceSpan.Length));
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
