using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NnGenerator.Activations;
using NnGenerator.Declarations;
using NnGenerator.Graph;
using NnGenerator.Inference;
using NnGenerator.Infrastructure;
using NnGenerator.Layers;
using NnGenerator.Parsing;
using NnGenerator.Shapes;
using NnGenerator.Tests.Support;

namespace NnGenerator.Tests.Layers;

/// <summary>The attribute that a layer writes declares the same layer.</summary>
public class ToAttributeTests
{
    [Fact]
    public void Every_layer_of_the_catalog_is_declared_by_its_attribute()
    {
        Layer[] layers = [.. LayerCatalog.All.Values.Select(static create => create(AttributeArguments.None))];
        string[] names = [.. layers.Select(static layer => layer.ToAttribute().Split('(')[0])];

        Assert.Equal(LayerCatalog.All.Keys, names);
        Assert.Equal(layers, Parse(layers.Select(static layer => layer.ToAttribute())));
    }

    [Fact]
    public void Random_layers_are_declared_by_their_attributes()
    {
        Random random = new(1);
        Layer[] layers = [.. Enumerable.Range(0, 500).Select(i => Draw(random, i % 7))];

        Assert.Equal(layers, Parse(layers.Select(static layer => layer.ToAttribute())));
    }

    [Theory]
    [InlineData("Dense(3, UseBias = false, Initializer = Initializer.Constant, InitialValue = 0.1)")]
    [InlineData("Dense(3, Initializer = Initializer.HeNormal, BiasInitializer = Initializer.Constant, BiasInitialValue = -1E-30)")]
    [InlineData("Conv2D(2, 3, KernelWidth = 5, Stride = 2, Padding = 1)")]
    [InlineData("MaxPool2D(2, Stride = 1)")]
    [InlineData("AveragePool2D(3, Padding = 1)")]
    [InlineData("LeakyRelu(-0.25)")]
    [InlineData("Elu")]
    [InlineData("Dropout(0.1)")]
    public void Defaults_are_not_written(string attribute) => Assert.Equal(attribute, Parse([attribute]).Single().ToAttribute());

    private static Layer Draw(Random random, int kind)
    {
        bool useBias = random.Next(3) > 0;
        return kind switch
        {
            0 => new DenseLayer(random.Next(-2, 1000), useBias, Initial(random, Initializer.Default), useBias ? Initial(random, Initializer.Zeros) : Initializer.Zeros),
            1 => new Conv2DLayer(random.Next(1, 9), random.Next(1, 5), random.Next(1, 5), random.Next(1, 4), random.Next(3), useBias, Initial(random, Initializer.Default), useBias ? Initial(random, Initializer.Zeros) : Initializer.Zeros),
            2 => new MaxPool2DLayer(random.Next(4), random.Next(4), random.Next(-1, 3)),
            3 => new AveragePool2DLayer(random.Next(4), random.Next(4), random.Next(-1, 3)),
            4 => new DropoutLayer(Number(random)),
            5 => new ActivationLayer(new LeakyReluActivation(Number(random))),
            _ => new ActivationLayer(new EluActivation(Number(random))),
        };
    }

    private static Initializer Initial(Random random, Initializer usual)
    {
        InitializerKind kind = (InitializerKind)random.Next(1, 7);
        return random.Next(3) == 0 ? usual : kind == InitializerKind.Constant ? new(kind, Number(random)) : new(kind);
    }

    // Of every magnitude that a float has, with all digits of a double.
    private static double Number(Random random) => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-37, 38));

    private static IEnumerable<Layer> Parse(IEnumerable<string> attributes)
    {
        string source = "using NnGen;\n" + string.Concat(attributes.Select(static (attribute, i) => $"[Network(3)] [{attribute}] public sealed partial class N{i};\n"));
        CSharpCompilation compilation = GeneratorRun.Of(source, new CompilerSettings { RunsAnalyzers = false }).Input;
        SyntaxTree tree = compilation.SyntaxTrees.First();
        SemanticModel model = compilation.GetSemanticModel(tree);
        foreach (ClassDeclarationSyntax type in tree.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>())
        {
            WrittenNetwork written = NetworkParser.Parse(model.GetDeclaredSymbol(type)!, type, compilation, CancellationToken.None)!;
            yield return DeclarationBuilder.Build(written, EquatableArray<ReferencedNetwork>.Empty).Declaration!.Layers[0].Layer;
        }
    }
}
