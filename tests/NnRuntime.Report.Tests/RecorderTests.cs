using Networks;
using NnGen.Data;
using NnGen.Training;

namespace NnGen.Report.Tests;

public class RecorderTests
{
    private static readonly Dataset<float> Data = new([0, 0, 0, 1, 1, 0, 1, 1], [0, 1, 1, 0], 2);

    [Fact]
    public void The_training_has_the_same_bits()
    {
        BinaryNet alone = new(1), watched = new(1);
        FitOptions options = new() { Epochs = 20, BatchSize = 2, Threads = 1 };
        alone.Fit(Data, options);
        watched.Fit(Data, TrainingRecorder.Create(watched, Data).Watch(options));
        Assert.Equal(alone.Parameters.ToArray(), watched.Parameters.ToArray());
    }

    [Fact]
    public void Norms_are_those_of_the_layers()
    {
        BinaryNet net = new(1);
        TrainingRecorder recorder = TrainingRecorder.Create(net, Data);
        net.Fit(Data, recorder.Watch(new FitOptions { Epochs = 3, Threads = 1 }));
        Assert.Equal(["dense1", "dense2"], recorder.LayerNames);
        Assert.Equal([1, 2, 3], recorder.Norms.Select(static norms => norms.Epoch));

        float[] gradients = new float[net.Parameters.Length];
        net.Backward(Data.Inputs, Data.Targets, gradients);
        EpochNorms last = recorder.Norms[^1];
        Assert.Equal(Norm(net.Parameters[..24]), last.Parameters[0], 1e-9);
        Assert.Equal(Norm(net.Parameters[24..]), last.Parameters[1], 1e-9);
        Assert.Equal(Norm(gradients.AsSpan(0, 24)), last.Gradients[0], 1e-9);
        Assert.Equal(Norm(gradients.AsSpan(24)), last.Gradients[1], 1e-9);
    }

    [Theory]
    [InlineData(399)]
    [InlineData(400)]
    [InlineData(12_345)]
    public void Many_steps_become_few_points_of_their_means(int steps)
    {
        StepCurve curve = new();
        for (int i = 1; i <= steps; i++)
        {
            curve.Add(new TrainingProgress { Epoch = 1, Epochs = 1, Step = i, Steps = steps, Loss = 0, LearningRate = 0.5f, StepLoss = i });
        }
        Assert.InRange(curve.Points.Count, Math.Min(steps, StepCurve.Most / 2 - 1), StepCurve.Most - 1);
        Assert.All(curve.Points, point => Assert.Equal(point.Loss / steps, point.Epoch, 1e-6));
        Assert.All(curve.Points, static point => Assert.Equal(0.5, point.LearningRate));
        Assert.Equal(curve.Points.Select(static point => point.Epoch).Order(), curve.Points.Select(static point => point.Epoch));
    }

    [Fact]
    public void The_loss_of_a_step_is_told()
    {
        List<TrainingProgress> steps = [];
        new BinaryNet(1).Fit(Data, new FitOptions { Epochs = 1, BatchSize = 1, Threads = 1, OnStep = steps.Add });
        Assert.Equal(steps[^1].Loss, steps.Average(static at => at.StepLoss), 1e-6f);
        Assert.Equal(steps[0].Loss, steps[0].StepLoss);
    }

    private static double Norm(ReadOnlySpan<float> values)
    {
        double squares = 0;
        foreach (float value in values)
        {
            squares += (double)value * value;
        }
        return Math.Sqrt(squares);
    }
}
