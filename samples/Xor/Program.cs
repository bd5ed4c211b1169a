using System.Globalization;
using NnGen;
using NnGen.Optimizers;
using Samples;

// The four rows of the truth table: two inputs a sample, and the target of each.
float[] inputs = [0, 0, 0, 1, 1, 0, 1, 1];
float[] targets = [0, 1, 1, 0];

var net = new Xor(seed: 1);
var adam = new Adam(learningRate: 0.05f);
var gradients = new float[Xor.ParameterCount];

// The entire training loop: a forward and a backward pass over all four rows, and a step of gradient descent.
for (int step = 0; step <= 500; step++)
{
    float loss = net.Backward(inputs, targets, gradients);
    adam.Step(net.Parameters, gradients);
    if (step % 100 == 0)
    {
        Print($"step {step,3}   loss {loss:F4}");
    }
}

Print($"\na b   a xor b   probability");
bool learned = true;
for (int row = 0; row < targets.Length; row++)
{
    // The probability must be close to the target, not merely on the right side of one half.
    float probability = net.Predict(inputs.AsSpan(2 * row, 2)).Probabilities[1];
    learned &= Math.Abs(probability - targets[row]) < 0.1f;
    Print($"{inputs[2 * row]} {inputs[2 * row + 1]}      {targets[row]}        {probability:F4}");
}

Print($"\n{(learned ? "learned" : "not learned: some probability is further than 0.1 from its target")}");
return learned ? 0 : 1;

// Writes numbers with a decimal point, regardless of the culture.
static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
