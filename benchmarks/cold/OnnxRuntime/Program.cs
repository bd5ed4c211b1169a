using System.Globalization;
using Microsoft.ML.OnnxRuntime;

// Loads a network, predicts one sample, and ends. One thread: a pool of threads would only take time to start.
using SessionOptions options = new() { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
using InferenceSession session = new(args[0], options);
float[] image = new float[784], probabilities = new float[10];
for (int i = 0; i < image.Length; i++)
{
    image[i] = i % 7 / 6f;
}
using OrtValue input = OrtValue.CreateTensorValueFromMemory(image, [1, 784]), output = OrtValue.CreateTensorValueFromMemory(probabilities, [1, 10]);
using RunOptions run = new();
session.Run(run, [session.InputNames[0]], [input], [session.OutputNames[0]], [output]);
foreach (float probability in probabilities)
{
    Console.WriteLine(probability.ToString("F5", CultureInfo.InvariantCulture));
}
