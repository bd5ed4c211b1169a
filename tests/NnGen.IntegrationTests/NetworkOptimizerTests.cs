using NnGen;
using NnGen.Data;
using NnGen.Optimizers;
using NnGen.Schedules;
using NnGen.Training;

namespace NnGen.IntegrationTests;

/// <summary>The optimizer that Fit keeps for a network, and rules of users.</summary>
public class NetworkOptimizerTests
{
    private static readonly Dataset<int> s_data = FitTests.Clusters(40);

    [Fact]
    public void Fit_leaves_the_optimizer_of_the_options_as_it_was()
    {
        Adam adam = new(0.01f);
        Classifier network = new(1);
        Assert.Null(network.GetOptimizer(adam));
        network.Fit(s_data, new FitOptions { Epochs = 3, Optimizer = adam, Schedule = new OneCycle() });
        Assert.Equal((0L, 0.01f, 0.9), (adam.StepCount, adam.LearningRate, adam.Momentum));
        Assert.Empty(adam.State);

        IOptimizer own = network.GetOptimizer(adam)!;
        Assert.Equal((6L, 0.01f, 0.9), (own.StepCount, own.LearningRate, own.Momentum));
        network.Fit(s_data, new FitOptions { Epochs = 1, Optimizer = adam });
        Assert.Same(own, network.GetOptimizer(adam));
        Assert.Equal(8, own.StepCount);
        Assert.Null(network.GetOptimizer());
        Assert.Null(new Classifier(1).GetOptimizer(adam));
        network.Fit(s_data, new FitOptions { Epochs = 1 });
        Assert.Equal(2, network.GetOptimizer()!.StepCount);
    }

    // As a loop by hand that goes on with Fit.
    [Fact]
    public void Steps_by_hand_are_continued()
    {
        Classifier expected = new(1), network = new(1);
        Adam together = new(0.01f), adam = new(0.01f);
        float[] gradients = new float[Classifier.ParameterCount];
        Workspace workspace = Classifier.CreateWorkspace(40);
        void Step(Classifier of, IOptimizer optimizer)
        {
            of.Backward(s_data.Inputs, s_data.Targets, gradients, workspace);
            optimizer.Step(of.Parameters, gradients);
        }

        Step(expected, together);
        Step(network, adam);
        FitOptions whole = new() { Epochs = 1, BatchSize = 40, Shuffle = false };
        Step(expected, together);
        network.Fit(s_data, whole with { Optimizer = adam });
        Assert.Equal(expected.Parameters.ToArray(), network.Parameters.ToArray());
        Assert.Equal((1L, 2L), (adam.StepCount, network.GetOptimizer(adam)!.StepCount));

        // Stepped by hand again, the optimizer is copied again.
        adam.Step(network.Parameters, gradients);
        network.Fit(s_data, whole with { Optimizer = adam });
        Assert.Equal(3, network.GetOptimizer(adam)!.StepCount);
        Assert.Contains("state for 804 parameters", Assert.Throws<ArgumentException>(() => new ShardedClassifier(1).Fit(ThreadData.Classes(10, 1), new FitOptions { Optimizer = adam })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_without_Clone_trains_one_network()
    {
        Descent rule = new();
        Classifier network = new(1), other = new(2);
        network.Fit(s_data, new FitOptions { Epochs = 1, Optimizer = rule, Schedule = new StepDecay(1) });
        network.Fit(s_data, new FitOptions { Epochs = 1, Optimizer = rule });
        Assert.Equal((4, 0.1f), (rule.StepCount, rule.LearningRate));
        Assert.Same(rule, network.GetOptimizer(rule));
        float[] before = other.Parameters.ToArray();
        string message = Assert.Throws<ArgumentException>(() => other.Fit(s_data, new FitOptions { Optimizer = rule })).Message;
        Assert.Contains("Descent has already trained another network", message, StringComparison.Ordinal);
        Assert.Contains("implement IOptimizer.Clone", message, StringComparison.Ordinal);
        Assert.Equal(before, other.Parameters.ToArray());
    }

    [Fact]
    public void A_rate_that_a_hook_sets_is_taken_by_a_rule_without_Clone()
    {
        Descent rule = new();
        List<float> rates = [];
        new Classifier(1).Fit(s_data, new FitOptions { Epochs = 2, BatchSize = 40, Optimizer = rule, Schedule = new ExponentialDecay(0.5), OnStep = progress => { rates.Add(progress.LearningRate); rule.LearningRate = 0.8f; } });
        Assert.Equal([0.1f, 0.4f], rates);
        Assert.Equal(0.8f, rule.LearningRate);
    }

    [Fact]
    public void A_rule_with_Clone_trains_several_networks()
    {
        CopiedDescent rule = new();
        foreach (int seed in new[] { 1, 2 })
        {
            Classifier network = new(seed), expected = new(seed);
            network.Fit(s_data, new FitOptions { Epochs = 1, Optimizer = rule });
            expected.Fit(s_data, new FitOptions { Epochs = 1, Optimizer = new Sgd(0.1f) });
            Assert.All(expected.Parameters.ToArray().Zip(network.Parameters.ToArray()), static pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
            Assert.Equal(2, network.GetOptimizer(rule)!.StepCount);
        }
        Assert.Equal(0, rule.StepCount);
    }

    // The momentum of each step, and of the steps that are taken again when the training diverges.
    [Fact]
    public void One_cycle_changes_the_momentum()
    {
        Sgd sgd = new(0.01f, momentum: 0.9f);
        Classifier network = new(1), expected = new(1);
        List<double?> seen = [];
        network.Fit(s_data, new FitOptions { Epochs = 10, BatchSize = 40, Shuffle = false, Optimizer = sgd, Schedule = new OneCycle(), OnStep = _ => seen.Add(network.GetOptimizer(sgd)!.Momentum) });
        OneCycle schedule = new();
        Assert.Equal(Enumerable.Range(0, 10).Select(step => schedule.GetMomentum(step, 10)), seen);
        Assert.Equal((0.95, 0.85), (seen[0]!.Value, Math.Round(seen.Min()!.Value, 12)));

        Sgd byHand = new(0.01f, momentum: 0.9f);
        float[] gradients = new float[Classifier.ParameterCount];
        for (int step = 0; step < 10; step++)
        {
            expected.Backward(s_data.Inputs, s_data.Targets, gradients);
            (byHand.LearningRate, byHand.Momentum) = (schedule.GetRate(0.01f, step, 10), schedule.GetMomentum(step, 10));
            byHand.Step(expected.Parameters, gradients);
        }
        Assert.All(expected.Parameters.ToArray().Zip(network.Parameters.ToArray()), static pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
        Assert.Equal(0.9, network.GetOptimizer(sgd)!.Momentum);
    }

    private class Descent : IOptimizer
    {
        public float LearningRate { get; set; } = 0.1f;

        public IReadOnlyList<OptimizerState> State => [];

        public long StepCount { get; set; }

        public void Prepare(int parameterCount)
        {
        }

        public void Step(Span<float> parameters, ReadOnlySpan<float> gradients)
        {
            StepCount++;
            for (int i = 0; i < parameters.Length; i++)
            {
                parameters[i] -= LearningRate * gradients[i];
            }
        }
    }

    private sealed class CopiedDescent : Descent, IOptimizer
    {
        public IOptimizer Clone() => new CopiedDescent { LearningRate = LearningRate, StepCount = StepCount };
    }
}
