using System.Text.RegularExpressions;
using Networks;
using NnGen.Data;
using NnGen.Training;
using Spectre.Console;
using Spectre.Console.Testing;

namespace NnGen.Terminal.Tests;

public partial class TrainingDisplayTests
{
    private const char Escape = '\e';

    [Fact]
    public void Redirected_output_has_a_plain_line_for_each_epoch()
    {
        using Screen screen = new(isTerminal: false);
        using (TrainingDisplay display = new("Small", screen.Console, noColor: null, TimeProvider.System))
        {
            Train(display, epochs: 3);
        }
        Assert.DoesNotContain(Escape, screen.Text);
        Assert.Equal(3, screen.Lines.Length);
        Assert.All(screen.Lines, static line => Assert.Matches(EpochLine(), line));
    }

    [Fact]
    public void What_is_not_measured_is_not_said()
    {
        using Screen screen = new(isTerminal: false);
        using TrainingDisplay display = new("Small", screen.Console, noColor: null, TimeProvider.System);
        new Small(1).Fit(new Dataset<int>([0, 0, 1, 1], [0, 1], 2), display.Watch(new FitOptions { Epochs = 1, Threads = 1 }));
        Assert.Matches(@"^Small  epoch 1/1  loss \d\.\d{4}  \d\.\d s$", screen.Lines[0]);
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData(null, false)]
    public void Without_colors_or_escape_sequences_there_are_lines_alone(string? noColor, bool ansi)
    {
        using Screen screen = new(ansi: ansi);
        using (TrainingDisplay display = new("Small", screen.Console, noColor, TimeProvider.System))
        {
            Train(display, epochs: 2);
        }
        Assert.DoesNotContain(Escape, screen.Text);
        Assert.Equal(2, screen.Lines.Length);
    }

    [Fact]
    public void The_bar_is_gone_when_training_has_ended_and_returns_with_the_next()
    {
        using Screen screen = new();
        using TrainingDisplay display = new("Small", screen.Console, noColor: "", TimeProvider.System);
        Train(display, epochs: 2);
        string trained = screen.Text;
        Assert.EndsWith("\e[?25h", trained, StringComparison.Ordinal);   // the cursor is shown again
        Train(display, epochs: 2);
        Assert.Contains("━", screen.Text[trained.Length..]);
    }

    [Fact]
    public void A_terminal_has_a_bar_that_goes_and_lines_that_stay()
    {
        using Screen screen = new();
        using (TrainingDisplay display = new("Small", screen.Console, noColor: "", TimeProvider.System))
        {
            Train(display, epochs: 3);
            Assert.Contains("━", screen.Text);
        }
        string[] left = Regex.Replace(screen.Text, @"\e\[[0-9;?]*[A-Za-z]", "").ReplaceLineEndings("\n").Split('\n', '\r');
        Assert.Equal(3, left.Count(line => EpochLine().IsMatch(line)));

        // The cursor that the bar hid is there again.
        Assert.True(screen.Text.LastIndexOf("\e[?25h", StringComparison.Ordinal) > screen.Text.LastIndexOf("\e[?25l", StringComparison.Ordinal));
    }

    [Fact]
    public void The_bar_says_where_the_training_is_and_how_long_it_takes()
    {
        using Screen screen = new(width: 200);
        Clock clock = new();
        using TrainingDisplay display = new("Small", screen.Console, noColor: null, clock);
        display.Watch(new FitOptions());
        display.Report(At(1, 1));
        display.ReportEpoch(new TrainingEpoch { Loss = 1, Accuracy = null, ValidationLoss = 0.9f, ValidationAccuracy = 0.875, LearningRate = 0.1f, Duration = TimeSpan.FromSeconds(1), Number = 1 });
        clock.Now += TimeSpan.FromSeconds(1);
        display.Report(At(1, 2));
        clock.Now += TimeSpan.FromSeconds(1);
        display.Report(At(2, 51));

        // 149 steps in two seconds; 249 of 400 remain. The second before the epoch's line was no step.
        Assert.Contains("Small  epoch 2/4  loss 0.5000  accuracy 87.50 %  149 batches/s  0:04 left", screen.Text);
    }

    [Theory]
    [InlineData(100, "Small  epoch 1/4  loss 0.5000  0:01 left")]
    [InlineData(26, "epoch 1/4  loss 0.5000")]
    [InlineData(5, "epoch 1/4  loss 0.5000")]
    public void Narrow_terminals_lose_the_less_important(int width, string expected)
    {
        Clock clock = new();
        Pace pace = new(clock);
        pace.Mark(At(1, 1));
        pace.Rest();
        clock.Now += TimeSpan.FromSeconds(0.1);
        pace.Mark(At(1, 99));
        Assert.Equal(expected, Wording.Bar("Small", At(1, 99), null, pace, width));
    }

    [Fact]
    public void The_bar_is_drawn_five_times_a_second_at_most()
    {
        using Screen screen = new();
        Clock clock = new();
        using TrainingDisplay display = new("", screen.Console, noColor: null, clock);
        display.Report(At(1, 1));
        int drawn = screen.Text.Length;
        clock.Now += TimeSpan.FromMilliseconds(199);
        display.Report(At(1, 2));
        Assert.Equal(drawn, screen.Text.Length);
        clock.Now += TimeSpan.FromMilliseconds(1);
        display.Report(At(1, 3));
        Assert.True(screen.Text.Length > drawn);
    }

    [Fact]
    public void As_progress_alone_it_writes_what_it_hears()
    {
        using Screen screen = new(isTerminal: false);
        using TrainingDisplay display = new("", screen.Console, noColor: null, TimeProvider.System);
        display.Report(At(1, 99));
        Assert.Empty(screen.Text);
        display.Report(At(1, 100));
        Assert.Equal(["epoch 1/4  loss 0.5000"], screen.Lines);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_terminal_that_fails_does_not_end_the_training(bool isTerminal)
    {
        using Screen screen = new(isTerminal);
        using TrainingDisplay display = new("Small", screen.Console, noColor: null, TimeProvider.System);
        screen.Fails = true;
        Assert.Equal(2, Train(display, epochs: 2).Epochs.Count);
    }

    [Fact]
    public void Another_live_display_keeps_the_terminal()
    {
        using Screen screen = new();
        screen.Console.Status().Start("busy", _ =>
        {
            using TrainingDisplay display = new("Small", screen.Console, noColor: null, TimeProvider.System);
            Assert.Equal(2, Train(display, epochs: 2).Epochs.Count);
        });
        Assert.Contains("Small  epoch 1/2", screen.Text);
        Assert.Contains("Small  epoch 2/2", screen.Text);
    }

    [Fact]
    public void Titles_are_no_markup()
    {
        using TestConsole console = new();
        using Screen screen = new();
        using (TrainingDisplay display = new("[red]", screen.Console, noColor: null, TimeProvider.System))
        {
            display.Report(At(1, 100));
        }
        Assert.Contains("[red]  epoch 1/4", screen.Text);

        // A test console is no terminal.
        using (TrainingDisplay display = new("[red]", console))
        {
            display.Report(At(1, 100));
        }
        Assert.DoesNotContain(Escape, console.Output);
    }

    [Fact]
    public void What_listened_before_listens_still()
    {
        int steps = 0, epochs = 0;
        using Screen screen = new(isTerminal: false);
        using TrainingDisplay display = new("", screen.Console, noColor: null, TimeProvider.System);
        FitOptions options = display.Watch(new FitOptions { OnStep = _ => steps++, OnEpoch = _ => epochs++ });
        options.OnStep!(At(1, 1));
        options.OnEpoch!(new TrainingEpoch { Loss = 1, Accuracy = null, ValidationLoss = null, ValidationAccuracy = null, LearningRate = 0.1f, Duration = TimeSpan.Zero, Number = 1 });
        Assert.Equal((1, 1), (steps, epochs));
    }

    [Theory]
    [InlineData(0, "0:00")]
    [InlineData(0.2, "0:01")]
    [InlineData(61, "1:01")]
    [InlineData(36_000, "10:00:00")]
    public void Durations(double seconds, string text) => Assert.Equal(text, Wording.Duration(TimeSpan.FromSeconds(seconds)));

    private static TrainingProgress At(int epoch, int step) => new() { Epoch = epoch, Epochs = 4, Step = step, Steps = 100, Loss = 0.5f, LearningRate = 0.1f };

    private static TrainingHistory Train(TrainingDisplay display, int epochs)
    {
        Dataset<int> data = new([0, 0, 0, 1, 1, 0, 1, 1], [0, 1, 1, 0], 2);
        return new Small(1).Fit(data, display.Watch(new FitOptions { Epochs = epochs, BatchSize = 1, Threads = 1 }), validation: data);
    }

    [GeneratedRegex(@"^Small  epoch \d/\d  loss \d\.\d{4}  accuracy [\d.]+ %  validation loss \d\.\d{4}  validation accuracy [\d.]+ %  \d\.\d s *$")]
    private static partial Regex EpochLine();
}
