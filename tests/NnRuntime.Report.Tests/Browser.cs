using PuppeteerSharp;

namespace NnGen.Report.Tests;

/// <summary>A Chromium without a window: the one that NNGEN_CHROMIUM names, or the first on the PATH.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "chrome"];

    private IBrowser? _browser;

    /// <summary>Where it is; null where there is none.</summary>
    public static string? Program => Environment.GetEnvironmentVariable("NNGEN_CHROMIUM") is { Length: > 0 } named
        ? named
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(static folder => Names.Select(name => Path.Combine(folder, OperatingSystem.IsWindows() ? $"{name}.exe" : name)))
            .FirstOrDefault(File.Exists);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>A new page, with the messages of its console, its errors and what it failed to load in a list.</summary>
    public async Task<(IPage Page, List<string> Messages)> Open(string file, int width, bool isDark)
    {
        // Containers forbid the sandbox; the page is our own.
        _browser ??= await Puppeteer.LaunchAsync(new LaunchOptions { ExecutablePath = Program, Headless = true, Args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"], Timeout = 120_000 });
        IPage page = await _browser.NewPageAsync();
        List<string> messages = [];
        page.Console += (_, e) => messages.Add($"console: {e.Message.Text}");
        page.PageError += (_, e) => messages.Add($"error: {e.Message}");
        page.RequestFailed += (_, e) => messages.Add($"failed: {e.Request.Url}");
        page.Request += (_, e) =>
        {
            if (!e.Request.Url.StartsWith("file:", StringComparison.Ordinal) && !e.Request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                messages.Add($"asked for: {e.Request.Url}");
            }
        };
        await page.SetViewportAsync(new ViewPortOptions { Width = width, Height = 900, DeviceScaleFactor = width < 600 ? 2 : 1, IsMobile = width < 600 });
        await page.EmulateMediaFeaturesAsync([new MediaFeatureValue { MediaFeature = MediaFeature.PrefersColorScheme, Value = isDark ? "dark" : "light" }]);
        await page.GoToAsync(new Uri(file).AbsoluteUri);
        return (page, messages);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }
    }
}
