namespace DeclarationTest;

/// <summary>Random declarations of each kind.</summary>
internal sealed class Groups(Random random)
{
    private static readonly (string Member, Func<Network, int> Value)[] s_constants =
        [("InputLength", static network => network.Input), ("OutputLength", static network => network.Output), ("ParameterCount", static network => network.Parameters)];

    private int _number;

    /// <summary>So many declarations, cut evenly into the groups.</summary>
    public IEnumerable<Group> All(int count)
    {
        Func<int, Group>[] kinds =
        [
            share => new("constants of networks", Many(share, KnownConstant)),
            share => new("constants that are not known", Many(share, UnknownConstant)),
            share => new("attributes of the project's own", Many(share, OwnAttribute)),
            share => new("attributes that do not exist", Many(share, MissingAttribute)),
            share => new("odd containers", Many(share, OddContainer), "<Nullable>disable</Nullable><ImplicitUsings>disable</ImplicitUsings><TreatWarningsAsErrors>true</TreatWarningsAsErrors><GenerateDocumentationFile>true</GenerateDocumentationFile><AnalysisMode>All</AnalysisMode><CheckForOverflowUnderflow>true</CheckForOverflowUnderflow><LangVersion>preview</LangVersion>",
                // The user's own: names, sealed or static classes, classes that nobody makes, public types of an application, nested ones, unused members.
                EditorConfig: "dotnet_diagnostic.CA1707.severity = none\ndotnet_diagnostic.CA1515.severity = none\ndotnet_diagnostic.CA1812.severity = none\ndotnet_diagnostic.CA1034.severity = none\ndotnet_diagnostic.CA1852.severity = none\ndotnet_diagnostic.CA1716.severity = none\ndotnet_diagnostic.CA1708.severity = none\ndotnet_diagnostic.CA1711.severity = none\ndotnet_diagnostic.CA1822.severity = none\ndotnet_diagnostic.CA1052.severity = none\ndotnet_diagnostic.CA1715.severity = none\ndotnet_diagnostic.CA1040.severity = none\ndotnet_diagnostic.CA1815.severity = none\ndotnet_diagnostic.CA1724.severity = none\ndotnet_diagnostic.CA1000.severity = none\ndotnet_diagnostic.CA1720.severity = none",
                Head: "[assembly: System.CLSCompliant(true)]"),
            share => new("containers that cannot be", Many(share, WrongContainer)),
            share => new("switched off by the file and the project", Many(share, Wrong), "<NoWarn>$(NoWarn);NNG001;NNG002;NNG101;NNG102;NNG104;NNG108;NNG201;NNG204</NoWarn><WarningLevel>0</WarningLevel><TreatWarningsAsErrors>false</TreatWarningsAsErrors>",
                EditorConfig: "dotnet_analyzer_diagnostic.severity = none\n" + string.Concat(new[] { 1, 2, 101, 102, 104, 108, 201, 204 }.Select(static id => $"dotnet_diagnostic.NNG{id:000}.severity = none\n")),
                Head: "#pragma warning disable\n#pragma warning disable NNG001, NNG002, NNG101, NNG102, NNG104, NNG108, NNG201, NNG204\nusing NnGen;"),
            share => new("built without analyzers", Many(share, Wrong), "<RunAnalyzers>false</RunAnalyzers>"),
            share => new("built as F5 does", Many(share, Wrong), Arguments: "-p:_SkipAnalyzers=true"),
            share => new("built with C# 11", Many(share, OldLanguage), "<LangVersion>11</LangVersion>"),
        ];
        for (int i = 0, done = 0; i < kinds.Length; i++)
        {
            Group group = kinds[i](Math.Max(1, (count - done) / (kinds.Length - i)));
            done += group.Declarations.Count;
            yield return group;
        }
    }

    private Declaration[] Many(int count, Func<string, Declaration> one) => [.. Enumerable.Range(0, count).Select(_ => one($"N{_number++}"))];

    private Declaration KnownConstant(string name)
    {
        Network other = new(random, random.Next(2, 12));
        (string member, Func<Network, int> value) = s_constants[random.Next(s_constants.Length)];
        string spelled = random.Next(5) switch { 0 => $"global::Names.{name}Enc.{member}", 1 => $"({name}Enc.{member})", 2 => $"Names.{name}Enc.{member}", _ => $"{name}Enc.{member}" };
        Network network = random.Next(3) switch
        {
            0 => new Network(random, value(other), spelled),
            1 => new Network(random, random.Next(1, 9)).Dense(value(other), spelled).Activation(1),
            _ => new Network(random, random.Next(1, 9)).Dense(value(other), $"units: {spelled}, UseBias = true").Activation(0),
        };
        string[] both = [$"{network.Attributes} internal sealed partial class {name};", $"{other.Attributes} internal sealed partial class {name}Enc;"];
        return new($"namespace Names {{ {string.Join(' ', random.Next(2) == 0 ? both : both.Reverse())} }}", $"Names.{name}", network.Info);
    }

    private Declaration UnknownConstant(string name)
    {
        Network other = new(random, random.Next(2, 12));
        string constant = $"{name}Enc.{s_constants[random.Next(s_constants.Length)].Member}";
        (string argument, string more) = random.Next(7) switch
        {
            0 => ($"{constant} * {random.Next(2, 5)}", ""),
            1 => ($"{random.Next(2, 5)} + {constant}", ""),
            2 => ($"{name}.OutputLength", ""),
            3 => ($"{name}Back.InputLength", $"[Network({name}.OutputLength)][Dense(2)] internal sealed partial class {name}Back;"),
            4 => ($"{name}Mine.Size", $"internal static class {name}Mine {{ internal const int Size = {constant} - 1; }}"),
            5 => ($"(int){constant}", ""),
            _ => ($"{name}Wrong.InputLength", $"[Network(4)][Dense(0)] internal sealed partial class {name}Wrong;"),
        };
        string attributes = random.Next(3) switch
        {
            0 => $"[Network(⟦{argument}⟧)][Dense(3)]",
            1 => $"[Network(4)][Dense(⟦{argument}⟧), Relu][Dense(2)]",
            _ => $"[Network(1, 40, 40)][Conv2D(2, 3, Stride = ⟦{argument}⟧), Relu][Flatten, Dense(2)]",
        };
        return new($"{attributes} internal sealed partial class {name}; {other.Attributes} internal sealed partial class {name}Enc; {more}", null, null, "NNG112");
    }

    private Declaration OwnAttribute(string name)
    {
        string attribute = new[] { $"{name}Swoosh", $"{name}Marker(3)", $"{name}.Swish" }[random.Next(3)];
        string simple = attribute.Split('(')[0].Split('.')[^1];
        string definition = attribute.Contains('.', StringComparison.Ordinal) ? $"namespace {name}s {{ internal sealed class SwishAttribute : System.Attribute; }}" : $"internal sealed class {simple}Attribute(int size = 1) : System.Attribute {{ public int Size => size; }}";
        attribute = attribute.Replace($"{name}.", $"{name}s.", StringComparison.Ordinal);
        int place = random.Next(4);
        Network network = new(random, random.Next(1, 9));
        string text = place switch
        {
            0 => network.With($"[⟦{attribute}⟧]").Dense(3).Activation(2).Attributes,
            1 => network.Dense(4).Attributes[..^1] + $", ⟦{attribute}⟧]",
            2 => network.Dense(4).Activation(1).With($"[Relu]".Replace("Relu", $"⟦{attribute}⟧", StringComparison.Ordinal)).Dense(2).Attributes,
            _ => $"[{attribute}]{network.Attributes}",   // above [Network] it is the user's, unless it has the name of a layer
        };
        bool isTold = place < 3 || simple == "Swish";
        return new($"{(place == 3 && isTold ? text.Replace($"[{attribute}]", $"[⟦{attribute}⟧]", StringComparison.Ordinal) : text)} internal sealed partial class {name}; {definition}", name, network.Info, isTold ? ["NNG411"] : []);
    }

    private Declaration MissingAttribute(string name)
    {
        string attribute = new[]
        {
            "ReLU", "relu", "GELU", "SiLU", "Swish", "Linear(4, 2)", "Linear(2)", "dense(3)", "Densse(3)", "BatchNormalization", "BatchNorm1d(3)", "LayerNorm", "LSTM(4)", "Droput(0.5)", "TanH", "Sigmoid_", "SoftMax", "CrossEntropyLoss", "BCELoss", "MSELoss", "Embedding(4, 4)", "Conv2d(1, 2, 3)",
        }[random.Next(22)];
        return new(new Network(random, random.Next(1, 9)).With(random.Next(2) == 0 ? $"[⟦{attribute}⟧]" : $"[Dense(2), ⟦{attribute}⟧]").Dense(2).Attributes + $" internal sealed partial class {name};", null, null, "NNG010");
    }

    private Declaration OddContainer(string name)
    {
        Network network = new(random, random.Next(1, 9));
        string attributes = network.Attributes.Replace("[", "[NnGen.", StringComparison.Ordinal), odd = random.Next(12) switch { 0 => "@class", 1 => "Größe", 2 => new string('L', 500), 3 => "System_", _ => "Net" };
        string inner = $"{attributes} internal sealed partial class {odd}";
        (string text, string path) = random.Next(14) switch
        {
            0 => ($"internal partial class {name}<[System.Obsolete(\"T\")] T> {{ {inner}; }}".Replace("[System.Obsolete(\"T\")] ", $"[{name}Tag] ", StringComparison.Ordinal) + $" [System.AttributeUsage(System.AttributeTargets.GenericParameter)] internal sealed class {name}TagAttribute : System.Attribute {{ }}", $"{name}`1+"),
            1 => ($"internal partial record struct {name}(int X) {{ {inner} {{ }} }}", $"{name}+"),
            2 => ($"internal partial interface I{name} {{ {inner}; }}", $"I{name}+"),
            3 => ($"internal readonly ref partial struct {name} {{ {inner}; }}", $"{name}+"),
            4 => ($"internal static partial class {name} {{ internal static partial class @event {{ {inner}; }} }}", $"{name}+event+"),
            5 => ($"namespace {name}.@namespace {{ {inner}; }}", $"{name}.namespace."),
            6 => ($"[System.Obsolete(\"old\")] internal partial class {name} {{ {inner}; }}", $"{name}+"),
            7 => ($"namespace {name}.System {{ internal static class Span {{ }} internal static class Tanh {{ }} {inner}; }}", $"{name}.System."),
            8 => ($"namespace {name} {{ internal class B {{ protected B(int size = 1) => Size = size; public int Size {{ get; }} public virtual void Forward() {{ }} }} {inner} : B; }}", $"{name}."),
            9 => ($"namespace {name} {{ [global::System.Diagnostics.CodeAnalysis.Experimental(\"{name}X\")] {inner}; }}", $"{name}."),
            10 => ($"namespace {name} {{ {inner.Replace("sealed", "unsafe", StringComparison.Ordinal)}; }}", $"{name}."),
            11 => ($"#nullable enable\nnamespace {name} {{ {inner} {{ public string? Note {{ get; set; }} }} }}\n#nullable restore\n", $"{name}."),
            12 => ($"namespace {name} {{ /// <summary>Documented.</summary>\n{attributes} public sealed partial class {odd}; }}", $"{name}."),
            _ => ($"internal partial record {name} {{ {inner} {{ public static explicit operator int({odd} n) => n is null ? 0 : 1; }} }}", $"{name}+"),
        };
        return new(text, path + odd.TrimStart('@'), network.Info);
    }

    private Declaration WrongContainer(string name)
    {
        string network = new Network(random, random.Next(1, 9)).Attributes;
        (string text, string id) = random.Next(9) switch
        {
            0 => ($"{network} internal sealed partial class {name} {{ public required int ⟦Size⟧ {{ get; set; }} }}", "NNG011"),
            1 => ($"internal class {name}B {{ internal {name}B(string n) => Name = n; internal string Name {{ get; }} }} {network} internal sealed partial class ⟦{name}⟧ : {name}B;", "NNG012"),
            2 => ($"internal abstract class {name}B {{ public abstract void Forward(System.ReadOnlySpan<float> x, System.Span<float> y, Workspace? w); }} {network} internal sealed partial class ⟦{name}⟧ : {name}B;", "NNG012"),
            3 => ($"file static partial class {name}F {{ {Marked(network)} internal sealed partial class {name}; }}", "NNG004"),
            4 => ($"internal class {name}O {{ {Marked(network)} internal sealed partial class {name}; }}", "NNG006"),
            5 => ($"{Marked(network)} internal sealed partial class {name}<T>;", "NNG004"),
            6 => ($"{network} internal sealed partial class {name} {{ internal int ⟦State⟧ => 1; }}", "NNG009"),
            7 => ($"{network} internal sealed partial class ⟦{name}⟧(int size) {{ internal int Size => size; }}", "NNG008"),
            _ => ($"{Marked(network)} internal static partial class {name};", "NNG004"),
        };
        return new(text, null, null, id);
    }

    private Declaration Wrong(string name) => random.Next(7) switch
    {
        0 => new($"[⟦Network({random.Next(1, 9)})⟧][Dense(2)] internal sealed class {name};", null, null, "NNG001"),
        1 => new($"[⟦Network({random.Next(1, 9)})⟧] internal sealed partial class {name};", null, null, "NNG002"),
        2 => new($"[Network({random.Next(1, 9)})][⟦Dense({-random.Next(9)})⟧] internal sealed partial class {name};", null, null, "NNG101"),
        3 => new($"[Network(3)][Dense(4), Relu, ⟦Dropout({random.Next(1, 90)})⟧][Dense(2)] internal sealed partial class {name};", null, null, "NNG102"),
        4 => new($"[Network(3)][Dense(2)][⟦Huber(-{random.Next(9)})⟧] internal sealed partial class {name};", null, null, "NNG104"),
        5 => new($"[Network(1, 4, {random.Next(4, 9)})][⟦Dense(3)⟧] internal sealed partial class {name};", null, null, "NNG108"),
        _ => new($"[Network(3)][Dense({random.Next(2, 5)}), Sigmoid][⟦CrossEntropy⟧] internal sealed partial class {name};", null, null, "NNG201"),
    };

    private Declaration OldLanguage(string name) => new(Marked(new Network(random, random.Next(1, 9)).Attributes) + $" internal sealed partial class {name} {{ }}", null, null, "NNG301");

    private static string Marked(string attributes) => attributes.Insert(attributes.IndexOf(']', StringComparison.Ordinal), "⟧").Insert(1, "⟦");
}
