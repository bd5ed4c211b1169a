using NnGen.Training;
using Spectre.Console;

namespace NnGen.Terminal;

/// <summary>Shows a training in the terminal: a bar with the epoch, the loss, the accuracy, batches per second and the time left, and above it a line
/// for each epoch that is over. Where the output goes to a file or a pipe, and where NO_COLOR is set or the terminal understands no escape
/// sequences, it writes the lines alone, as plain text.</summary>
/// <remarks>The bar moves at most five times a second, on the thread that trains. Nothing that goes wrong with the terminal reaches the training: the
/// display falls silent. <see cref="Dispose"/> takes the bar away and leaves the lines.</remarks>
/// <example><code>
/// using var display = new TrainingDisplay("DigitNet");
/// net.Fit(train, display.Watch(new FitOptions { Epochs = 5 }), validation: test);
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

    /// <summary>Makes a display; nothing is shown before the first step.</summary>
    /// <param name="title">What is trained, shown in front of everything else; empty for nothing.</param>
    /// <param name="console">Where to show it; null takes the standard output.</param>
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

    /// <summary>The same training under this display: adds it to what already listens to steps and epochs.</summary>
    /// <param name="options">How the training would be without it.</param>
    public FitOptions Watch(FitOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _hearsEpochs = true;
        return options with { OnStep = options.OnStep + Report, OnEpoch = options.OnEpoch + ReportEpoch };
    }

    /// <summary>Receives progress after a step. Used as <see cref="FitOptions.Progress"/> alone, the display does not show an accuracy; with <see cref="Watch"/> it does.</summary>
    /// <param name="value">Where the training is.</param>
    public void Report(TrainingProgress value)
    {
        _last = value;
        if (IsDue(value))
        {
            Draw(value);
        }
    }

    /// <summary>Receives a finished epoch and writes its line.</summary>
    /// <param name="epoch">What was measured.</param>
    public void ReportEpoch(TrainingEpoch epoch)
    {
        ArgumentNullException.ThrowIfNull(epoch);
        Quietly(() =>
        {
            _accuracy = epoch.ValidationAccuracy ?? epoch.Accuracy;
            _pace.Rest();
            WriteLine(Wording.Epoch(_title, epoch, _last.Epochs));
        });
    }

    /// <summary>Takes the bar away.</summary>
    public void Dispose()
    {
        Quietly(() => _bar?.Dispose());
        _bar = null;
        _isSilent = true;
    }

    // What most steps pay: a comparison and a look at the clock.
    private bool IsDue(in TrainingProgress value) =>
        !_isSilent && (value.Step == value.Steps || (_hasBar && (_shown == 0 || _clock.GetElapsedTime(_shown) >= MinPause)));

    // Beside Report, which would otherwise allocate what the closure captures at every step.
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

    // Past the console's own layout, which would break a line at 80 characters where the output is not a terminal.
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

    // A console has room for one bar. Where another has it, lines remain.
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
