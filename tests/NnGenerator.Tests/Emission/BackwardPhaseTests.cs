using System.Globalization;
using System.Reflection;
using NnGen;
using NnGen.CompilerServices;
using NnGen.Training;
using NnGenerator.Tests.Support;

namespace NnGenerator.Tests.Emission;

/// <summary>Random networks whose training pass is divided: shards in any order, and at the same time, and the gradients in any ranges are
/// those of one call, to the bit.</summary>
public class BackwardPhaseTests
{
    private static readonly int s_seed = int.Parse(Environment.GetEnvironmentVariable("RANGE_SEED") ?? "1", CultureInfo.InvariantCulture);
    private static readonly int s_count = int.Parse(Environment.GetEnvironmentVariable("RANGE_COUNT") ?? "24", CultureInfo.InvariantCulture);
    private static readonly (string Name, string Text)[] s_sources = [.. Enumerable.Range(0, s_count).Select(static i => ($"Net{i}", Declare(i)))];

    private static readonly Lazy<LoadedProgram> s_program = new(static () => GeneratorRun.Of(
        "using NnGen; namespace Cases;\n" + string.Join("\n", s_sources.Select(static source => source.Text)), new CompilerSettings { RunsAnalyzers = false }).Emit());

    public static TheoryData<string, string> Names => [.. s_sources.Select(static source => (source.Name, source.Text))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Shards_and_ranges_give_the_gradients_of_one_call(string name, string text)
    {
        Type type = s_program.Value.Assembly.GetType("Cases." + name, throwOnError: true)!;
        bool classes = text.Contains("[CrossEntropy]", StringComparison.Ordinal);
        MethodInfo compare = typeof(BackwardPhaseTests).GetMethod(classes ? nameof(Classes) : nameof(Values), BindingFlags.NonPublic | BindingFlags.Static)!;
        compare.MakeGenericMethod(type).Invoke(null, BindingFlags.DoNotWrapExceptions, null, [text], CultureInfo.InvariantCulture);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Any_number_of_threads_gives_the_same_bits(string name, string text)
    {
        Type type = s_program.Value.Assembly.GetType("Cases." + name, throwOnError: true)!;
        bool classes = text.Contains("[CrossEntropy]", StringComparison.Ordinal);
        MethodInfo train = typeof(BackwardPhaseTests).GetMethod(classes ? nameof(TrainClasses) : nameof(TrainValues), BindingFlags.NonPublic | BindingFlags.Static)!;
        train.MakeGenericMethod(type).Invoke(null, BindingFlags.DoNotWrapExceptions, null, [text], CultureInfo.InvariantCulture);
    }

    private static string Declare(int index)
    {
        Random random = new(s_seed * 1_000 + index);
        string[] activations = ["Relu", "LeakyRelu(-0.3)", "LeakyRelu", "Elu", "Selu", "Gelu", "GeluTanh", "Silu", "Mish", "Sigmoid", "HardSigmoid", "HardSwish", "Tanh", "Softplus", "Softsign", "Dropout(0.3)", "Softmax", "LogSoftmax"];
        int depth = random.Next(1, 5), input = random.Next(120, 300);
        string text = $"[Network({input})] ";
        if (random.Next(5) == 0)
        {
            text += "[Dropout(0.2)] ";
        }
        text += $"[Dense({random.Next(420, 500)}{(random.Next(4) == 0 ? ", UseBias = false" : "")})";
        for (int i = 0; i < depth; i++)
        {
            for (int more = random.Next(3); more > 0; more--)
            {
                text += ", " + activations[random.Next(activations.Length)];
            }
            text += $"] [Dense({(random.Next(4) == 0 ? random.Next(2, 9) : random.Next(9, 300))}{(random.Next(4) == 0 ? ", UseBias = false" : "")})";
        }
        text += random.Next(7) switch
        {
            0 => "] [MeanSquaredError]",
            1 => ", Sigmoid] [BinaryCrossEntropy]",
            2 => "] [Huber(0.5)]",
            3 => ", Gelu] [MeanAbsoluteError]",
            4 => ", LogSoftmax] [MeanSquaredError]",
            _ => "] [Dense(13), Softmax] [CrossEntropy]",
        };
        return text + $" public sealed partial class Net{index};";
    }

    private static void Classes<T>(string text)
        where T : class, ITrainable<T, int>
    {
        Random random = new(5);
        Compare<T, int>(text, count => [.. Enumerable.Range(0, count).Select(_ => random.Next(T.Info.OutputLength))]);
    }

    private static void Values<T>(string text)
        where T : class, ITrainable<T, float>
    {
        Random random = new(5);
        Compare<T, float>(text, count => [.. Enumerable.Range(0, count * T.Info.OutputLength).Select(_ => random.NextSingle())]);
    }

    private static void TrainClasses<T>(string text)
        where T : class, ITrainable<T, int>
    {
        Random random = new(5);
        Train<T, int>(text, count => [.. Enumerable.Range(0, count).Select(_ => random.Next(T.Info.OutputLength))]);
    }

    private static void TrainValues<T>(string text)
        where T : class, ITrainable<T, float>
    {
        Random random = new(5);
        Train<T, float>(text, count => [.. Enumerable.Range(0, count * T.Info.OutputLength).Select(_ => random.NextSingle())]);
    }

    private static void Train<T, TTarget>(string text, Func<int, TTarget[]> draw)
        where T : class, ITrainable<T, TTarget>
        where TTarget : unmanaged
    {
        Random random = new(s_seed);
        var batches = ((int[])[33, 1, 16, 40, 600, 17, 512, 513, 100, 64, 64, 8]).Select(samples =>
            (Inputs: Enumerable.Range(0, samples * T.Info.InputLength).Select(_ => (random.NextSingle() * 2) - 1).ToArray(), Targets: draw(samples), Samples: samples)).ToArray();
        float[]? expected = null, losses = null;
        foreach (int threads in (int[])[1, 2, 3, 8])
        {
            T network = T.Create(1);
            using ParallelTrainer<T, TTarget> trainer = new(network, new NnGen.Optimizers.Sgd(1e-4f, momentum: 0.9f), 600, threads);
            float[] actual = [.. batches.Select((batch, i) => trainer.Step(batch.Inputs, batch.Targets, 7, i))];
            expected ??= network.Parameters.ToArray();
            losses ??= actual;
            Assert.Equal(losses, actual);
            Assert.True(network.Parameters.SequenceEqual(expected), $"{text}: {threads} threads");
        }
    }

    private static void Compare<T, TTarget>(string text, Func<int, TTarget[]> draw)
        where T : class, ITrainable<T, TTarget>
        where TTarget : unmanaged
    {
        T network = T.Create(1);
        var phases = Assert.IsAssignableFrom<IBackwardPhases<TTarget>>(network);
        Random random = new(s_seed);
        int parameters = network.Parameters.Length, length = T.Info.InputLength;
        List<string> failures = [];
        foreach (int samples in (int[])[1, 7, 48, 72, 100, 199, 512])
        {
            TTarget[] targets = draw(samples);
            int targetLength = targets.Length / samples;
            float[] inputs = [.. Enumerable.Range(0, samples * length).Select(_ => (random.NextSingle() * 2) - 1)];
            float[] weights = random.Next(2) == 0 ? [] : [.. Enumerable.Range(0, samples).Select(_ => random.NextSingle())];
            float[] expected = new float[parameters];
            TrainingStep step = new(3, 4, 0, 1f / samples);
            float loss = network.Backward(inputs, targets, weights, expected, T.CreateWorkspace(samples), step);

            // Shards end on whole tiles, so that a sample is in a tile, or is not, as in the batch.
            int[] ends = [.. Enumerable.Range(0, 8).Select(_ => random.Next(samples / 24 + 1) * 24).Where(end => end + 6 <= samples).Append(0).Append(samples).Distinct().Order()];
            for (int mode = 0; mode < 4; mode++)
            {
                Workspace batch = T.CreateWorkspace(samples);
                WorkspaceLease.Share(batch, batch.Length, samples).Fill(float.NaN);
                float[] losses = new float[ends.Length - 1];
                void Shard(int shard, Workspace own)
                {
                    int first = ends[shard], n = ends[shard + 1] - first;
                    losses[shard] = phases.RunSamples(0, inputs.AsSpan(first * length, n * length), targets.AsSpan(first * targetLength, n * targetLength),
                        weights.Length == 0 ? default : weights.AsSpan(first, n), new BatchShard(shard, ends.Length - 1, first, samples), batch, own, step with { FirstSample = first });
                }

                int[] order = [.. Enumerable.Range(0, ends.Length - 1)];
                if (mode == 1)
                {
                    Array.Reverse(order);
                }
                else if (mode >= 2)
                {
                    random.Shuffle(order);
                }
                if (mode < 3)
                {
                    Workspace own = T.CreateWorkspace(1);
                    WorkspaceLease.Share(own, own.Length, 1).Fill(float.NaN);
                    Array.ForEach(order, shard => Shard(shard, own));
                }
                else
                {
                    Thread[] threads = [.. order.Select(shard => new Thread(() => Shard(shard, T.CreateWorkspace(1))))];
                    Array.ForEach(threads, static thread => thread.Start());
                    Array.ForEach(threads, static thread => thread.Join());
                }
                float[] actual = new float[parameters];
                actual.AsSpan().Fill(float.NaN);
                int[] bounds = [.. Enumerable.Range(0, mode * 3).Select(_ => random.Next(parameters + 1)).Append(0).Append(parameters).Distinct().Order()];
                for (int part = bounds.Length - 2; part >= 0; part--)
                {
                    phases.RunParameters(1, inputs, actual, bounds[part], bounds[part + 1], ends.Length - 1, batch);
                }
                int different = 0;
                for (int i = 0; i < parameters; i++)
                {
                    different += BitConverter.SingleToInt32Bits(actual[i]) == BitConverter.SingleToInt32Bits(expected[i]) ? 0 : 1;
                }
                if (different > 0 || Math.Abs(losses.Sum() - loss) > 1e-4f * Math.Max(1, Math.Abs(loss)))
                {
                    failures.Add($"{samples} samples, shards at {string.Join(' ', ends)}, {(mode switch { 0 => "in order", 1 => "backwards", 2 => "shuffled", _ => "at once" })}: {different} of {parameters} differ, loss {losses.Sum()} for {loss}");
                }
            }
        }
        Assert.True(failures.Count == 0, text + "\n" + string.Join('\n', failures));
    }
}
