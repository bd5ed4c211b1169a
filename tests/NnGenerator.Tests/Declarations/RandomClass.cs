using CsCheck;

namespace NnGenerator.Tests.Declarations;

/// <summary>The text of a class with attributes of ours, in whatever surroundings.</summary>
internal static class RandomClass
{
    private static readonly Gen<string> s_name = Gen.Frequency(
        (6, Gen.OneOf("N", "Net", "DigitNet", "n")),
        (3, Gen.OneOf("@class", "@event", "@int", "Größe", "名前", "_", "__parameters", "N0", "var", "nameof", "dynamic", "@record", "@file", "async")),
        (1, Gen.OneOf("Forward", "Info", "Network", "Dense", "Workspace", "System", "NnGen", "Math", "NMathematics", "Vector", "Span", "Object", "Program")));

    public static Gen<string> Any { get; } = Gen.Select(
        Attributes(), Header(), Members(), Surroundings(), OtherPart(),
        static (attributes, header, members, surroundings, other) => surroundings($"{attributes}{header.Modifiers}{header.Kind} {header.Name}{header.Tail}{members}\n{(other is null ? "" : $"{other}partial {header.Kind} {header.Name};\n")}"));

    private static Gen<string> Attributes() => Gen.Select(RandomAttribute.Network, RandomAttribute.Layer.List[0, 7], RandomAttribute.Loss.List[0, 2], Gen.OneOf("[{0}]\n", "[{0}]", "[{0}] // note\n", "[ {0} , ]\n"), Gen.Int[0, 49], RandomAttribute.Sane,
        static (network, layers, losses, form, order, sane) =>
        {
            string[] all = order switch
            {
                >= 20 => sane,
                0 => [.. layers, .. losses, network],
                1 => [.. losses, network, .. layers],
                2 => [.. layers, .. losses],
                3 => [network, network, .. layers, .. losses],
                4 => [network, .. layers, .. layers, .. losses],
                _ => [network, .. layers, .. losses],
            };
            return order % 3 == 0 && all.Length > 1
                ? $"[{string.Join(", ", all)}]\n"
                : string.Concat(all.Select(attribute => string.Format(System.Globalization.CultureInfo.InvariantCulture, form, attribute)));
        });

    private static Gen<(string Modifiers, string Kind, string Name, string Tail)> Header() => Gen.Select(
        Gen.Frequency(
            (24, Gen.OneOf("internal sealed partial ", "public sealed partial ", "partial ", "internal partial ")),
            (3, Gen.OneOf("internal sealed ", "", "abstract partial ", "static partial ", "file partial ", "unsafe partial ", "private partial "))),
        Gen.Frequency((50, Gen.Const("class")), (1, Gen.OneOf("struct", "record", "record struct", "interface", "enum"))),
        s_name,
        Gen.Frequency((24, Gen.Const("")), (2, Gen.OneOf("<T>", "(int x)", "(string name)", "()", " : System.IDisposable", " : B", " : System.Exception"))));

    private static Gen<string> Members() => Gen.Frequency(
        (10, Gen.Const(";")),
        (4, Gen.Const(" { }")),
        (4, Gen.OneOf(
            "public int X { get; set; }", "public float[] Forward(float[] x) => x;", "public int Loss;", "private static int Classify(int x) => x;", "private class Info { }",
            "private int State() => 1;", "private const int OutputLength = 3;", "public void Dispose() { }", "private int Math, Matrix, System, NnGen;", "private delegate void Backward();",
            "private static float Backward(float x, float y) => x + y;", "private event System.Action Create { add { } remove { } }", "private class Span { } private class MathF { }").Select(static member => $" {{ {member} }}")));

    // A namespace or none, and types around the class, up to five of them.
    private static Gen<Func<string, string>> Surroundings() => Gen.Select(
        Gen.Frequency((5, Gen.Const("")), (5, Gen.OneOf("A", "A.B", "@namespace.@class", "Größe", "NnGen", "NnGen.Generated", "System", "N", "A.N"))),
        Gen.Frequency((7, Gen.Const(0)), (3, Gen.Int[1, 5])),
        Gen.OneOf("public partial class C{0}", "partial struct S{0}", "internal partial record R{0}", "partial interface I{0}", "public partial class G{0}<T>", "class P{0}", "static partial class T{0}", "partial record struct Q{0}", "partial class N"),
        Gen.Bool,
        static (@namespace, depth, container, block) => new Func<string, string>(text =>
        {
            string nested = text;
            for (int i = 0; i < depth; i++)
            {
                nested = $"{string.Format(System.Globalization.CultureInfo.InvariantCulture, container, i)} {{ {nested} }}\n";
            }
            string inside = $"class B {{ public int State => 1; protected virtual void Forward() {{ }} }}\n{nested}";
            return @namespace.Length == 0 ? inside : block ? $"namespace {@namespace} {{ {inside} }}\n" : $"namespace {@namespace};\n{inside}";
        }));

    private static Gen<string?> OtherPart() => Gen.Frequency(
        (12, Gen.Const(() => (string?)null)),
        (1, Gen.Const<string?>("")),
        (1, RandomAttribute.Layer.Select(static layer => (string?)$"[{layer}] ")),
        (1, RandomAttribute.Network.Select(static network => (string?)$"[{network}] ")));
}
