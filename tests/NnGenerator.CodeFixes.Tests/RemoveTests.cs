using NnGenerator.CodeFixes.Tests.Support;

namespace NnGenerator.CodeFixes.Tests;

public class RemoveTests
{
    [Theory]
    // The only one of its list takes the list along, and its line when nothing else is there.
    [InlineData("[Network(3)]\n[Dense(2)]\n[«Softmax»]\nclass N;", "[Network(3)]\n[Dense(2)]\nclass N;")]
    [InlineData("class Outer\n{\n    [Network(3)]\n    [«Softmax»]  \n    class N;\n}", "class Outer\n{\n    [Network(3)]\n    class N;\n}")]
    [InlineData("/// <summary>N</summary>\n[«Softmax»]\n[Network(3)]\nclass N;", "/// <summary>N</summary>\n[Network(3)]\nclass N;")]
    [InlineData("/// <summary>N</summary>\n[«Softmax»]\nclass N;", "/// <summary>N</summary>\nclass N;")]
    [InlineData("[Network(3)]\n// why\n[«Softmax»] // which\nclass N;", "[Network(3)]\n// why\n// which\nclass N;")]
    [InlineData("#if true\n[«Softmax»]\n#endif\nclass N;", "#if true\n#endif\nclass N;")]
    [InlineData("[«Softmax»] class N;", "class N;")]
    [InlineData("[Network(3)] [«Softmax»] class N;", "[Network(3)] class N;")]
    [InlineData("[Network(3)][«Softmax»][Relu]\nclass N;", "[Network(3)][Relu]\nclass N;")]
    [InlineData("[Network(3)] [«Softmax»] // end\nclass N;", "[Network(3)] // end\nclass N;")]
    [InlineData("[Network(3)]\n[\n    «Softmax»\n]\nclass N;", "[Network(3)]\nclass N;")]
    // Of several between brackets.
    [InlineData("[Network(3), «Softmax», Relu]\nclass N;", "[Network(3), Relu]\nclass N;")]
    [InlineData("[«Softmax», Relu]\nclass N;", "[Relu]\nclass N;")]
    [InlineData("[Network(3), «Softmax»]\nclass N;", "[Network(3)]\nclass N;")]
    [InlineData("[\n    Network(3),\n    «Softmax»,\n    Relu,\n]\nclass N;", "[\n    Network(3),\n    Relu,\n]\nclass N;")]
    [InlineData("[Network(3) /* a */, «Softmax» /* b */, Relu]\nclass N;", "[Network(3) /* a */,  /* b */ Relu]\nclass N;")]
    // Several at once.
    [InlineData("[Network(3), «Softmax», «Relu»]\n[«Relu»]\nclass N;", "[Network(3)]\nclass N;")]
    [InlineData("[«Softmax», «Relu», Network(3)]\nclass N;", "[Network(3)]\nclass N;")]
    [InlineData("[«Softmax», Network(3), «Relu»]\nclass N;", "[Network(3)]\nclass N;")]
    [InlineData("[Network(3)]\n[«Softmax», «Relu»]\nclass N;", "[Network(3)]\nclass N;")]
    public Task Takes_away_what_belongs_to_the_attribute(string before, string after) =>
        Marked.IsFixedAsync("Remove", "", "using NnGen;\n" + before, "using NnGen;\n" + after);

    [Theory]
    [InlineData("[Network(3)]\n[«MeanSquaredError»] // loss\nclass N;", "[Network(3)]\n[CrossEntropy] // loss\nclass N;")]
    [InlineData("[Network(3), «MeanSquaredError», Relu] class N;", "[Network(3), CrossEntropy, Relu] class N;")]
    [InlineData("[Network(3)]\n[«NnGen.Huber(1.5)»]\nclass N;", "[Network(3)]\n[NnGen.CrossEntropy]\nclass N;")]
    [InlineData("[Network(3)]\n[«MeanSquaredError»]\nclass N;\n[Network(3), «Huber»]\nclass M;", "[Network(3)]\n[CrossEntropy]\nclass N;\n[Network(3), CrossEntropy]\nclass M;")]
    public Task Replaces_the_attribute_alone(string before, string after) =>
        Marked.IsFixedAsync("Replace", "CrossEntropy", "using NnGen;\n" + before, "using NnGen;\n" + after);
}
