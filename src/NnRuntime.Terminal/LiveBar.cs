using Spectre.Console;

namespace NnGen.Terminal;

/// <summary>A bar in the last line of a terminal. It is drawn when it is told something new, on the thread that tells it: a thread of its own
/// would take time from those that train, and end the program where the terminal fails.</summary>
internal sealed class LiveBar : IDisposable
{
    private readonly TaskCompletionSource _end = new();
    private readonly Task _running;
    private ProgressContext? _context;
    private ProgressTask? _task;

    /// <summary>Puts the bar there.</summary>
    /// <exception cref="InvalidOperationException">Another live display holds the console.</exception>
    public LiveBar(IAnsiConsole console)
    {
        _running = console.Progress()
            .AutoRefresh(false).AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = Width(console) })
            .StartAsync(async context =>
            {
                (_context, _task) = (context, context.AddTask("training", maxValue: 1));
                await _end.Task.ConfigureAwait(false);
            });
        if (_running.IsFaulted)
        {
            _running.GetAwaiter().GetResult();
        }
    }

    /// <summary>The width of the bar alone, in characters.</summary>
    public static int Width(IAnsiConsole console) => Math.Clamp(console.Profile.Width - 90, 8, 40);

    /// <summary>Moves the bar.</summary>
    public void Show(double value, double max, string text)
    {
        if (_task is not null)
        {
            (_task.MaxValue, _task.Value, _task.Description) = (max, value, Markup.Escape(text));
            _context!.Refresh();
        }
    }

    /// <summary>Takes the bar away.</summary>
    public void Dispose()
    {
        _end.TrySetResult();
        _running.GetAwaiter().GetResult();
    }
}
