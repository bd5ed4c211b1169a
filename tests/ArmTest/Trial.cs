using NnGen;
using NnGen.Data;
using NnGen.Optimizers;
using NnGen.Training;

namespace ArmTest;

/// <summary>A network and the numbers that are compared.</summary>
/// <param name="Name">The network.</param>
/// <param name="Run">Computes the numbers.</param>
internal sealed record Trial(string Name, Func<IEnumerable<(string Name, float[] Values)>> Run)
{
    // Odd, so that vectors, tiles and groups of samples have a rest; and more than the 64 samples that a forward pass takes at a time.
    private const int TrainingSamples = 37, ForwardSamples = 71, Steps = 20;

    /// <summary>A network that learns classes.</summary>
    public static Trial Classes<T>(Func<Optimizer>? fit = null)
        where T : class, ITrainable<T, int> => new(T.Info.Name, () => Train<T, int>(static random => random.NextInt(T.Info.OutputLength), fit));

    /// <summary>A network that learns values; they are between 0 and 1, which every loss allows.</summary>
    public static Trial Values<T>(Func<Optimizer>? fit = null)
        where T : class, ITrainable<T, float> => new(T.Info.Name, () => Train<T, float>(static random => random.NextFloat(), fit));

    /// <summary>A network without parameters, at values from the smallest to the largest and at those that are not numbers.</summary>
    public static Trial Function<T, TTarget>()
        where T : class, ITrainable<T, TTarget>
        where TTarget : unmanaged => new(T.Info.Name, static () =>
        {
            T network = T.Create(1);
            float[] inputs = [.. ExtremeInputs.Rows(T.Info.InputLength).SelectMany(static row => row)], outputs = new float[inputs.Length / T.Info.InputLength * T.Info.OutputLength];
            network.Forward(inputs, outputs);
            float[] gradients = new float[inputs.Length];
            network.BackwardFromOutput(inputs, Positive(outputs.Length), default, gradients);
            return [("outputs", outputs), ("derivatives", gradients)];
        });

    private static IEnumerable<(string, float[])> Train<T, TTarget>(Func<Xoshiro256, TTarget> target, Func<Optimizer>? fit)
        where T : class, ITrainable<T, TTarget>
        where TTarget : unmanaged
    {
        T network = T.Create(7);
        float[] inputs = Random(TrainingSamples * T.Info.InputLength, 1);
        Xoshiro256 random = new(2);
        TTarget[] targets = [.. Enumerable.Range(0, TrainingSamples * T.TargetLength).Select(_ => target(random))];
        float[] weights = Positive(TrainingSamples);
        float[] initial = network.Parameters.ToArray(), gradients = new float[T.Info.ParameterCount];
        yield return ("initial parameters", initial);
        foreach ((string, float[]) numbers in Evaluate<T, TTarget>(network, inputs, targets))
        {
            yield return numbers;
        }

        Workspace workspace = T.CreateWorkspace(TrainingSamples);
        network.Backward(inputs, targets, weights, gradients, workspace, new TrainingStep(5, 0, 0, 1f / TrainingSamples));
        yield return ("first gradients", Normalized(gradients));

        Sgd sgd = new(learningRate: 0.02, momentum: 0.9);
        float[] losses = new float[Steps];
        for (int step = 0; step < Steps; step++)
        {
            losses[step] = network.Backward(inputs, targets, step % 2 == 0 ? [] : weights, gradients, workspace, new TrainingStep(5, step, 0, 1f / TrainingSamples));
            sgd.Step(network.Parameters, gradients);
        }
        yield return ("losses", losses);
        yield return ("trained parameters", network.Parameters.ToArray());
        if (initial.Length > 0 && network.Parameters.SequenceEqual(initial))
        {
            throw new InvalidOperationException($"{T.Info.Name} learned nothing.");
        }
        foreach ((string name, float[] values) in Evaluate<T, TTarget>(network, inputs, targets))
        {
            yield return ($"trained {name}", values);
        }
        if (fit is not null)
        {
            yield return ("parameters after Fit", Fit<T, TTarget>(new Dataset<TTarget>(inputs, targets, T.Info.InputLength, T.TargetLength), fit));
        }
    }

    private static IEnumerable<(string, float[])> Evaluate<T, TTarget>(T network, float[] inputs, TTarget[] targets)
        where T : class, ITrainable<T, TTarget>
        where TTarget : unmanaged
    {
        float[] many = Random(ForwardSamples * T.Info.InputLength, 6);
        foreach (int samples in new[] { 1, 3, ForwardSamples })
        {
            yield return ($"outputs of {samples}", Forward(network, many.AsSpan(0, samples * T.Info.InputLength)));
        }
        yield return ("loss", [network.Loss(inputs, targets)]);
        float[] gradients = new float[T.Info.ParameterCount], inputGradients = new float[inputs.Length];
        network.BackwardFromOutput(inputs, Positive(TrainingSamples * T.Info.OutputLength), gradients, inputGradients);
        yield return ("gradients of the outputs", Normalized(gradients));
        yield return ("gradients of the inputs", Normalized(inputGradients));
        if (network is IClassifier classifier)
        {
            int[] classes = new int[ForwardSamples];
            classifier.Classify(many, classes);
            yield return ("classes", [.. classes.Select(static one => (float)one)]);
        }

        // One NaN in each sample: which outputs it reaches.
        for (int i = 0; i < ForwardSamples; i++)
        {
            many[(i * T.Info.InputLength) + (i % T.Info.InputLength)] = float.NaN;
        }
        yield return ("outputs of NaN", Forward(network, many));
    }

    private static float[] Forward<T>(T network, ReadOnlySpan<float> inputs)
        where T : class, INetwork<T>
    {
        float[] outputs = new float[inputs.Length / T.Info.InputLength * T.Info.OutputLength];
        network.Forward(inputs, outputs);
        return outputs;
    }

    // Threads and files: the bits of two threads are those of one, and those that were saved are loaded.
    private static float[] Fit<T, TTarget>(Dataset<TTarget> data, Func<Optimizer> optimizer)
        where T : class, ITrainable<T, TTarget>
        where TTarget : unmanaged
    {
        T one = T.Create(7), two = T.Create(7), loaded = T.Create(8);
        one.Fit(data, new FitOptions { Epochs = 3, BatchSize = 16, Threads = 1, Optimizer = optimizer() });
        two.Fit(data, new FitOptions { Epochs = 3, BatchSize = 16, Threads = 2, Optimizer = optimizer() });
        string path = Path.GetTempFileName();
        try
        {
            two.Save(path);
            loaded.Load(path);
        }
        finally
        {
            File.Delete(path);
        }
        return one.Parameters.SequenceEqual(loaded.Parameters) ? loaded.Parameters.ToArray()
            : throw new InvalidOperationException($"{T.Info.Name}: two threads and a file gave other bits than one thread.");
    }

    // In units of the largest, so that the tolerance, which is absolute below 1, does not hide an error in small gradients.
    private static float[] Normalized(float[] gradients)
    {
        float largest = gradients.Select(Math.Abs).DefaultIfEmpty(0).Max();
        return largest == 0 ? [.. gradients] : [.. gradients.Select(gradient => gradient / largest)];
    }

    // Sums of these do not cancel, so that rounding remains small beside them.
    private static float[] Positive(int count) => [.. Random(count, 3).Select(static x => x + 1.5f)];

    private static float[] Random(int count, int seed)
    {
        Xoshiro256 random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextFloat()) - 1)];
    }
}
