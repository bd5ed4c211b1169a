using System.Runtime.InteropServices;
using NnGen;
using NnGen.Optimizers;
using NnGen.Training;

namespace NnGen.IntegrationTests;

/// <summary>What a member writes shares no memory with what it reads, least of all with the parameters.</summary>
public class OverlapTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(70)]
    public void Outputs_are_not_written_over_parameters(int n)
    {
        Unchanged(new Large(1), net => Told("outputs overlap the parameters", () => net.Forward(new float[300 * n], net.Parameters[..(260 * n)])));
        Unchanged(new Large(1), net => Told("outputs overlap the parameters", () => net.Forward(new float[300 * n], net.Parameters[^(260 * n)..])));
        if (n <= 3)
        {
            // Small networks have an entry for one sample.
            Unchanged(new Xor(1), net => Told("outputs overlap the parameters", () => net.Forward(new float[2 * n], net.Parameters[..n])));
            Unchanged(new Xor(1), net => Told("outputs overlap the parameters", () => net.Forward(new float[2 * n], net.Parameters[^n..])));
            Unchanged(new Xor(1), net => Told("classes overlap the parameters", () => net.Classify(new float[2 * n], MemoryMarshal.Cast<float, int>(net.Parameters)[^n..])));
        }
        Unchanged(new Classifier(1), net => Told("outputs overlap the parameters", () => net.Forward(new float[20 * n], net.Parameters[..(4 * n)])));
        Unchanged(new Classifier(1), net => Told("classes overlap the parameters", () => net.Classify(new float[20 * n], MemoryMarshal.Cast<float, int>(net.Parameters)[..n])));
        Unchanged(new Classifier(1), net => Told("classes overlap the parameters", () => net.Loss(new float[20 * n], new int[n], MemoryMarshal.Cast<float, int>(net.Parameters)[..n], null)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Classes_are_not_written_over_inputs(int n)
    {
        float[] small = new float[2 * n], large = new float[20 * n];
        Told("classes overlap the inputs", () => new Xor(1).Classify(small, MemoryMarshal.Cast<float, int>(small.AsSpan())[..n]));
        Told("classes overlap the inputs", () => new Xor(1).Classify(small, MemoryMarshal.Cast<float, int>(small.AsSpan())[^n..]));
        Told("classes overlap the inputs", () => new Classifier(1).Classify(large, MemoryMarshal.Cast<float, int>(large.AsSpan())[^n..]));
        Told("classes overlap the inputs", () => new Classifier(1).Loss(large, new int[n], MemoryMarshal.Cast<float, int>(large.AsSpan())[^n..], null));
        int[] targets = new int[n];
        Told("classes overlap the targets", () => new Classifier(1).Loss(large, targets, targets, null));
    }

    [Fact]
    public void Gradients_are_not_written_over_what_is_read()
    {
        Xor xor = new(1);
        const int n = 3, Count = Xor.ParameterCount;
        float[] run = new float[Count + 10], inputs = new float[2 * n], targets = new float[n], gradients = new float[Count], weights = [1, 1, 1];
        Workspace workspace = Xor.CreateWorkspace(n);
        TrainingStep step = new(0, 0, 0, 1);
        Unchanged(xor, net => Told("gradients overlap the parameters", () => net.Backward(inputs, targets, net.Parameters)));
        Unchanged(xor, net => Told("gradients overlap the parameters", () => net.Backward(inputs, targets, weights, net.Parameters, workspace, step)));
        for (int at = 0; at < 2; at++)
        {
            // At the start and at the end of the gradients, by one element.
            Told("gradients overlap the inputs", () => xor.Backward(run.AsSpan(at == 0 ? 0 : Count - 1, 2 * n), targets, run.AsSpan(at == 0 ? (2 * n) - 1 : 0, Count)));
            Told("gradients overlap the targets", () => xor.Backward(inputs, run.AsSpan(at == 0 ? 0 : Count - 1, n), run.AsSpan(at == 0 ? n - 1 : 0, Count)));
            Told("gradients overlap the sample weights", () => xor.Backward(inputs, targets, run.AsSpan(at == 0 ? 0 : Count - 1, n), run.AsSpan(at == 0 ? n - 1 : 0, Count), workspace, step));
        }
        int[] classes = new int[Classifier.ParameterCount];
        Told("gradients overlap the targets", () => new Classifier(1).Backward(new float[20], classes.AsSpan(7, 1), MemoryMarshal.Cast<int, float>(classes.AsSpan())));

        // Neighbours share nothing.
        xor.Backward(run.AsSpan(0, 2 * n), targets, run.AsSpan(2 * n, Count));
        xor.Backward(run.AsSpan(Count, 2 * n), targets, run.AsSpan(0, Count));
        xor.Forward(run.AsSpan(0, 2), run.AsSpan(2, 1));
        xor.Forward(run.AsSpan(1, 2), run.AsSpan(0, 1));
        xor.Forward([], xor.Parameters[..0]);
    }

    [Fact]
    public void Gradients_of_outputs_and_inputs_are_compared_with_everything()
    {
        Xor xor = new(1);
        const int n = 3, Count = Xor.ParameterCount;
        float[] inputs = new float[2 * n], given = new float[n], gradients = new float[Count], inputGradients = new float[2 * n];
        Unchanged(xor, net => Told("inputGradients overlap the parameters", () => net.BackwardFromOutput(inputs, given, gradients, net.Parameters[..(2 * n)])));
        Unchanged(xor, net => Told("inputGradients overlap the parameters", () => net.BackwardFromOutput(inputs, given, default, net.Parameters[^(2 * n)..])));
        Unchanged(xor, net => Told("gradients overlap the parameters", () => net.BackwardFromOutput(inputs, given, net.Parameters, default)));
        Told("inputGradients overlap the inputs", () => xor.BackwardFromOutput(inputs, given, gradients, inputs));
        Told("inputGradients overlap the gradients", () => xor.BackwardFromOutput(inputs, given, gradients, gradients.AsSpan(3, 2 * n)));
        Told("inputGradients overlap the outputGradients", () => xor.BackwardFromOutput(inputs, inputGradients.AsSpan(0, n), gradients, inputGradients));
        Told("gradients overlap the outputGradients", () => xor.BackwardFromOutput(inputs, gradients.AsSpan(0, n), gradients, default));
        Told("gradients overlap the inputs", () => xor.BackwardFromOutput(gradients.AsSpan(0, 2 * n), given, gradients, default));
        Large large = new(1);
        Unchanged(large, net => Told("inputGradients overlap the parameters", () => net.BackwardFromOutput(new float[300], new float[260], default, net.Parameters[..300])));
    }

    [Fact]
    public void Trainers_evaluators_and_optimizers_compare_too()
    {
        Large large = new(1);
        using ParallelEvaluator<Large> evaluator = new(large, 2);
        Unchanged(large, net => Told("outputs overlap the parameters", () => evaluator.Forward(new float[300 * 200], net.Parameters[..(260 * 200)])));
        Classifier classifier = new(1);
        using ParallelEvaluator<Classifier> classes = new(classifier, 2);
        float[] inputs = new float[20 * 10];
        Unchanged(classifier, net => Told("classes overlap the parameters", () => classes.Classify(inputs, MemoryMarshal.Cast<float, int>(net.Parameters)[..10])));
        Told("classes overlap the inputs", () => classes.Classify(inputs, MemoryMarshal.Cast<float, int>(inputs.AsSpan())[..10]));

        using ParallelTrainer<Classifier, int> trainer = new(classifier, new Sgd(0.1f), 10, 2);
        Unchanged(classifier, net => Told("inputs overlap the parameters", () => trainer.Step(net.Parameters[..20], [0], 1, 1)));
        Unchanged(classifier, net => Told("targets overlap the parameters", () => trainer.Step(new float[20], MemoryMarshal.Cast<float, int>(net.Parameters[^1..]), 1, 1)));

        float[] memory = [1, 2, 3, 4, 5];
        foreach (IOptimizer optimizer in new IOptimizer[] { new Sgd(0.1f), new Sgd(0.1f, momentum: 0.9f), new Adam(), new AdamW(), new RmsProp(), new Adagrad() })
        {
            Told("overlap", () => optimizer.Step(memory, memory));
            Told("overlap", () => optimizer.Step(memory.AsSpan(0, 3), memory.AsSpan(2, 3)));
            Told("overlap", () => optimizer.Step(memory.AsSpan(2, 3), memory.AsSpan(0, 3)));
            Assert.Equal(0, optimizer.StepCount);
            optimizer.Step(new float[3], new float[3]);
            foreach (OptimizerState state in optimizer.State)
            {
                float[] before = state.Values.ToArray();
                Told("overlap", () => optimizer.Step(state.Values.Span, new float[3]));
                Told("overlap", () => optimizer.Step(new float[3], state.Values.Span));
                Assert.Equal(before, state.Values.ToArray());
            }
            Assert.Equal(1, optimizer.StepCount);
        }
        Assert.Equal([1, 2, 3, 4, 5], memory);
    }

    private static void Unchanged<TNet>(TNet net, Action<TNet> act)
        where TNet : class, INetwork<TNet>
    {
        float[] before = net.Parameters.ToArray();
        act(net);
        Assert.Equal(before, net.Parameters.ToArray());
    }

    private static void Told(string what, Action action) => Assert.Contains(what, Assert.Throws<ArgumentException>(action).Message, StringComparison.Ordinal);
}
