namespace NnGen;

/// <summary>Finds the cause of outputs that are not numbers, which have no class.</summary>
internal static class FiniteSamples
{
    /// <summary>Throws if an input is not finite.</summary>
    /// <param name="inputs">The samples, one after the other.</param>
    /// <param name="length">Number of inputs of a sample.</param>
    /// <param name="parameter">Name of the caller's parameter.</param>
    /// <exception cref="ArgumentException">An input is not finite; the message gives the sample and the input.</exception>
    public static void Check(ReadOnlySpan<float> inputs, int length, string parameter)
    {
        for (int i = 0; i < inputs.Length; i++)
        {
            if (!float.IsFinite(inputs[i]))
            {
                throw new ArgumentException($"Sample {i / length}, input {i % length}: {inputs[i]} is not a finite number; leave out such samples, or replace missing values with a number, "
                    + "such as the mean of the column in the training data.", parameter);
            }
        }
    }

    /// <summary>Throws if a target is not finite.</summary>
    /// <exception cref="ArgumentException">A target is not finite; the message gives the sample and the target.</exception>
    public static void CheckTargets(ReadOnlySpan<float> targets, int length, string parameter)
    {
        for (int i = 0; i < targets.Length; i++)
        {
            if (!float.IsFinite(targets[i]))
            {
                throw new ArgumentException($"Sample {i / length}, target {i % length}: {targets[i]} is not a finite number; leave out such samples.", parameter);
            }
        }
    }

    /// <summary>Returns the exception for outputs that are not numbers although all inputs are finite.</summary>
    public static InvalidOperationException NoOutputs(string network, string of) =>
        new($"{network} has no outputs for {of} that are numbers, although all inputs are finite: its parameters are not finite, or the inputs are too large. Train or load the network again, or normalize the inputs.");
}
