using NnGenerator.Emission;

namespace NnGenerator.Kernels;

/// <summary>p = softmax(z), or its logarithm, along each row; shifted by the greatest logit, so that no exponential overflows.</summary>
internal sealed class SoftmaxKernel : Kernel
{
    private readonly Operand _z, _p;
    private readonly bool _logarithm;

    public SoftmaxKernel(Operand z, Operand p, bool logarithm)
    {
        z.Pad();
        (_z, _p, _logarithm) = (z, p, logarithm);
    }

    public override IEnumerable<Operand> Reads => [_z];

    // Fills the end of each row of z, and keeps exponentials there.
    public override IEnumerable<Operand> Writes => [_p, _z];

    public override void Run(Interpreter memory)
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

    public override string Print(KernelPrinter printer)
    {
        Argument[] arguments = [KernelPrinter.Out(_z, "logits"), KernelPrinter.Out(_p, "outputs"), new("int n", "n")];
        string name = _logarithm ? "LogSoftmax" : "Softmax", vector = KernelPrinter.Vector(_z.Stride);
        return printer.Call(Layer, name, vector, [.. arguments], final =>
        {
            SourceWriter writer = new();
            writer.Line(_logarithm
                ? $"// {_p.Math} = {_z.Math} − max {_z.Math} − log Σ exp({_z.Math} − max {_z.Math})"
                : $"// {_p.Math} = exp({_z.Math} − max {_z.Math}) / Σ exp({_z.Math} − max {_z.Math})");
            writer.Line("[MethodImpl(Kernel)]");
            using (writer.Open($"private static void {final}<V>(Span<float> logits, Span<float> outputs, int n) where V : struct, ISimd<V>"))
            using (writer.Open("for (int i = 0; i < n; i++)"))
            {
                writer.Line($"Span<float> z = logits.Slice(i * {_z.Stride}, {_z.Stride}), p = outputs.Slice(i * {_p.Stride}, {_p.Length});");
                PrintMax(writer, _z);
                writer.Line();
                PrintSum(writer, _z, _logarithm ? null : "z");
                writer.Line();
                writer.Line(_logarithm ? "float shift = max + MathF.Log(V.Sum(sums));" : "float factor = 1 / V.Sum(sums);");
                using (writer.Open($"for (int c = 0; c < {_z.Stride}; c += V.Count)"))
                {
                    writer.Line($"({(_logarithm ? "V.Load(z.Slice(c)) - shift" : "V.Load(z.Slice(c)) * factor")}).Store(z.Slice(c));");
                }
                writer.Line($"z.Slice(0, {_z.Length}).CopyTo(p);");
            }
            return writer.ToString();
        });
    }

    /// <summary>Fills the end of the row with numbers that vanish behind the exponential, and finds the greatest element.</summary>
    internal static void PrintMax(SourceWriter writer, Operand z)
    {
        if (z.Stride > z.Length)
        {
            writer.Line($"z.Slice({z.Length}).Fill(float.MinValue);");
        }
        writer.Line("V greatest = V.Load(z);");
        using (writer.Open($"for (int c = V.Count; c < {z.Stride}; c += V.Count)"))
        {
            writer.Line("greatest = V.Max(greatest, V.Load(z.Slice(c)));");
        }
        writer.Line("float max = V.MaxElement(greatest);");
    }

    /// <summary>Sums the exponentials of the shifted row, and stores them where they are needed again.</summary>
    internal static void PrintSum(SourceWriter writer, Operand z, string? destination)
    {
        writer.Line("V sums = 0f;");
        using (writer.Open($"for (int c = 0; c < {z.Stride}; c += V.Count)"))
        {
            writer.Line("V zs = V.Load(z.Slice(c)), e = V.MultiplyAdd(zs, 0f, Elementary.SoftmaxTerm(zs - max));   // 0·z: an infinite logit gives NaN");
            if (destination is not null)
            {
                writer.Line($"e.Store({destination}.Slice(c));");
            }
            writer.Line("sums += e;");
        }
    }
}
