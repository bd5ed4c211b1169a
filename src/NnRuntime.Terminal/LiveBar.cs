using Spectre.Console;

namespace NnGen.Terminal;

/// <summary>Draws a bar in the last line of a terminal. It is redrawn on the thread that updates it: a separate thread
/// would take time from the training threads, and would end the program if the terminal fails.</summary>
internal sealed class LiveBar : IDisposable
{
    private readonly TaskCompletionSource _end = new();
    private readonly Task _running;
    private ProgressContext? _context;
    private ProgressTask? _task;

    /// <summary>Shows the bar.</summary>
    /// <exception cref="InvalidOperationException">Another live display is using the console.</exception>
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

    /// <summary>Gets the width of the bar alone, in characters.</summary>
    public static int Width(IAnsiConsole console) => Math.Clamp(console.Profile.Width - 90, 8, 40);

    /// <summary>Updates the bar.</summary>
    public void Show(double value, double max, string text)
    {
        if (_task is not null)
        {
            (_task.MaxValue, _task.Value, _task.Description) = (max, value, Markup.Escape(text));
            _context!.Refresh();
        }
    }

    /// <summary>Removes the bar.</summary>
    public void Dispose()
    {
        _end.TrySetResult();
        _running.GetAwaiter().GetResult();
    }
}
