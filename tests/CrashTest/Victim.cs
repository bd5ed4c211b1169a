using NnGen;
using NnGen.Data;
using NnGen.Optimizers;
using NnGen.Schedules;
using NnGen.Training;

namespace CrashTest;

[Network(64)]
[Dense(96), Relu]
[Dropout(0.2)]
[Dense(5), Softmax]
internal sealed partial class VictimNet;

/// <summary>A training that writes a checkpoint after every step, goes on from the last, and saves the network when it is done.</summary>
internal static class Victim
{
    /// <summary>Trains, and says so when the first step is taken.</summary>
    /// <param name="folder">Where the checkpoint and the network go.</param>
    /// <param name="pause">Milliseconds between two steps, so that there is time to be killed.</param>
    public static void Train(string folder, int pause)
    {
        Dataset<int> train = Data(320, 1), validation = Data(80, 2);
        VictimNet network = new(1);
        bool said = false;
        network.Fit(train, new FitOptions
        {
            Epochs = 12,
            BatchSize = 32,
            Seed = 4,
            Threads = 2,
            Optimizer = new Adam(),
            Schedule = new LinearWarmup(8, new CosineAnnealing()),
            GradientClipNorm = 1,
            EarlyStopping = new EarlyStopping { Patience = 12 },
            Checkpoint = new Checkpoint(Path.Combine(folder, "run.ckpt")) { Resume = true, EverySteps = 1 },
            OnStep = _ =>
            {
                if (!said)
                {
                    said = true;
                    Console.Out.WriteLine("training");
                    Console.Out.Flush();
                }
                Thread.Sleep(pause);
            },
        }, validation);
        network.Save(Path.Combine(folder, "run.safetensors"));
    }

    private static Dataset<int> Data(int count, int seed)
    {
        Random random = new(seed);
        int[] targets = [.. Enumerable.Range(0, count).Select(_ => random.Next(5))];
        float[] inputs = [.. Enumerable.Range(0, count * 64).Select(i => random.NextSingle() + (i % 5 == targets[i / 64] ? 0.2f : 0))];
        return new Dataset<int>(inputs, targets, inputLength: 64);
    }
}
