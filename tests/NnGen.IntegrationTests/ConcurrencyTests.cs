using NnGen;
using NnGen.Data;
using NnGen.Optimizers;
using NnGen.Training;

namespace NnGen.IntegrationTests;

/// <summary>Two callers of one trainer, evaluator or network: the second is refused, nothing hangs, and the first is not disturbed.</summary>
[Collection(nameof(Alone))]
public sealed class ConcurrencyTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private static readonly Dataset<int> s_data = ThreadData.Classes(300, 1);

    private readonly string _folder = Directory.CreateTempSubdirectory("nngen-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_trainer_refuses_a_second_caller_and_works_on()
    {
        ShardedClassifier network = new(1);
        using ParallelTrainer<ShardedClassifier, int> trainer = new(network, new Adam(), s_data.Count, threads: 2);
        Storm(() => trainer.Step(s_data.Inputs, s_data.Targets, 1, 1));
        trainer.Step(s_data.Inputs, s_data.Targets, 1, 2);
    }

    [Fact]
    public void Two_trainers_of_one_network_do_not_step_at_once()
    {
        ShardedClassifier network = new(1);
        using ParallelTrainer<ShardedClassifier, int> trainer = new(network, new Adam(), s_data.Count, threads: 2), other = new(network, new Adam(), s_data.Count, threads: 2);
        int which = 0;
        Storm(() => (Interlocked.Increment(ref which) % 2 == 0 ? trainer : other).Step(s_data.Inputs, s_data.Targets, 1, 1));
    }

    [Fact]
    public void An_evaluator_refuses_a_second_caller_and_works_on()
    {
        ShardedClassifier network = new(1);
        using ParallelEvaluator<ShardedClassifier> evaluator = new(network, threads: 2);
        float[] expected = new float[s_data.Count * 7];
        network.Forward(s_data.Inputs, expected);
        Storm(() =>
        {
            float[] outputs = new float[expected.Length];
            evaluator.Forward(s_data.Inputs, outputs);
            Assert.Equal(expected, outputs);
        });
        Storm(() => evaluator.Classify(s_data.Inputs, new int[s_data.Count]));
    }

    [Fact]
    public void What_calls_back_during_a_step_is_refused()
    {
        Classifier network = new(1);
        Dataset<int> data = FitTests.Clusters(40);
        List<Exception> refused = [];
        ParallelTrainer<Classifier, int>? trainer = null;
        Callback rule = new(() =>
        {
            refused.Add(Assert.Throws<InvalidOperationException>(() => trainer!.Step(data.Inputs, data.Targets, 1, 1)));
            refused.Add(Assert.Throws<InvalidOperationException>(() => trainer!.Dispose()));
            refused.Add(Assert.Throws<InvalidOperationException>(() => network.Fit(data)));
        });
        using (trainer = new(network, rule, 40, threads: 2))
        {
            trainer.Step(data.Inputs, data.Targets, 1, 1);
            trainer.Step(data.Inputs, data.Targets, 1, 2);
        }
        Assert.Equal(6, refused.Count);
        Assert.Contains("training this Classifier", refused[0].Message, StringComparison.Ordinal);
        Assert.Contains("step is running", refused[1].Message, StringComparison.Ordinal);
        Assert.Throws<ObjectDisposedException>(() => trainer.Step(data.Inputs, data.Targets, 1, 3));
    }

    [Fact]
    public void A_second_Fit_of_a_network_is_refused_and_a_later_one_is_not()
    {
        Classifier network = new(1);
        Dataset<int> data = FitTests.Clusters(40);
        int refused = 0;
        FitOptions options = new()
        {
            Epochs = 2,
            OnStep = _ =>
            {
                Assert.Throws<InvalidOperationException>(() => network.Fit(data));
                Assert.Throws<InvalidOperationException>(() => network.Fit(data.Prefetch()));
                new Classifier(2).Fit(data, new FitOptions { Epochs = 1 });
                refused++;
            },
        };
        network.Fit(data, options);
        Assert.Equal(4, refused);

        // However one ended, the next may begin.
        Assert.Throws<TimeoutException>(() => network.Fit(data, new FitOptions { OnStep = static _ => throw new TimeoutException() }));
        Assert.Throws<ArgumentException>(() => network.Fit(data, new FitOptions { ClassWeights = [1] }));
        Assert.Throws<InvalidDataException>(() => network.Fit(data, new FitOptions { Checkpoint = Damaged() }));
        network.Fit(data, new FitOptions { Epochs = 1 });
    }

    [Fact]
    public void A_checkpoint_is_written_by_one_training_at_a_time()
    {
        Dataset<int> data = FitTests.Clusters(40);
        FitOptions options = new() { Epochs = 1, Checkpoint = new Checkpoint(Path.Combine(_folder, "run.ckpt")) };
        int refused = 0;
        new Classifier(1).Fit(data, options with
        {
            OnStep = _ =>
            {
                InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => new Classifier(2).Fit(data, options));
                Assert.Contains("run.ckpt", error.Message, StringComparison.Ordinal);
                refused++;
            },
        });
        Assert.Equal(2, refused);
        new Classifier(2).Fit(data, options);
    }

    [Fact]
    public void Trainers_and_evaluators_that_nobody_disposed_leave_no_threads()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Threads are counted by their names in /proc.");
        MakeAndForget();
        Assert.True(SpinWait.SpinUntil(static () =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Thread.Sleep(20);
            return Workers() == 0;
        }, s_patience), $"{Workers()} threads are left.");

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static void MakeAndForget()
        {
            List<object> made = [];
            for (int i = 0; i < 10; i++)
            {
                ShardedClassifier network = new(1);
                ParallelTrainer<ShardedClassifier, int> trainer = new(network, new Adam(), s_data.Count, threads: 3);
                trainer.Step(s_data.Inputs, s_data.Targets, 1, 1);
                ParallelEvaluator<ShardedClassifier> evaluator = new(network, threads: 3);
                evaluator.Forward(s_data.Inputs, new float[s_data.Count * 7]);
                made.AddRange([trainer, evaluator]);
            }
            Assert.InRange(Workers(), 20, 40);
            GC.KeepAlive(made);
        }
    }

    private static int Workers() => Directory.GetDirectories("/proc/self/task").Count(static task => File.ReadAllText(Path.Combine(task, "comm")).StartsWith("NnGen worker", StringComparison.Ordinal));

    private Checkpoint Damaged()
    {
        string path = Path.Combine(_folder, "damaged.ckpt");
        File.WriteAllText(path, "no checkpoint");
        return new Checkpoint(path) { Resume = true };
    }

    // Calls from three threads, until one was refused and one was not, and every call returned.
    private static void Storm(Action call)
    {
        int done = 0, refused = 0;
        using CancellationTokenSource patience = new(s_patience);
        Thread[] threads = [.. Enumerable.Range(0, 3).Select(_ => new Thread(() =>
        {
            while ((Volatile.Read(ref done) < 20 || Volatile.Read(ref refused) == 0) && !patience.IsCancellationRequested)
            {
                try
                {
                    call();
                    Interlocked.Increment(ref done);
                }
                catch (InvalidOperationException)
                {
                    Interlocked.Increment(ref refused);
                    Thread.Sleep(1);
                }
            }
        })
        { IsBackground = true })];
        Array.ForEach(threads, static thread => thread.Start());
        Assert.All(threads, static thread => Assert.True(thread.Join(s_patience + s_patience), "A call hangs."));
        Assert.True(done >= 20 && refused > 0, $"{done} calls were done, {refused} refused.");
    }

    private sealed class Callback(Action call) : IOptimizer
    {
        public float LearningRate { get; set; } = 0.1f;

        public IReadOnlyList<OptimizerState> State => [];

        public long StepCount { get; set; }

        public void Prepare(int parameterCount)
        {
        }

        public void Step(Span<float> parameters, ReadOnlySpan<float> gradients) => call();
    }
}

/// <summary>Tests that count the threads of the process.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public class Alone;
