using NnGenerator.Tests.Support;

namespace NnGenerator.Tests.Generated;

/// <summary>More threads than a job has items, for a batch that is one shard of a network of many parameters.</summary>
public class ManyThreadsTests
{
    private const string Source = """
        using NnRuntime;
        using NnRuntime.Optimizers;
        using NnRuntime.Training;
        namespace Cases;
        [Network(1800)] [Dense(1900), Relu] [Dense(10), Softmax] public sealed partial class Big;
        public static class Steps
        {
            public static float One()
            {
                using ParallelTrainer<Big, int> trainer = new(new Big(1), new Sgd(), 8, 100);
                return trainer.Step(new float[1800 * 8], new int[8], 1, 1);
            }
        }
        """;

    [Fact]
    public void A_step_takes_place()
    {
        using LoadedProgram program = GeneratorRun.Of(Source, new CompilerSettings { RunsAnalyzers = false }).Emit();
        Assert.True(float.IsFinite(program.Call<float>("Cases.Steps", "One")));
    }
}
