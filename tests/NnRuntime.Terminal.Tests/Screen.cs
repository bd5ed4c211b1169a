using System.Text;
using Spectre.Console;

namespace NnGen.Terminal.Tests;

/// <summary>What a console of a given kind was sent, escape sequences and all.</summary>
internal sealed class Screen : IAnsiConsoleOutput, IDisposable
{
    private readonly StringWriter _writer = new();

    public Screen(bool isTerminal = true, bool ansi = true, int width = 120)
    {
        (IsTerminal, Width) = (isTerminal, width);
        Console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = this,
            Ansi = ansi ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = ColorSystemSupport.Standard,
            Interactive = isTerminal ? InteractionSupport.Yes : InteractionSupport.No,
        });
    }

    public IAnsiConsole Console { get; }

    public TextWriter Writer => Fails ? throw new IOException("The terminal is gone.") : _writer;

    public bool IsTerminal { get; }

    public int Width { get; }

    public int Height => 40;

    public bool Fails { get; set; }

    public string Text => _writer.ToString();

    public string[] Lines => Text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    public void Dispose() => _writer.Dispose();

    public void SetEncoding(Encoding encoding)
    {
    }
}

/// <summary>A clock that stands still until it is told otherwise.</summary>
internal sealed class Clock : TimeProvider
{
    public TimeSpan Now { get; set; } = TimeSpan.FromDays(1);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Now.Ticks;
}
