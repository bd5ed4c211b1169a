using NnGenerator.Ir;
using NnGenerator.Printing;
using NnGenerator.Text;

namespace NnGenerator.Operations;

/// <summary>p = softmax(z), or its logarithm, along each row; shifted by the maximum where an exponential might overflow.</summary>
internal sealed class SoftmaxOperation(int layer, Tensor z, Tensor p, bool logarithm, bool isNarrow = false) : Operation(layer)
{
    // What the exponential, two sums across a vector and the stores weigh, in terms of a product.
    internal const int SoftmaxTerms = 16;

    private readonly Tensor _z = z, _p = p;
    private readonly bool _logarithm = logarithm, _isNarrow = isNarrow;

    public Tensor Logits => _z;

    public Tensor Probabilities => _p;

    public bool IsLogarithm => _logarithm;

    /// <summary>The same for rows that are not a single vector.</summary>
    public SoftmaxOperation Narrow() => new(Layer, _z, _p, _logarithm, isNarrow: true);

    public override IReadOnlyList<Tensor> Reads { get; } = [z];

    public override IEnumerable<Tensor> NeedsPadding => [_z];

    // Never z, which a derivative may want in a backward pass.
    public override IReadOnlyList<Tensor> Writes { get; } = [p];

    public override int? Terms => _z.Stride <= 16 ? SoftmaxTerms : null;

    public override int FunctionVariables => 3;

    public override void Run(Memory memory)
    {
        for (int i = 0; i < memory.Samples; i++)
        {
            double max = double.NegativeInfinity, sum = 0;
            for (int j = 0; j < _z.Length; j++)
            {
                max = Math.Max(max, memory[_z, i, j]);
            }
            for (int j = 0; j < _z.Length; j++)
            {
                sum += Math.Exp(memory[_z, i, j] - max);
            }
            for (int j = 0; j < _z.Length; j++)
            {
                double shifted = memory[_z, i, j] - max;
                memory[_p, i, j] = _logarithm ? shifted - Math.Log(sum) : Math.Exp(shifted) / sum;
            }
        }
    }

    public override string Print(OperationPrinter printer)
    {
        Argument[] arguments = [new("ReadOnlySpan<float> logits", _z.Name), OperationPrinter.Out(_p, "outputs"), new("int n", "n")];
        string name = _logarithm ? "LogSoftmax" : "Softmax", vector = OperationPrinter.Vector(_z.Stride);
        return printer.Call(Layer, name, vector, [.. arguments], final =>
        {
            SourceWriter writer = new();
            writer.Line(_logarithm
                ? $"// {_p.Math} = {_z.Math} − max {_z.Math} − log Σ exp({_z.Math} − max {_z.Math})"
                : $"// {_p.Math} = exp({_z.Math} − max {_z.Math}) / Σ exp({_z.Math} − max {_z.Math})");
            writer.Line($"[MethodImpl({printer.ForwardOptions})]");
            using (writer.Open($"private static void {final}<V>({string.Join(", ", arguments.Select(static argument => argument.Declaration))}) where V : struct, ISimd<V>"))
            using (writer.Open("for (int i = 0; i < n; i++)"))
            {
                writer.Line($"Span<float> p = outputs.Slice(i * {_p.Stride}, {_p.Length});");
                writer.Line($"ReadOnlySpan<float> z = logits.Slice(i * {_z.Stride}, {_z.Stride});").Line();
                if (!_logarithm)
                {
                    PrintVector(writer);
                }
                PrintMax(writer, _z);
                writer.Line();
                if (_logarithm)
                {
                    PrintLogarithm(writer);
                }
                else
                {
                    PrintQuotient(writer);
                }
            }
            return writer.ToString();
        });
    }

    private void PrintLogarithm(SourceWriter writer)
    {
        PrintSum(writer, _z, _z.Stride, null);
        writer.Line().Line("float logarithm = MathF.Log(V.Sum(sums));   // apart from max, beside which it might not be seen");
        using (writer.Open($"for (int c = 0; c < {_z.Stride}; c += V.Count)"))
        {
            writer.Line(_z.Stride > _z.Length ? $"(V.Load(z, c) - max - logarithm).StoreFirst(p.Slice(Math.Min(c, {_p.Length})), {_p.Length} - c);" : "(V.Load(z, c) - max - logarithm).Store(p.Slice(c, V.Count));");
        }
    }

    // Exponentials wait in p; those that fill no vector there, the last ones, in e.
    private void PrintQuotient(SourceWriter writer)
    {
        bool isPadded = _z.Stride > _z.Length;
        PrintSum(writer, _z, _z.Length, isPadded ? $"if (c <= {_p.Length} - V.Count) e.Store(p.Slice(c, V.Count));" : "e.Store(p.Slice(c, V.Count));", keepsLast: isPadded);
        writer.Line().Line("float factor = 1 / V.Sum(sums);");
        if (isPadded)
        {
            writer.Line("int whole = 0;");
            writer.Line($"for (; whole <= {_p.Length} - V.Count; whole += V.Count) (V.Load(p, whole) * factor).Store(p.Slice(whole, V.Count));");
            writer.Line($"(e * factor).StoreFirst(p.Slice(whole), {_p.Length} - whole);");
        }
        else
        {
            writer.Line($"for (int c = 0; c < {_p.Length}; c += V.Count) (V.Load(p, c) * factor).Store(p.Slice(c, V.Count));");
        }
    }

    /// <summary>The condition that a row of logits is one vector. A comparison of types costs nothing to compile where it is false, unlike one of V.Count: the
    /// statements that it guards are not even read.</summary>
    internal static string IsOneVector(Tensor z) => $"typeof(V) == typeof(V{32 * OperationPrinter.WidestVector(z.Stride)})";

    /// <summary>What makes probabilities of logits that are one vector, without a way through memory.</summary>
    /// <param name="logits">The vector.</param>
    /// <param name="classes">How many there are of them.</param>
    /// <param name="row">Where the probabilities are stored, as an expression.</param>
    internal static IEnumerable<string> OneVector(string logits, int classes, string row) =>
        [$"V terms = Elementary.SoftmaxTerms({logits}, {classes});", $"(terms / V.Sum(terms)).StoreFirst({row}, {classes});"];

    private void PrintVector(SourceWriter writer)
    {
        if (_isNarrow || OperationPrinter.WidestVector(_z.Stride) < _z.Length)
        {
            return;
        }
        using (writer.Open($"if ({IsOneVector(_z)})"))
        {
            foreach (string line in OneVector("V.Load(z, 0)", _z.Length, "p"))
            {
                writer.Line(line);
            }
            writer.Line("continue;");
        }
        writer.Line();
    }

    /// <summary>Finds the largest element of a row.</summary>
    internal static void PrintMax(SourceWriter writer, Tensor z)
    {
        writer.Line($"V largest = {Elements(z, "V.Load(z, 0)", "0", "float.MinValue")};");
        writer.Line($"for (int c = V.Count; c < {z.Stride}; c += V.Count) largest = V.Max(largest, {Elements(z, "V.Load(z, c)", "c", "float.MinValue")});");
        writer.Line("float max = V.MaxElement(largest);");
    }

    /// <summary>Sums the exponentials of the shifted row, and stores them where they are needed again.</summary>
    /// <param name="writer">Receives the text.</param>
    /// <param name="z">The logits.</param>
    /// <param name="end">Where the row ends.</param>
    /// <param name="store">What stores a vector e of them; null where nothing does.</param>
    /// <param name="keepsLast">Whether the last e is needed after the loop.</param>
    internal static void PrintSum(SourceWriter writer, Tensor z, int end, string? store, bool keepsLast = false)
    {
        writer.Line(keepsLast ? "V sums = 0f, e = 0f;" : "V sums = 0f;");
        using (writer.Open($"for (int c = 0; c < {end}; c += V.Count)"))
        {
            writer.Line($"{(keepsLast ? "" : "V ")}e = {Elements(z, "Elementary.SoftmaxTerm(V.Load(z, c), max)", "c", "0f")};");
            if (store is not null)
            {
                writer.Line(store);
            }
            writer.Line("sums += e;");
        }
    }

    // A padded row ends within a vector; the lanes after it are masked.
    private static string Elements(Tensor z, string vector, string start, string rest) =>
        z.Stride == z.Length ? vector : $"V.First({vector}, {z.Length}{(start == "0" ? "" : $" - {start}")}, {rest})";
}
