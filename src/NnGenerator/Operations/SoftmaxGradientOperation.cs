using NnGenerator.Ir;
using NnGenerator.Printing;
using NnGenerator.Text;

namespace NnGenerator.Operations;

/// <summary>dz = p ⊙ (dp − Σ dp·p) after a softmax, or dz = dq − exp(q)·Σ dq after its logarithm q.</summary>
internal sealed class SoftmaxGradientOperation(int layer, Tensor p, Tensor dp, Tensor dz, bool logarithm) : Operation(layer)
{
    public override IReadOnlyList<Tensor> Reads { get; } = [p, dp];

    public override IReadOnlyList<Tensor> Writes { get; } = [dz];

    // Rows as the loss has them, so that both passes share the products that follow.
    public override IEnumerable<Tensor> NeedsPadding => dz.IsScratch ? [dz] : [];

    // The sum is taken before the row is written.
    public override bool MayOverwrite(Tensor input) => true;

    public override void Run(Memory memory)
    {
        for (int i = 0; i < memory.Samples; i++)
        {
            double sum = 0;
            for (int c = 0; c < p.Length; c++)
            {
                sum += memory[dp, i, c] * (logarithm ? 1 : memory[p, i, c]);
            }
            for (int c = 0; c < p.Length; c++)
            {
                double output = memory[p, i, c], gradient = memory[dp, i, c];
                memory[dz, i, c] = logarithm ? gradient - (Math.Exp(output) * sum) : output * (gradient - sum);
            }
        }
    }

    public override string Print(OperationPrinter printer)
    {
        Argument[] arguments = [new("ReadOnlySpan<float> outputs", p.Name), new("ReadOnlySpan<float> outputGradients", dp.Name), new("Span<float> gradients", dz.Name), new("int n", "n")];
        return printer.Call(Layer, logarithm ? "LogSoftmaxInputs" : "SoftmaxInputs", null, arguments, final =>
        {
            SourceWriter writer = new();
            writer.Line(logarithm ? $"// {dz.Math} = {dp.Math} − exp({p.Math})·Σ {dp.Math}" : $"// {dz.Math} = {p.Math} ⊙ ({dp.Math} − Σ {dp.Math}·{p.Math})");
            writer.Line("[MethodImpl(Kernel)]");
            using (writer.Open($"private static void {final}(ReadOnlySpan<float> outputs, ReadOnlySpan<float> outputGradients, Span<float> gradients, int n)"))
            using (writer.Open("for (int i = 0; i < n; i++)"))
            {
                writer.Line($"ReadOnlySpan<float> p = outputs.Slice(i * {p.Stride}, {p.Length}), dp = outputGradients.Slice(i * {dp.Stride}, {dp.Length});");
                writer.Line($"Span<float> dz = gradients.Slice(i * {dz.Stride}, {dz.Length});");
                writer.Line("float sum = 0;");
                writer.Line($"for (int c = 0; c < p.Length; c++) sum += {(logarithm ? "dp[c]" : "dp[c] * p[c]")};");
                writer.Line($"for (int c = 0; c < p.Length; c++) dz[c] = {(logarithm ? "dp[c] - MathF.Exp(p[c]) * sum" : "p[c] * (dp[c] - sum)")};");
            }
            return writer.ToString();
        });
    }
}
