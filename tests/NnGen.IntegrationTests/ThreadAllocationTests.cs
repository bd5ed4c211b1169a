using NnGen.Data;
using NnGen.Optimizers;
using NnGen.Schedules;
using NnGen.Training;

namespace NnGen.IntegrationTests;

/// <summary>What all threads of the process allocate, which only tests that run alone can tell.</summary>
[Collection(nameof(ThreadAllocationTests))]
[CollectionDefinition(nameof(ThreadAllocationTests), DisableParallelization = true)]
public class ThreadAllocationTests
{
    [Theory]
    [InlineData(100)]   // gradients in ranges
    [InlineData(600)]   // gradients in shards
    public void A_step_allocates_nothing_on_any_thread(int samples)
    {
        Dataset<int> data = ThreadData.Classes(samples, 1);
        using ParallelTrainer<ShardedClassifier, int> trainer = new(new ShardedClassifier(1), new Adam(), data.Count, threads: 2);
        AssertNoAllocation(count =>
        {
            for (int step = 0; step < count; step++)
            {
                trainer.Step(data.Inputs, data.Targets, seed: 0, step);
            }
        });
    }

    // Of the calling thread, to which a collection that another test causes would count what was left of its memory. What a thread allocates
    // when it first sleeps is the system's, and comes at any step.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_step_of_a_run_allocates_nothing(int threads)
    {
        long[] allocated = new long[21];
        FitOptions options = new()
        {
            Epochs = 1,
            BatchSize = 20,
            Schedule = new LinearWarmup(5, new CosineAnnealing()),
            GradientClipNorm = 1,
            GradientClipValue = 1,
            ClassWeights = [1, 1, 1, 2, 1, 1, 1],
            OnStep = at => allocated[at.Step - 1] = GC.GetAllocatedBytesForCurrentThread(),
            Threads = threads,
        };

        // The runtime allocates once on the thread that first calls code which it has compiled again; the least of several runs is ours.
        int least = int.MaxValue;
        for (int run = 0; run < 5; run++)
        {
            new ShardedClassifier(1).Fit(ThreadData.Classes(420, 1), options);
            least = Math.Min(least, Enumerable.Range(5, 15).Count(step => allocated[step + 1] != allocated[step]));
        }
        Assert.InRange(least, 0, threads - 1);
    }

    [Fact]
    public void An_evaluation_allocates_nothing_on_any_thread()
    {
        Dataset<int> data = ThreadData.Classes(1000, 1);
        float[] outputs = new float[data.Count * 7];
        int[] classes = new int[data.Count];
        using ParallelEvaluator<ShardedClassifier> evaluator = new(new ShardedClassifier(1), threads: 2);
        AssertNoAllocation(count =>
        {
            for (int call = 0; call < count; call++)
            {
                evaluator.Forward(data.Inputs, outputs);
                evaluator.Classify(data.Inputs, classes);
            }
        });
    }

    private static void AssertNoAllocation(Action<int> steps)
    {
        steps(10);
        Thread.Sleep(20);   // so that the threads sleep and are woken
        steps(1);

        // The test runner and the runtime allocate now and then; the least of several runs is ours.
        long least = long.MaxValue;
        for (int run = 0; run < 8; run++)
        {
            long all = GC.GetTotalAllocatedBytes(precise: true);
            steps(20);
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - all);
        }
        Assert.Equal(0, least);
    }
}
