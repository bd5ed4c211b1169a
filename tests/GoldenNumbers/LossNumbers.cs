using NnGen.Tests.Golden;
using TorchSharp;
using static TorchSharp.torch;

namespace GoldenNumbers;

/// <summary>Every loss with its gradient by what enters it.</summary>
internal static class LossNumbers
{
    private const int Samples = 6, Outputs = 4;

    public static void Write(string path)
    {
        using var file = new GoldenWriter(path, "Losses and their gradients.");
        var random = new GoldenRandom(seed: 2);
        float[] outputs = random.Next(Samples * Outputs, scale: 4f);
        Tensor classes = tensor(Array.ConvertAll(random.NextClasses(Samples, Outputs), static c => (long)c));
        Tensor probabilities = tensor(Array.ConvertAll(random.Next(Samples * Outputs), static x => (x + 1) / 2)).reshape(Samples, Outputs);
        Tensor values = tensor(random.Next(Samples * Outputs, scale: 4f)).reshape(Samples, Outputs);

        Add("cross-entropy", x => nn.functional.cross_entropy(x, classes));
        Add("cross-entropy-smoothed", x => nn.functional.cross_entropy(x, classes, label_smoothing: 0.1));
        Tensor weights = tensor(new float[] { 0.5f, 2f, 1.25f, 3f });
        Add("cross-entropy-weighted", x => nn.functional.cross_entropy(x, classes, weight: weights));
        Add("cross-entropy-weighted-smoothed", x => nn.functional.cross_entropy(x, classes, weight: weights, label_smoothing: 0.1));
        Add("binary-cross-entropy", x => nn.functional.binary_cross_entropy_with_logits(x, probabilities));
        Add("mean-squared-error", x => nn.functional.mse_loss(x, values));
        Add("mean-absolute-error", x => nn.functional.l1_loss(x, values));
        Add("huber", x => nn.functional.huber_loss(x, values, delta: 1.0));
        Add("huber-half", x => nn.functional.huber_loss(x, values, delta: 0.5));

        void Add(string name, Func<Tensor, Tensor> loss)
        {
            Tensor x = tensor(outputs).reshape(Samples, Outputs).requires_grad_();
            Tensor value = loss(x);
            value.backward();
            file.Write($"{name}.loss", value);
            file.Write($"{name}.gradient", x.grad!);
        }
    }
}
