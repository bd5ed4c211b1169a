using NnGen.Training;
using Spectre.Console;

namespace NnGen.Terminal;

/// <summary>Shows the progress of training in the terminal: a bar with the epoch, the loss, the accuracy, batches per second and the remaining time, and above it a line
/// for each completed epoch. If the output is redirected to a file or a pipe, if NO_COLOR is set, or if the terminal does not support escape
/// sequences, only the lines are written, as plain text.</summary>
/// <remarks>The bar is updated at most five times a second, on the training thread. Failures of the terminal do not affect training: the
/// display stops writing. The bar is removed after the last epoch and by <see cref="Dispose"/>; the lines are kept. What is written to the console
/// while the bar is shown is overwritten.</remarks>
/// <example><code>
/// using (var display = new TrainingDisplay("DigitNet"))
/// {
///     net.Fit(train, display.Watch(new FitOptions { Epochs = 5 }), validation: test);
/// }
/// </code></example>
public sealed class TrainingDisplay : IProgress<TrainingProgress>, IDisposable
{
    private static readonly TimeSpan MinPause = TimeSpan.FromMilliseconds(200);

    private readonly IAnsiConsole _console;
    private readonly TimeProvider _clock;
    private readonly Pace _pace;
    private readonly string _title;
    private readonly bool _isLive;
    private LiveBar? _bar;
    private TrainingProgress _last;
    private double? _accuracy;
    private long _shown;
    private bool _hasBar, _hearsEpochs, _isSilent;

    /// <summary>Creates a display; nothing is shown before the first step.</summary>
    /// <param name="title">Title shown before everything else, such as the name of the network; empty for none.</param>
    /// <param name="console">Console to write to; null uses the standard output.</param>
    public TrainingDisplay(string title = "", IAnsiConsole? console = null)
        : this(title, console ?? AnsiConsole.Console, Environment.GetEnvironmentVariable("NO_COLOR"), TimeProvider.System)
    {
    }

    internal TrainingDisplay(string title, IAnsiConsole console, string? noColor, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(title);
        (_title, _console, _clock, _pace) = (title, console, clock, new Pace(clock));
        _hasBar = _isLive = string.IsNullOrEmpty(noColor) && console.Profile.Out.IsTerminal && console.Profile.Capabilities is { Ansi: true, Interactive: true };
    }

    /// <summary>Returns options with this display added to the existing callbacks for steps and epochs.</summary>
    /// <param name="options">The options without the display.</param>
    public FitOptions Watch(FitOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _hearsEpochs = true;
        return options with { OnStep = options.OnStep + Report, OnEpoch = options.OnEpoch + ReportEpoch };
    }

    /// <summary>Receives progress after a step. If the display is only used as <see cref="FitOptions.Progress"/>, it does not show an accuracy; with <see cref="Watch"/> it does.</summary>
    /// <param name="value">Progress of training.</param>
    public void Report(TrainingProgress value)
    {
        _last = value;
        if (IsDue(value))
        {
            Draw(value);
        }
    }

    /// <summary>Receives a completed epoch and writes its line.</summary>
    /// <param name="epoch">Results of the epoch.</param>
    public void ReportEpoch(TrainingEpoch epoch)
    {
        ArgumentNullException.ThrowIfNull(epoch);
        Quietly(() =>
        {
            _accuracy = epoch.ValidationAccuracy ?? epoch.Accuracy;
            _pace.Rest();
            WriteLine(Wording.Epoch(_title, epoch, _last.Epochs));
            if (epoch.Number == _last.Epochs)
            {
                RemoveBar();
            }
        });
    }

    /// <summary>Removes the bar.</summary>
    public void Dispose()
    {
        Quietly(RemoveBar);
        _isSilent = true;
    }

    // The next step shows it again.
    private void RemoveBar()
    {
        _bar?.Dispose();
        (_bar, _shown) = (null, 0);
    }

    // The cost of most steps: a comparison and reading the clock.
    private bool IsDue(in TrainingProgress value) =>
        !_isSilent && (value.Step == value.Steps || (_hasBar && (_shown == 0 || _clock.GetElapsedTime(_shown) >= MinPause)));

    // Separate from Report, which would otherwise allocate the closure at every step.
    private void Draw(TrainingProgress value) => Quietly(() => Step(value));

    private void Step(TrainingProgress value)
    {
        _pace.Mark(value);
        if (_hasBar && (_bar ??= Bar()) is { } bar)
        {
            bar.Show(((double)(value.Epoch - 1) * value.Steps) + value.Step, (double)value.Epochs * value.Steps, Wording.Bar(_title, value, _accuracy, _pace, _console.Profile.Width - LiveBar.Width(_console) - 2));
            _shown = _clock.GetTimestamp();
        }
        if (value.Step == value.Steps && !_hearsEpochs)
        {
            WriteLine(Wording.Epoch(_title, value));
        }
    }

    // Bypasses the console's own layout, which would break lines at 80 characters if the output is not a terminal.
    private void WriteLine(string line)
    {
        if (_isLive)
        {
            _console.WriteLine(line);
        }
        else
        {
            _console.Profile.Out.Writer.WriteLine(line);
            _console.Profile.Out.Writer.Flush();
        }
    }

    // A console has room for one bar. If another display uses it, only lines are written.
    private LiveBar? Bar()
    {
        try
        {
            return new LiveBar(_console);
        }
        catch (InvalidOperationException)
        {
            _hasBar = false;
            return null;
        }
    }

    private void Quietly(Action show)
    {
        if (_isSilent)
        {
            return;
        }
        try
        {
            show();
        }
#pragma warning disable CA1031 // A terminal that is closed must not end a training run.
        catch (Exception)
#pragma warning restore CA1031
        {
            _isSilent = true;
        }
    }
}
