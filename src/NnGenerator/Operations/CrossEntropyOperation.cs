using NnGenerator.Ir;
using NnGenerator.Printing;
using NnGenerator.Text;

namespace NnGenerator.Operations;

/// <summary>L = log Σ exp z − z[target], and dz = softmax(z) − onehot(target): softmax and cross-entropy in one, from the logits.</summary>
/// <param name="layer">The number of the layer that it belongs to.</param>
/// <param name="z">The logits.</param>
/// <param name="dz">Receives ∂L/∂z; null when only the loss is wanted.</param>
/// <param name="smoothing">The part of the target that is spread over all classes.</param>
internal sealed class CrossEntropyOperation(int layer, Tensor z, Tensor? dz, double smoothing) : Operation(layer)
{
    private readonly Tensor _z = z;
    private readonly Tensor? _dz = dz;
    private readonly double _smoothing = smoothing;

    public override IReadOnlyList<Tensor> Reads { get; } = [z];

    public override IReadOnlyList<Tensor> Writes { get; } = dz is null ? [] : [dz];

    public override IEnumerable<Tensor> NeedsPadding => Reads.Concat(Writes);

    public override bool ReturnsLoss => true;

    public override int? Terms => _z.Stride <= 16 ? SoftmaxOperation.SoftmaxTerms : null;

    public override bool MayOverwrite(Tensor input) => true;

    public override void Run(Memory memory)
    {
        int classes = _z.Length;
        for (int i = 0; i < memory.Samples; i++)
        {
            double[] logits = [.. Enumerable.Range(0, classes).Select(c => memory[_z, i, c])];
            double max = logits.Max(), sum = logits.Sum(logit => Math.Exp(logit - max));
            int target = memory.Classes[i];

            // The parts of the target, each with the weight of its class, or all with that of the sample.
            double[] parts = [.. Enumerable.Range(0, classes).Select(c => ((c == target ? 1 - _smoothing : 0) + (_smoothing / classes)) * memory.Weight(i, c, classes))];
            memory.Loss += (parts.Sum() * Math.Log(sum)) + logits.Zip(parts, (logit, part) => part * (max - logit)).Sum();
            for (int c = 0; c < classes && _dz is not null; c++)
            {
                memory[_dz, i, c] = (parts.Sum() * Math.Exp(logits[c] - max) / sum) - parts[c];
            }
        }
    }

    public override string Print(OperationPrinter printer)
    {
        bool smooth = _smoothing > 0;
        int stride = _dz?.Stride ?? _z.Stride;
        Argument[] arguments =
        [
            new("ReadOnlySpan<float> logits", _z.Name), new("ReadOnlySpan<int> targets", "targets"), new("ReadOnlySpan<float> weights", "weights"),
            new("float scale", "scale"), new("Span<float> logitGradients", _dz?.Name ?? "default"), new("int n", "n"),
        ];
        string call = printer.Call(Layer, "CrossEntropy", OperationPrinter.Vector(_z.Stride), arguments, final =>
        {
            SourceWriter writer = new();
            string hot = smooth ? "t" : "onehot(target)";
            writer.Line($"// L = Σ wᵢ·(log Σ exp({_z.Math}) − {(smooth ? $"t·{_z.Math}" : $"{_z.Math}[target]")}),   d{_z.Math} = w·(softmax({_z.Math}) − {hot}), if requested");
            if (smooth)
            {
                writer.Line($"// t = {CSharpLiteral.Number(1 - _smoothing)}·onehot(target) + {CSharpLiteral.Number(_smoothing)}/{_z.Length}");
            }
            writer.Line($"[MethodImpl({printer.BackwardOptions})]");
            using (writer.Open($"private static double {final}<V>({string.Join(", ", arguments.Select(static a => a.Declaration))}) where V : struct, ISimd<V>"))
            {
                writer.Line("double loss = 0;");
                using (writer.Open("for (int i = 0; i < n; i++)"))
                {
                    PrintRow(writer, stride, smooth);
                }
                writer.Line("return loss;");
            }
            return writer.ToString();
        });
        return $"loss += {call}";
    }

    private void PrintRow(SourceWriter writer, int stride, bool smooth)
    {
        int classes = _z.Length;
        writer.Line($"ReadOnlySpan<float> z = logits.Slice(i * {_z.Stride}, {_z.Stride});");
        writer.Line($"Span<float> dz = logitGradients.IsEmpty ? default : logitGradients.Slice(i * {stride}, {stride});");
        writer.Line("int target = targets[i];");
        if (smooth)
        {
            using (writer.Open("if (weights.Length > n)"))
            {
                writer.Line($"loss += ClassWeightedCrossEntropy.Row(z, target, weights.Slice(i * {classes}, {classes}), {CSharpLiteral.Double(_smoothing)}, scale, dz);   // one for each class");
                writer.Line("continue;");
            }
        }
        writer.Line("float weight = weights.IsEmpty ? scale : scale * weights[i];");
        writer.Line();
        SoftmaxOperation.PrintMax(writer, _z);
        if (smooth)
        {
            writer.Line($"double below = {CSharpLiteral.Double(1 - _smoothing)} * ((double)max - z[target]);");
            using (writer.Open($"for (int c = 0; c < {classes}; c++)"))
            {
                writer.Line($"below += {CSharpLiteral.Double(_smoothing / classes)} * ((double)max - z[c]);");
            }
        }
        else
        {
            writer.Line("double below = (double)max - z[target];   // log Σ is added last, since max and z may both be huge");
        }
        writer.Line();
        SoftmaxOperation.PrintSum(writer, _z, _z.Stride, "if (!dz.IsEmpty) e.Store(dz.Slice(c, V.Count));");
        writer.Line();
        writer.Line("float sum = V.Sum(sums);");
        writer.Line("loss += weight * (below + Math.Log(sum));");
        writer.Line("if (dz.IsEmpty) continue;");
        using (writer.Open($"for (int c = 0; c < {stride}; c += V.Count)"))
        {
            writer.Line($"(V.Load(dz, c) * (weight / sum){(smooth ? $" - weight * {CSharpLiteral.Float(_smoothing / classes)}" : "")}).Store(dz.Slice(c, V.Count));");
        }
        writer.Line($"dz[target] -= {(smooth ? $"weight * {CSharpLiteral.Float(1 - _smoothing)}" : "weight")};");
    }
}
