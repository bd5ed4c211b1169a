using System.Globalization;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

// Loads a network, predicts one sample, and ends. One thread: a pool of threads would only take time to start.
set_num_threads(1);
using Sequential net = nn.Sequential(nn.Linear(784, 128), nn.ReLU(inplace: true), nn.Linear(128, 10), nn.Softmax(1));
net.load(args[0]);
float[] image = new float[784];
for (int i = 0; i < image.Length; i++)
{
    image[i] = i % 7 / 6f;
}
using IDisposable inference = inference_mode();
using Tensor input = tensor(image, [1, 784]), output = net.forward(input);
foreach (float probability in output.data<float>())
{
    Console.WriteLine(probability.ToString("F5", CultureInfo.InvariantCulture));
}
