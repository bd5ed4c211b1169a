using NnGen.Training;

namespace NnGen.Tests;

/// <summary>Fit prints one line an epoch, unless something else shows the training or the output is redirected.</summary>
public class EpochLinesTests
{
    private static readonly TrainingEpoch s_epoch = new TrainingEpoch { Loss = 0.123456f, Accuracy = 0.5, ValidationLoss = 0.25f, ValidationAccuracy = 0.75, LearningRate = 0.1f, Duration = TimeSpan.FromSeconds(1.5), Number = 2 };

    [Fact]
    public void One_line_an_epoch_where_nothing_else_is_said()
    {
        StringWriter output = new();
        EpochLines.Resolve(new FitOptions { Epochs = 7 }, "Net", isRedirected: false, () => output).OnEpoch!(s_epoch);
        EpochLines.Resolve(new FitOptions { Epochs = 7 }, "Net", isRedirected: false, () => output).OnEpoch!(new TrainingEpoch { Loss = 1, Accuracy = null, ValidationLoss = null, ValidationAccuracy = null, LearningRate = 0.1f, Duration = default, Number = 3 });
        Assert.Equal(["Net, epoch 2 of 7: loss 0.1235, accuracy 50.0 %; validation loss 0.25, accuracy 75.0 %; 1.5 s", "Net, epoch 3 of 7: loss 1; 0.0 s", ""], output.ToString().Split(Environment.NewLine));
    }

    [Fact]
    public void No_line_where_something_else_shows_it()
    {
        FitOptions[] quiet = [new() { OnEpoch = static _ => { } }, new() { OnStep = static _ => { } }, new() { Progress = new Progress<TrainingProgress>() }];
        Assert.All(quiet, static options => Assert.Same(options, EpochLines.Resolve(options, "Net", isRedirected: false, static () => TextWriter.Null)));
        FitOptions redirected = new();
        Assert.Same(redirected, EpochLines.Resolve(redirected, "Net", isRedirected: true, static () => TextWriter.Null));

        FitOptions silent = EpochLines.Resolve(new FitOptions { Progress = TrainingProgress.Silent }, "Net", isRedirected: false, static () => TextWriter.Null);
        Assert.Null(silent.OnEpoch);
        Assert.Null(silent.Progress);   // so that a step costs what it costs without
    }

    [Fact]
    public void Lines_can_be_asked_for_beside_a_hook()
    {
        StringWriter output = new();
        int called = 0;
        EpochLines.Resolve(new FitOptions { Progress = TrainingProgress.Lines, OnEpoch = _ => called++ }, "Net", isRedirected: true, () => output).OnEpoch!(s_epoch);
        Assert.Contains("epoch 2 of 10", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, called);
    }

    [Fact]
    public void A_terminal_that_was_closed_ends_no_training()
    {
        StringWriter output = new();
        output.Dispose();
        EpochLines.Resolve(new FitOptions(), "Net", isRedirected: false, () => output).OnEpoch!(s_epoch);
    }
}
