using NnGenerator.Activations;
using NnGenerator.Formulas;
using NnGenerator.Ir;
using NnGenerator.Text;

namespace NnGenerator.Printing;

/// <summary>A parameter of an emitted method, and what a caller passes for it.</summary>
internal sealed record Argument(string Declaration, string Value)
{
    /// <summary>The name of the parameter itself.</summary>
    public string Name => Declaration.Substring(Declaration.LastIndexOf(' ') + 1);
}

/// <summary>What operations print with: it gathers the methods of the emitted class, each once however many passes call it.</summary>
internal sealed class OperationPrinter
{
    /// <summary>The option of methods that are compiled into their callers.</summary>
    public const string Inline = "Inline";

    // Replaces the name of a method in the text by which methods are compared.
    private const string Placeholder = "\u0001";

    private readonly Dictionary<string, string> _names = [];
    private readonly Dictionary<object, string> _printed = [];
    private readonly SortedDictionary<string, string> _structs = new(StringComparer.Ordinal);

    /// <summary>How methods are compiled that a forward and a backward pass call: on their own, or into a pass that is short.</summary>
    public string ForwardOptions { get; init; } = "Kernel";

    public string BackwardOptions { get; init; } = "Kernel";

    /// <summary>The methods in order of their layers: number of the layer and text.</summary>
    public List<(int Layer, string Text)> Methods { get; } = [];

    /// <summary>The formulas in order of their names.</summary>
    public IEnumerable<string> Structs => _structs.Values;

    public Argument Parameters { get; } = new("ReadOnlySpan<float> parameters", "parameters");

    public Argument Gradients { get; } = new("Span<float> gradients", "gradients");

    /// <summary>The number of samples that the current pass takes, as an expression, if they are too few for tiles; otherwise null.</summary>
    public string? FewSamples { get; set; }

    /// <summary>Whether gradients are computed by ranges of the parameters.</summary>
    public bool HasRanges { get; init; }

    /// <summary>The parameters whose gradients the current pass computes: the first, and one past the last.</summary>
    public (string From, string To) Wanted { get; set; }

    /// <summary>The range as arguments; none where gradients are always computed for all parameters.</summary>
    public IEnumerable<Argument> Range => HasRanges ? [new Argument("int from", Wanted.From), new Argument("int to", Wanted.To)] : [];

    public static Argument In(Tensor tensor) => new($"ReadOnlySpan<float> {tensor.Name}", tensor.Arena == Arena.Parameters ? Slice(tensor) : tensor.Name);

    public static Argument Out(Tensor tensor, string name) => new($"Span<float> {name}", tensor.Name);

    /// <summary>A block of parameters or gradients as a declarator: "W1 = parameters.Slice(0, 100_352)".</summary>
    /// <param name="tensor">The block.</param>
    /// <param name="beyond">Number of floats after its end that may be loaded too.</param>
    public static string Block(Tensor tensor, int beyond = 0) => $"{tensor.Name} = {Slice(tensor, beyond)}";

    private static string Slice(Tensor tensor, int beyond = 0) =>
        $"{(tensor.Arena == Arena.Gradients ? "gradients" : "parameters")}.Slice({CSharpLiteral.GroupedInteger(tensor.Offset)}, {CSharpLiteral.GroupedInteger(tensor.Length + beyond)})";

    /// <summary>The type parameter whose vectors are no wider than <paramref name="columns"/>.</summary>
    public static string Vector(int columns) => WidestVector(columns) switch { 16 => "V", 8 => "V8", 4 => "V4", _ => "V1" };

    /// <summary>The most floats that those vectors have on any machine.</summary>
    public static int WidestVector(int columns) => columns >= 16 ? 16 : columns >= 8 ? 8 : columns >= 4 ? 4 : 1;

    /// <summary>Adds a method and returns the statement that calls it. Equal texts share one method, other texts get another name.</summary>
    /// <param name="layer">The number of the layer that it belongs to.</param>
    /// <param name="name">Its name, where that is free.</param>
    /// <param name="vector">Its type argument.</param>
    /// <param name="arguments">What is passed.</param>
    /// <param name="print">Prints it with its name.</param>
    /// <param name="description">A value from which alone the text follows, so that it is printed once for all passes; null where there is none.</param>
    public string Call(int layer, string name, string? vector, IReadOnlyList<Argument> arguments, Func<string, string> print, object? description = null)
    {
        if (description is null || !_printed.TryGetValue(description, out string? final))
        {
            final = Add(layer, name, print);
            if (description is not null)
            {
                _printed.Add(description, final);
            }
        }
        return $"{final}{(vector is null ? "" : $"<{vector}>")}({string.Join(", ", arguments.Select(static argument => argument.Value))});";
    }

    private string Add(int layer, string name, Func<string, string> print)
    {
        string key = print(Placeholder);
        if (!_names.TryGetValue(key, out string? final))
        {
            int taken = _names.Values.Count(other => other == name || other.StartsWith(name + "_", StringComparison.Ordinal));
            final = taken == 0 ? name : $"{name}_{taken + 1}";
            _names.Add(key, final);
            Methods.Add((layer, key.Replace(Placeholder, final)));
        }
        return final;
    }

    /// <summary>Calls an element-wise function on whole buffers where their rows have the same stride, otherwise row by row.</summary>
    public static string Rows(IReadOnlyList<Tensor?> tensors, Func<IReadOnlyList<string?>, string> statement)
    {
        int[] strides = [.. tensors.OfType<Tensor>().Select(static tensor => tensor.Stride).Distinct()];
        if (strides.Length == 1)
        {
            return statement([.. tensors.Select(static tensor => tensor?.Name)]);
        }
        string body = statement([.. tensors.Select(static tensor => tensor is null ? null : $"{tensor.Name}.Slice(i * {tensor.Stride}, {tensor.Length})")]);
        return $"for (int i = 0; i < n; i++)\n{{\n    {body.Replace("\n", "\n    ")}\n}}";
    }

    public string Struct(Activation activation) => Struct(activation.Title, activation, name =>
    {
        static string Name(Variable variable) => variable == Scalar.X ? "z" : "a";

        (Scalar value, Scalar derivative) = (activation.Value(Scalar.X), activation.Derivative(Scalar.X, Scalar.Y));
        return Formula(name, "IActivation", $"a = {value.ToMath(Name)},   da/dz = {derivative.ToMath(Name)}", ("V z", value.ToBody("V", Name)), ("V z, V a", derivative.ToBody("V", Name)));
    });

    public string Struct(LossFormula loss) => Struct(loss.Title, loss, name =>
    {
        static string Name(Variable variable) => variable.Name;

        (Scalar value, Scalar derivative) = (loss.Value, loss.Derivative);
        return Formula(name, "IPointwiseLoss", $"L = {value.ToMath(Name)},   dL/dy = {derivative.ToMath(Name)}", ("V y, V t", value.ToBody("V", Name)), ("V y, V t", derivative.ToBody("V", Name)));
    });

    private readonly Dictionary<object, string> _titles = [];

    // Two LeakyRelu layers with other derivatives are two formulas.
    private string Struct(string title, object rule, Func<string, string> print)
    {
        if (!_titles.TryGetValue(rule, out string? name))
        {
            int taken = _titles.Keys.Count(other => other.GetType() == rule.GetType());
            _titles.Add(rule, name = taken == 0 ? title : $"{title}{taken + 1}");
            _structs.Add(name, print(name));
        }
        return name;
    }

    private static string Formula(string name, string contract, string math, (string Parameters, string Body) value, (string Parameters, string Body) derivative)
    {
        const string inlined = "[MethodImpl(MethodImplOptions.AggressiveInlining)]";
        SourceWriter writer = new();
        writer.Line($"// {math}");
        using (writer.Open($"private readonly struct {name} : {contract}"))
        {
            writer.Line($"{inlined} public static V Value<V>({value.Parameters}) where V : struct, ISimd<V> {value.Body}");
            writer.Line($"{inlined} public static V Derivative<V>({derivative.Parameters}) where V : struct, ISimd<V> {derivative.Body}");
        }
        return writer.ToString();
    }
}
