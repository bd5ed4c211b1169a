using NnGenerator.CodeFixes.Tests.Support;

namespace NnGenerator.CodeFixes.Tests;

public class InsertTests
{
    [Theory]
    // A list with a line of its own: another line, comments keep to their layer.
    [InlineData("[Network(1, 4, 4)]\n[«Dense(10)»]\nclass N;", "[Network(1, 4, 4)]\n[Flatten]\n[Dense(10)]\nclass N;")]
    [InlineData("class Outer\n{\n\t[Network(3)]\n\t[«Dense(10)»] // out\n\tclass N;\n}", "class Outer\n{\n\t[Network(3)]\n\t[Flatten]\n\t[Dense(10)] // out\n\tclass N;\n}")]
    [InlineData("/// <summary>N</summary>\n[«Dense(10)»]\n[Network(3)]\nclass N;", "/// <summary>N</summary>\n[Flatten]\n[Dense(10)]\n[Network(3)]\nclass N;")]
    [InlineData("// the class\n[«Dense(10)»]\nclass N;", "// the class\n[Flatten]\n[Dense(10)]\nclass N;")]
    [InlineData("[Network(3)] // in\n\n// the head\n// of two lines\n[«Dense(10)»]\nclass N;", "[Network(3)] // in\n\n[Flatten]\n// the head\n// of two lines\n[Dense(10)]\nclass N;")]
    [InlineData("#if true\n[«Dense(10)»]\n#endif\nclass N;", "#if true\n[Flatten]\n[Dense(10)]\n#endif\nclass N;")]
    [InlineData("[\n    «Dense(10)»\n]\nclass N;", "[Flatten]\n[\n    Dense(10)\n]\nclass N;")]
    // Lists in one line stay in one line.
    [InlineData("[Network(3)] [«Dense(2)»] class N;", "[Network(3)] [Flatten] [Dense(2)] class N;")]
    [InlineData("[Network(3)][«Dense(2)»][Relu] class N;", "[Network(3)][Flatten][Dense(2)][Relu] class N;")]
    [InlineData("[Network(3)]\n[«Dense(2)»][Relu]\nclass N;", "[Network(3)]\n[Flatten][Dense(2)][Relu]\nclass N;")]
    [InlineData("[Network(3)] [«Dense(2)»]\nclass N;", "[Network(3)] [Flatten] [Dense(2)]\nclass N;")]
    // Between shared brackets: a neighbour.
    [InlineData("[Network(1, 4, 4), «Dense(10)», Relu]\nclass N;", "[Network(1, 4, 4), Flatten, Dense(10), Relu]\nclass N;")]
    [InlineData("[\n    Network(3), // in\n    «Dense(10)», // out\n]\nclass N;", "[\n    Network(3), // in\n    Flatten,\n    Dense(10), // out\n]\nclass N;")]
    // Before a loss is behind the last layer, wherever the loss stands.
    [InlineData("[Network(3)]\n[Dense(2)]\n[«Huber»]\nclass N;", "[Network(3)]\n[Dense(2)]\n[Flatten]\n[Huber]\nclass N;")]
    [InlineData("[Network(3), «Huber»]\n[Dense(2)]\n[Relu]\nclass N;", "[Network(3), Huber]\n[Dense(2)]\n[Relu]\n[Flatten]\nclass N;")]
    public Task Before(string before, string after) => IsFixedAsync("Insert before", "Flatten", before, after);

    [Theory]
    [InlineData("[Network(3)]\n[«Dense(10)»]\nclass N;", "[Network(3)]\n[Dense(10)]\n[Softmax]\nclass N;")]
    [InlineData("[Network(3)]\n  [«Dense(10)»] // out\n// end\nclass N;", "[Network(3)]\n  [Dense(10)] // out\n  [Softmax]\n// end\nclass N;")]
    [InlineData("[Network(3)]\n#if true\n[«Dense(10)»]\n#else\n[Dense(11)]\n#endif\nclass N;", "[Network(3)]\n#if true\n[Dense(10)]\n[Softmax]\n#else\n[Dense(11)]\n#endif\nclass N;")]
    [InlineData("[Network(3)][«Dense(2)»] class N;", "[Network(3)][Dense(2)][Softmax] class N;")]
    [InlineData("[Network(3)]\n[«Dense(2)»] class N;", "[Network(3)]\n[Dense(2)] [Softmax] class N;")]
    [InlineData("[Network(3)] [«Dense(2)»] // out\nclass N;", "[Network(3)] [Dense(2)] [Softmax] // out\nclass N;")]
    [InlineData("[Network(3), «Dense(10)»]\nclass N;", "[Network(3), Dense(10), Softmax]\nclass N;")]
    [InlineData("[Network(3), «Dense(10)»,]\nclass N;", "[Network(3), Dense(10), Softmax,]\nclass N;")]
    [InlineData("[\n    Network(3),\n    «Dense(10)», // hidden\n    Relu // act\n]\nclass N;", "[\n    Network(3),\n    Dense(10), // hidden\n    Softmax,\n    Relu // act\n]\nclass N;")]
    [InlineData("[\n    Network(3),\n    «Dense(10)»\n]\nclass N;", "[\n    Network(3),\n    Dense(10),\n    Softmax\n]\nclass N;")]
    [InlineData("[\n    Network(3),\n    «Dense(10)» // out\n]\nclass N;", "[\n    Network(3),\n    Dense(10), // out\n    Softmax\n]\nclass N;")]
    [InlineData("[\n    Network(3), «Dense(10)»,\n    Relu]\nclass N;", "[\n    Network(3), Dense(10), Softmax,\n    Relu]\nclass N;")]
    [InlineData("[\n    «Dense(10)», Network(3)]\nclass N;", "[\n    Dense(10), Softmax, Network(3)]\nclass N;")]
    [InlineData("[Network(3),\n «Dense(10)»]\nclass N;", "[Network(3),\n Dense(10),\n Softmax]\nclass N;")]
    public Task Behind(string before, string after) => IsFixedAsync("Insert after", "Softmax", before, after);

    [Theory]
    [InlineData("[Network(3)]\n[«Dense(4)»]\n[«Dense(5)»]\n[Dense(6)]\nclass N;", "[Network(3)]\n[Dense(4)]\n[Relu]\n[Dense(5)]\n[Relu]\n[Dense(6)]\nclass N;")]
    [InlineData("[Network(3), «Dense(4)», «Dense(5)», Dense(6)] class N;", "[Network(3), Dense(4), Relu, Dense(5), Relu, Dense(6)] class N;")]
    [InlineData("[Network(3)]\n[«Dense(4)»]\nclass N;\n\n[Network(3)]\n[«Dense(5)»]\nclass M;", "[Network(3)]\n[Dense(4)]\n[Relu]\nclass N;\n\n[Network(3)]\n[Dense(5)]\n[Relu]\nclass M;")]
    public Task All(string before, string after) => IsFixedAsync("Insert after", "Relu", before, after);

    [Fact]
    public Task Several_attributes_are_written_into_one_list() =>
        IsFixedAsync("Insert after", "Dense(1), Sigmoid", "[Network(3)]\n[«Relu»]\nclass N;", "[Network(3)]\n[Relu]\n[Dense(1), Sigmoid]\nclass N;");

    [Theory]
    [InlineData("[NnGen.Network(3)]\n[«NnGen.Dense(2)»]\nclass N;", "[NnGen.Network(3)]\n[NnGen.Flatten]\n[NnGen.Dense(2)]\nclass N;")]
    [InlineData("[«global::NnGen.DenseAttribute(2)»]\nclass N;", "[global::NnGen.Flatten]\n[global::NnGen.DenseAttribute(2)]\nclass N;")]
    [InlineData("using nn = NnGen;\n[«nn::Dense(2)»]\nclass N;", "using nn = NnGen;\n[nn::Flatten]\n[nn::Dense(2)]\nclass N;")]
    [InlineData("using Linear = NnGen.DenseAttribute;\n[«Linear(2)»]\nclass N;", "using Linear = NnGen.DenseAttribute;\n[global::NnGen.Flatten]\n[Linear(2)]\nclass N;")]
    [InlineData("namespace A;\nusing NnGen;\nclass FlattenAttribute : System.Attribute;\n[«Dense(2)»]\nclass N;",
        "namespace A;\nusing NnGen;\nclass FlattenAttribute : System.Attribute;\n[global::NnGen.Flatten]\n[Dense(2)]\nclass N;")]
    public async Task What_is_inserted_is_found(string before, string after) => await Marked.IsFixedAsync("Insert before", "Flatten", before, after);

    private static Task IsFixedAsync(string kind, string text, string before, string after) =>
        Marked.IsFixedAsync(kind, text, "using NnGen;\n" + before, "using NnGen;\n" + after);
}
