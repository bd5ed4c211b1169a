using NnGenerator.Activations;
using NnGenerator.Compilation;
using NnGenerator.Kernels;
using NnGenerator.Layers;
using NnGenerator.Losses;
using NnGenerator.Model;
using NnGenerator.Tests.Support;

namespace NnGenerator.Tests.Rules;

/// <summary>Where a training pass is divided, threads are at different kernels of it for different samples of one batch, in one scratch. Two
/// values may then have the same memory only if each sample has its own part of it: the same offset and the same stride.</summary>
public class RangePlanTests
{
    private static readonly Activation[] s_activations =
    [
        new ReluActivation(), new LeakyReluActivation(-0.3), new EluActivation(), new SeluActivation(), new GeluActivation(), new GeluTanhActivation(), new SiluActivation(), new MishActivation(),
        new SigmoidActivation(), new HardSigmoidActivation(), new HardSwishActivation(), new TanhActivation(), new SoftplusActivation(), new SoftsignActivation(),
    ];

    [Fact]
    public void Samples_share_no_memory_with_other_samples()
    {
        List<string> overlaps = [];
        int divided = 0, wrong = 0;
        Random random = new(1);
        for (int round = 0; round < 2_000; round++)
        {
            List<Layer> layers = [];
            int depth = random.Next(2, 6), input = random.Next(40, 400);
            for (int i = 0; i < depth; i++)
            {
                layers.Add(new DenseLayer(random.Next(10) == 0 ? random.Next(1, 9) : random.Next(9, 400), random.Next(4) > 0));
                for (int more = random.Next(4); more > 0; more--)
                {
                    layers.Add(random.Next(6) switch { 0 => new DropoutLayer(0.3), 1 => new SoftmaxLayer(random.Next(2) == 0), _ => new ActivationLayer(s_activations[random.Next(s_activations.Length)]) });
                }
            }
            Loss loss = random.Next(4) switch { 0 => new MeanSquaredErrorLoss(), 1 => new HuberLoss(1), 2 => new MeanAbsoluteErrorLoss(), _ => new CrossEntropyLoss(0) };
            if (loss is CrossEntropyLoss)
            {
                layers.Add(new DenseLayer(random.Next(2, 30)));
                layers.Add(new SoftmaxLayer(false));
            }
            NetworkProgram program;
            try
            {
                program = Lowering.Compile(new NetworkCase("Random", "", input, layers, loss).Graph, Pass.Backward);
            }
            catch (NullReferenceException)
            {
                continue;   // no network
            }
            if (!program.HasGradientPass)
            {
                continue;
            }
            divided++;
            Operand[] rows = [.. program.Scratch.Where(static operand => operand.Space == Space.Batch)];
            bool bad = false;
            for (int i = 0; i < rows.Length; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    int a = program.Plan.Offset(rows[i]), b = program.Plan.Offset(rows[j]);
                    if (a < b + rows[j].Stride && b < a + rows[i].Stride && (a != b || rows[i].Stride != rows[j].Stride))
                    {
                        bad = true;
                        overlaps.Add($"{string.Join(" ", layers.Select(static l => l.ToString()))} | {loss}: {rows[j]} at {b}, stride {rows[j].Stride}; {rows[i]} at {a}, stride {rows[i].Stride}");
                    }
                }
            }
            wrong += bad ? 1 : 0;
        }
        Assert.True(overlaps.Count == 0, $"{wrong} of {divided} networks:\n" + string.Join('\n', overlaps.OrderBy(static line => line.Length).Take(8)));
    }
}
