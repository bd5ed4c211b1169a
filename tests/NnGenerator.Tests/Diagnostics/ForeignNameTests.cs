using System.Globalization;
using Microsoft.CodeAnalysis;
using NnGenerator.Graph;
using NnGenerator.Tests.Support;

namespace NnGenerator.Tests.Diagnostics;

/// <summary>Names of other libraries, and names that are nearly ours.</summary>
public class ForeignNameTests
{
    [Theory]
    [InlineData("ReLU", "Relu")]
    [InlineData("relu", "Relu")]
    [InlineData("RELU", "Relu")]
    [InlineData("Linear", "Dense")]
    [InlineData("FullyConnected", "Dense")]
    [InlineData("dense", "Dense")]
    [InlineData("Densse", "Dense")]
    [InlineData("Conv2d", "Conv2D")]
    [InlineData("Convolution2D", "Conv2D")]
    [InlineData("MaxPooling2D", "MaxPool2D")]
    [InlineData("MaxPool2d", "MaxPool2D")]
    [InlineData("AvgPool2d", "AveragePool2D")]
    [InlineData("AveragePooling2D", "AveragePool2D")]
    [InlineData("AdaptiveAvgPool2d", "GlobalAveragePool2D")]
    [InlineData("GlobalAveragePooling2D", "GlobalAveragePool2D")]
    [InlineData("GELU", "Gelu")]
    [InlineData("SiLU", "Silu")]
    [InlineData("Swish", "Silu")]
    [InlineData("Hardswish", "HardSwish")]
    [InlineData("LeakyReLU", "LeakyRelu")]
    [InlineData("leaky_relu", "LeakyRelu")]
    [InlineData("SoftMax", "Softmax")]
    [InlineData("Log_Softmax", "LogSoftmax")]
    [InlineData("CrossEntropyLoss", "CrossEntropy")]
    [InlineData("SparseCategoricalCrossentropy", "CrossEntropy")]
    [InlineData("BCELoss", "BinaryCrossEntropy")]
    [InlineData("BCEWithLogitsLoss", "BinaryCrossEntropy")]
    [InlineData("BinaryCrossentropy", "BinaryCrossEntropy")]
    [InlineData("MSELoss", "MeanSquaredError")]
    [InlineData("MSE", "MeanSquaredError")]
    [InlineData("L1Loss", "MeanAbsoluteError")]
    [InlineData("SmoothL1Loss", "Huber")]
    [InlineData("Droput", "Dropout")]
    [InlineData("Sigmiod", "Sigmoid")]
    [InlineData("Sequential", "Network")]
    [InlineData("ReLUAttribute", "Relu")]
    public void Has_ours_beside_it(string theirs, string ours)
    {
        Assert.Equal(ours, ForeignNames.For(theirs)!.Name);
        if (ours != "Network")
        {
            Diagnostic found = Assert.Single(GeneratorRun.Of($"using NnGen;\n[Network(4)][Dense(3), {theirs}] partial class N;").GeneratorDiagnostics);
            Assert.Equal("NNG010", found.Id);
            Assert.Contains($"write [{ours}", found.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("LSTM")]
    [InlineData("BatchNorm1d")]
    [InlineData("LayerNorm")]
    [InlineData("Embedding")]
    [InlineData("ConvTranspose2d")]
    [InlineData("KLDivLoss")]
    [InlineData("PReLU")]
    public void Or_is_told_to_be_missing(string theirs)
    {
        Diagnostic found = Assert.Single(GeneratorRun.Of($"using NnGen;\n[Network(4)][Dense(3), {theirs}] partial class N;").GeneratorDiagnostics);
        Assert.StartsWith($"[{theirs}] is not an attribute of NnGen, which has no such layer; ", found.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("JsonSerializable")]
    [InlineData("Table")]
    [InlineData("A")]
    [InlineData("")]
    [InlineData("Foo")]
    public void What_is_like_none_of_ours_is_left_to_the_compiler(string name) => Assert.Null(ForeignNames.For(name));

    [Fact]
    public void What_is_said_to_be_missing_is() => Assert.DoesNotContain(ForeignNames.Missing, ForeignNames.IsOurs);

    [Fact]
    public void Attributes_of_ours_cannot_be_derived_from() =>
        Assert.All(typeof(NnGen.NetworkAttribute).Assembly.GetExportedTypes().Where(static type => type.IsSubclassOf(typeof(Attribute))), static type => Assert.True(type.IsSealed, type.Name));

    [Fact]
    public void Only_the_name_is_told_and_no_shape_that_follows_from_it() =>
        Assert.Equal(["NNG010"], GeneratorRun.Of("using NnGen;\n[Network(1, 28, 28)][Conv2D(4, 3), Relu, Flaten, Dense(10), Softmax] partial class N;").Diagnostics.Select(static d => d.Id));
}
