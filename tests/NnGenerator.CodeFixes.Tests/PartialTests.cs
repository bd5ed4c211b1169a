using NnGenerator.CodeFixes.Tests.Support;

namespace NnGenerator.CodeFixes.Tests;

public class PartialTests
{
    [Theory]
    [InlineData("[«Network(3)»] class N;", "[Network(3)] partial class N;")]
    [InlineData("[Network(3)]\npublic sealed class «N»;", "[Network(3)]\npublic sealed partial class N;")]
    [InlineData("record struct R\n{\n    interface I\n    {\n        [«Network(3)»]\n        /* here */ class N;\n    }\n}",
        "partial record struct R\n{\n    partial interface I\n    {\n        [Network(3)]\n        /* here */ partial class N;\n    }\n}")]
    [InlineData("static class Outer { [«Network(3)»] partial class N; }", "static partial class Outer { [Network(3)] partial class N; }")]
    // Two networks in one class ask for the same.
    [InlineData("class Outer\n{\n    [«Network(3)»] class N;\n    [«Network(4)»] class M;\n}", "partial class Outer\n{\n    [Network(3)] partial class N;\n    [Network(4)] partial class M;\n}")]
    public Task Class_and_containers_become_partial(string before, string after) =>
        Marked.IsFixedAsync("MakePartial", "", "using NnGen;\n" + before, "using NnGen;\n" + after);
}
