using NnGen.Tests.Golden;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GoldenNumbers;

/// <summary>100 steps of Adam on a network 8 → 16 ReLU → 4 with softmax and cross-entropy.</summary>
internal static class MlpNumbers
{
    private const int Inputs = 8, Hidden = 16, Classes = 4, BatchSize = 16, Steps = 100;

    public static void Write(string path)
    {
        using var file = new GoldenWriter(path, "100 steps of Adam on an MLP.");
        var random = new GoldenRandom(seed: 3);
        Parameter w1 = Draw(Inputs, Hidden), b1 = Draw(Hidden), w2 = Draw(Hidden, Classes), b2 = Draw(Classes);
        optim.Optimizer adam = optim.Adam([w1, b1, w2, b2], lr: 0.001, beta1: 0.9, beta2: 0.999, eps: 1e-8);
        var losses = new List<float>();
        for (int step = 0; step < Steps; step++)
        {
            Tensor x = tensor(random.Next(BatchSize * Inputs)).reshape(BatchSize, Inputs);
            Tensor classes = tensor(Array.ConvertAll(random.NextClasses(BatchSize, Classes), static c => (long)c));
            Tensor logits = nn.functional.relu(x.matmul(w1) + b1).matmul(w2) + b2;
            Tensor loss = nn.functional.cross_entropy(logits, classes);
            adam.zero_grad();
            loss.backward();
            if (step == 0)
            {
                file.Write("first-gradient", cat([w1.grad!.flatten(), b1.grad!, w2.grad!.flatten(), b2.grad!]));
            }
            adam.step();
            losses.Add(loss.item<float>());
        }
        file.Write("losses", losses.ToArray());
        file.Write("dense1.weight", w1);
        file.Write("dense1.bias", b1);
        file.Write("dense2.weight", w2);
        file.Write("dense2.bias", b2);

        Parameter Draw(params long[] shape) =>
            nn.Parameter(tensor(random.Next((int)shape.Aggregate(static (a, b) => a * b), scale: 0.5f)).reshape(shape));
    }
}
