using NnGen.Tests.Golden;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GoldenNumbers;

/// <summary>Layers on images: outputs, and the gradients of Σ outputs·v by parameters and inputs.</summary>
/// <remarks>In double precision: in single precision libtorch hands convolutions to oneDNN, whose gradient of the input was seen to be wrong for
/// small images on a processor with AVX-512 (zeros where every tap but the first of a row should add something).</remarks>
internal static class ImageNumbers
{
    private const int Samples = 5;

    public static void Write(string path)
    {
        using var file = new GoldenWriter(path, "Layers on images and their gradients.");
        Add("convolution", [2, 6, 7], [[3, 2, 3, 3], [3]], static (x, p) => nn.functional.conv2d(x, p[0], p[1]));
        Add("convolution-padded", [2, 6, 7], [[3, 2, 5, 5]], static (x, p) => nn.functional.conv2d(x, p[0], padding: [2, 2]));
        Add("convolution-strided", [2, 9, 8], [[3, 2, 3, 3], [3]], static (x, p) => nn.functional.conv2d(x, p[0], p[1], strides: [2, 2], padding: [1, 1]));
        Add("convolution-oblong", [1, 8, 11], [[4, 1, 2, 3], [4]], static (x, p) => nn.functional.conv2d(x, p[0], p[1], strides: [3, 3]));
        Add("max-pool", [2, 6, 7], [], static (x, _) => nn.functional.max_pool2d(x, 2));
        Add("max-pool-overlapping", [2, 6, 7], [], static (x, _) => nn.functional.max_pool2d(x, 3, stride: 2, padding: 1));
        Add("average-pool", [2, 6, 7], [], static (x, _) => nn.functional.avg_pool2d(x, 2));
        Add("average-pool-overlapping", [2, 6, 7], [], static (x, _) => nn.functional.avg_pool2d(x, 3, stride: 2, padding: 1));
        Add("global-average-pool", [3, 4, 5], [], static (x, _) => x.mean([2, 3]));
        Add("network", [1, 12, 11], [[4, 1, 3, 3], [4], [6, 4, 3, 2], [6], [54, 5], [5]], static (x, p) =>
        {
            Tensor first = nn.functional.max_pool2d(nn.functional.relu(nn.functional.conv2d(x, p[0], p[1], padding: [1, 1])), 2);
            Tensor second = nn.functional.avg_pool2d(nn.functional.tanh(nn.functional.conv2d(first, p[2], p[3])), 2, stride: 1);
            return second.flatten(1).matmul(p[4]) + p[5];
        });

        void Add(string name, long[] shape, long[][] blocks, Func<Tensor, Tensor[], Tensor> compute)
        {
            var random = new GoldenRandom(seed: 4);
            Tensor[] parameters = Array.ConvertAll(blocks, block => Draw(block, scale: 0.5f).requires_grad_());
            Tensor x = Draw([Samples, .. shape], scale: 1f).requires_grad_();
            Tensor y = compute(x, parameters);
            (y * Draw(y.shape, scale: 1f)).sum().backward();
            file.Write($"{name}.outputs", y.to(float32));
            if (parameters.Length > 0)
            {
                file.Write($"{name}.gradients", cat([.. parameters.Select(static parameter => parameter.grad!.flatten())]).to(float32));
            }
            file.Write($"{name}.input-gradients", x.grad!.to(float32));

            Tensor Draw(long[] size, float scale) =>
                tensor(random.Next((int)size.Aggregate(static (a, b) => a * b), scale)).to(float64).reshape(size);
        }
    }
}
