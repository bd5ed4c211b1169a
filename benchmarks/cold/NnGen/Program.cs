using System.Globalization;
using NnGen;

// Loads a network, predicts one sample, and ends.
var net = new DigitNet();
net.Load(args[0]);
float[] image = new float[DigitNet.InputLength], probabilities = new float[DigitNet.OutputLength];
for (int i = 0; i < image.Length; i++)
{
    image[i] = i % 7 / 6f;
}
net.Forward(image, probabilities);
foreach (float probability in probabilities)
{
    Console.WriteLine(probability.ToString("F5", CultureInfo.InvariantCulture));
}

[Network(784)]
[Dense(128), Relu]
[Dense(10), Softmax]
internal sealed partial class DigitNet;
