using Microsoft.CodeAnalysis;
using NnGenerator.Tests.Support;

namespace NnGenerator.Tests.Emission;

/// <summary>Networks beside each other, and beside a user's own types: none disturbs another's code.</summary>
public class NeighbourTests
{
    [Fact]
    public void Names_that_differ_in_case_alone() => Coexist(2,
        """
        using NnGen;
        [Network(3)][Dense(2)] internal sealed partial class Net;
        [Network(3)][Dense(4)] internal sealed partial class net;
        """);

    // A namespace of the author's within NnGen is in scope where the mathematics is emitted; usings there come first.
    [Fact]
    public void Namespaces_within_that_of_the_library() => Coexist(6,
        """
        namespace NnGen.Anything { [Network(3)][Dense(2), Relu][Dense(2), Softmax] internal sealed partial class Net; }
        namespace NnGen.Anything.Math { [Network(1, 6, 6)][Conv2D(2, 3), Tanh][MaxPool2D(2), Flatten, Dense(2)] internal sealed partial class Net; }
        namespace NnGen.Math { [Network(3)][Dense(8), Relu][Dropout(0.5), Dense(4), Sigmoid] internal sealed partial class Span; }
        namespace NnGen.System { [Network(3)][Dense(2)] internal sealed partial class Net; }
        namespace NnGen.GeneratedCode { [Network(3)][Dense(2)] internal sealed partial class Net; }
        namespace NnGen.Workspaces { internal static partial class Vector512 { [Network(3)][Dense(2)] internal sealed partial class Net; } }
        """);

    [Fact]
    public void Two_in_one_file() => Coexist(2,
        """
        using NnGen;
        namespace A;
        [Network(3)][Dense(2)] internal sealed partial class First;
        [Network(3)][Dense(4)] internal sealed partial class Second;
        """);

    [Fact]
    public void One_name_in_two_namespaces_and_nested() => Coexist(5,
        """
        using NnGen;
        namespace A { [Network(3)][Dense(2)] internal sealed partial class Net; }
        namespace B { [Network(3)][Dense(4)] internal sealed partial class Net; }
        namespace A.B { [Network(3)][Dense(5)] internal sealed partial class Net; }
        namespace C { internal static partial class A { [Network(3)][Dense(6)] internal sealed partial class Net; } }
        [Network(3)][Dense(7)] internal sealed partial class A_Net;
        """);

    [Fact]
    public void One_name_under_containers_of_different_arity() => Coexist(2,
        """
        using NnGen;
        internal static partial class Outer { [Network(3)][Dense(2)] internal sealed partial class Net; }
        internal static partial class Outer<T> { [Network(3)][Dense(4)] internal sealed partial class Net; }
        """);

    [Fact]
    public void Network_on_two_parts_is_an_error_and_leaves_the_others_their_code()
    {
        GeneratorRun run = GeneratorRun.Of(
        [
            new UserFile("A.cs", "using NnGen;\n[Network(3)][Dense(2)] internal sealed partial class Twice;"),
            new UserFile("B.cs", "using NnGen;\n[Network(3)][Dense(4)] internal sealed partial class Twice;"),
            new UserFile("C.cs", "using NnGen;\n[Network(3)][Dense(4)] internal sealed partial class Other;"),
        ]);
        Assert.Null(run.Result.Exception);
        Assert.DoesNotContain(run.Diagnostics, static d => d.Id == "CS8785");
        Assert.Contains(run.Diagnostics, static d => d.Severity == DiagnosticSeverity.Error && d.Id.StartsWith("NNG", StringComparison.Ordinal));
        Assert.Contains(run.Sources.Values, static text => text.Contains("partial class Other", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("namespace Users;")]
    public void Types_of_the_users_capture_nothing(string scope) => Coexist(1,
        $$"""
        using NnGen;
        {{scope}}
        internal static class Math { }
        internal static class MathF { }
        internal static class Matrix { }
        internal static class Tile { }
        internal static class Simd { }
        internal static class Dense1 { }
        internal static class Vector256 { }
        internal struct Span { }
        internal struct Span<T> { }
        internal struct ReadOnlySpan<T> { }
        internal static class Interlocked { }
        internal sealed class ArgumentException { }
        internal sealed class Workspace { }
        internal sealed class NetworkInfo { }
        internal sealed class GeneratedCodeAttribute { }

        [NnGen.Network(3)][NnGen.Dense(2), NnGen.Softmax] internal sealed partial class N;
        """);

    [Fact]
    public void Namespaces_of_the_users_capture_nothing() => Coexist(1,
        """
        namespace Users.System { internal static class Span { } }
        namespace Users.NnGen { internal static class Workspace { } }
        namespace Users { [global::NnGen.Network(3)][global::NnGen.Dense(2), global::NnGen.Softmax] internal sealed partial class N; }
        """);

    [Fact]
    public void Types_within_the_namespace_of_the_library_capture_nothing() => Coexist(2,
        """
        namespace NnGen
        {
            internal static class Math { }
            internal struct Span<T> { }
            internal struct ReadOnlySpan<T> { }
            internal static class MethodImpl { }
            internal static class Vector512 { }
            internal static class MemoryMarshal { }
            internal static class MathF { }
        }
        namespace NnGen.Training { internal sealed class Rates { } }
        namespace Users
        {
            using NnGen;
            [Network(3)][Dense(80), Relu][Dropout(0.5)][Dense(2), Softmax] internal sealed partial class N;
            [Network(1, 6, 6)][Conv2D(2, 3), Gelu, MaxPool2D(2), Flatten, Dense(2)] internal sealed partial class M;
        }
        """);

    [Fact]
    public void Members_of_the_users_capture_nothing() => Coexist(1,
        """
        using NnGen;
        [Network(3)][Dense(2), Softmax] internal sealed partial class N
        {
            private static int System => 1;
            private static int NnGen => 2;
            private static int Math(int x) => x + System + NnGen;
            private static float exp = 1, z1 = 2, dW1 = 3;
            internal static float Sum() => Math(1) + exp + z1 + dW1;
        }
        """);

    private static void Coexist(int networks, string source)
    {
        GeneratorRun run = GeneratorRun.Of(source);
        Assert.DoesNotContain(run.Diagnostics, static d => d.Severity >= DiagnosticSeverity.Warning);
        // The user's own code may be warned about: a field that is never assigned, a name in lower case.
        Diagnostic[] complaints = [.. run.CompilerComplaints
            .Where(static d => d.Location.SourceTree?.FilePath != "User.cs" || d.Severity == DiagnosticSeverity.Error)];
        Assert.True(complaints.Length == 0, GeneratorRun.Describe(complaints));
        Assert.Equal(networks, run.Sources.Count);
        run.Emit().Dispose();
    }
}
