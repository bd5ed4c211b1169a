using NnGenerator.Emission;

namespace NnGenerator.Kernels;

/// <summary>class = argmax z: the first of equals, and NaN loses. With one logit: 1 where it is positive.</summary>
internal sealed class ArgMaxKernel(Operand z) : Kernel
{
    public override IEnumerable<Operand> Reads => [z];

    public override IEnumerable<Operand> Writes => [];

    public override bool ReturnsLoss => true;

    public override void Run(Interpreter memory)
    {
        memory.Classes = new int[memory.Samples];
        for (int i = 0; i < memory.Samples; i++)
        {
            int best = 0;
            for (int c = 1; c < z.Length; c++)
            {
                best = memory[z, i, c] > memory[z, i, best] || double.IsNaN(memory[z, i, best]) ? c : best;
            }
            memory.Classes[i] = z.Length > 1 ? best : memory[z, i, 0] > 0 ? 1 : 0;
        }
    }

    public override string Print(KernelPrinter printer)
    {
        Argument[] arguments = [new("ReadOnlySpan<float> logits", z.Name), new("Span<int> classes", "classes")];
        return printer.Call(Layer, "ArgMax", null, arguments, final =>
        {
            SourceWriter writer = new();
            writer.Line(z.Length == 1 ? $"// class = [{z.Math} > 0]" : $"// class = argmax {z.Math}: the first of equals, and NaN loses");
            writer.Line("[MethodImpl(Kernel)]");
            using (writer.Open($"private static void {final}(ReadOnlySpan<float> logits, Span<int> classes)"))
            using (writer.Open("for (int i = 0; i < classes.Length; i++)"))
            {
                if (z.Length == 1)
                {
                    writer.Line("classes[i] = logits[i] > 0 ? 1 : 0;");
                }
                else
                {
                    writer.Line($"ReadOnlySpan<float> z = logits.Slice(i * {z.Stride}, {z.Length});");
                    writer.Line("int best = 0;");
                    using (writer.Open($"for (int c = 1; c < {z.Length}; c++)"))
                    {
                        writer.Line("if (z[c] > z[best] || float.IsNaN(z[best])) best = c;");
                    }
                    writer.Line("classes[i] = best;");
                }
            }
            return writer.ToString();
        });
    }
}
