using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NnGenerator.Tests.Support;

namespace NnGenerator.Tests.Emission;

/// <summary>The emitted code compiles without a warning at the highest level (CS1591 included) wherever its class stands.</summary>
public class CleanCompilationTests
{
    public static TheoryData<string> Kinds => [Networks.DigitNet, Networks.Xor, Networks.LeNet, Networks.Strided];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Nullable_and_level_9999(string network) => GeneratorRun.Of(network).IsClean().Emit().Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Checked(string network) => GeneratorRun.Of(network, new CompilerSettings { Checked = true }).IsClean().Emit().Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Nullable_off(string network) =>
        GeneratorRun.Of(network, new CompilerSettings { Nullable = NullableContextOptions.Disable }).IsClean().Emit().Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void CSharp_12(string network) =>
        GeneratorRun.Of(network, new CompilerSettings { Language = LanguageVersion.CSharp12 }).IsClean().Emit().Dispose();

    [Theory]
    [InlineData("[Network(3)][Dense(2), Softmax] public sealed partial class N;")]
    [InlineData("[Network(3)][Dense(2), Softmax] internal partial class N;")]
    [InlineData("[Network(3)][Dense(2), Softmax] partial class N { }")]
    [InlineData("[Network(3)][Dense(2), Softmax] public sealed partial class @class;")]
    [InlineData("namespace A { [Network(3)][Dense(2), Softmax] public sealed partial class N; }")]
    [InlineData("namespace A.@namespace { [Network(3)][Dense(2), Softmax] public sealed partial class @event; }")]
    [InlineData("namespace A { namespace B { [Network(3)][Dense(2), Softmax] public sealed partial class N; } }")]
    [InlineData("namespace A { /// <summary>Outer.</summary>\npublic static partial class Outer { [Network(3)][Dense(2), Softmax] private sealed partial class N; } }")]
    [InlineData("/// <summary>Outer.</summary>\npublic partial class Outer { internal partial struct Middle { [Network(3)][Dense(2), Softmax] public sealed partial class N; } }")]
    [InlineData("/// <summary>Outer.</summary>\n/// <typeparam name=\"T\">Any.</typeparam>\npublic partial class Outer<T> where T : struct { [Network(3)][Dense(2), Softmax] public sealed partial class N; }")]
    [InlineData("/// <summary>Outer.</summary>\npublic partial record @class { [Network(3)][Dense(2), Softmax] public sealed partial class @int; }")]
    public void Wherever_the_class_stands(string declaration)
    {
        GeneratorRun.Of("using NnGen;\n" + declaration).IsClean().Emit().Dispose();
        GeneratorRun.Of("using NnGen;\n" + declaration, new CompilerSettings { Checked = true, Language = LanguageVersion.CSharp12 }).IsClean().Emit().Dispose();
    }

    [Theory]
    [InlineData("[Dense(4), Relu][Dense(3), Softmax]")]
    [InlineData("[Dense(4), LeakyRelu(0.2)][Dense(3), LogSoftmax]")]
    [InlineData("[Dense(4), Elu][Dense(3)][CrossEntropy(LabelSmoothing = 0.1)]")]
    [InlineData("[Dense(4), Selu][Dense(1), Sigmoid]")]
    [InlineData("[Dense(4), Gelu][Dense(3), Sigmoid][BinaryCrossEntropy]")]
    [InlineData("[Dense(4), GeluTanh][Dense(3)][MeanSquaredError]")]
    [InlineData("[Dense(4), Silu][Dense(3)][MeanAbsoluteError]")]
    [InlineData("[Dense(4), Mish][Dense(3)][Huber(0.5)]")]
    [InlineData("[Dense(4, UseBias = false), HardSigmoid][Dense(3)]")]
    [InlineData("[Dense(33), HardSwish][Dropout(0.5)][Dense(3), Softplus]")]
    [InlineData("[Dense(4), Softsign][Dense(3), Tanh]")]
    public void Every_layer_and_loss(string layers)
    {
        GeneratorRun.Of($"using NnGen;\n[Network(5)]{layers} internal sealed partial class N;").IsClean().Emit().Dispose();
        GeneratorRun.Of($"using NnGen;\n[Network(5, Inference = true)]{layers} internal sealed partial class N;", new CompilerSettings { Checked = true })
            .IsClean().Emit().Dispose();
    }
}
