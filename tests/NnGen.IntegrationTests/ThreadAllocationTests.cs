using NnRuntime.Data;
using NnRuntime.Optimizers;
using NnRuntime.Training;

namespace NnGen.IntegrationTests;

/// <summary>What all threads of the process allocate, which only tests that run alone can tell.</summary>
[Collection(nameof(ThreadAllocationTests))]
[CollectionDefinition(nameof(ThreadAllocationTests), DisableParallelization = true)]
public class ThreadAllocationTests
{
    [Fact]
    public void A_step_allocates_nothing_on_any_thread()
    {
        Dataset<int> data = ThreadData.Classes(100, 1);
        // Two shards.
        using ParallelTrainer<ShardedClassifier, int> trainer = new(new ShardedClassifier(1), new Adam(), data.Count, threads: 2);
        AssertNoAllocation(count =>
        {
            for (int step = 0; step < count; step++)
            {
                trainer.Step(data.Inputs, data.Targets, seed: 0, step);
            }
        });
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
        long mine = GC.GetAllocatedBytesForCurrentThread(), least = long.MaxValue;

        // The test runner allocates now and then; the least of several runs is ours.
        for (int run = 0; run < 8; run++)
        {
            long all = GC.GetTotalAllocatedBytes(precise: true);
            steps(20);
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - all);
        }
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - mine);
        Assert.Equal(0, least);
    }
}
