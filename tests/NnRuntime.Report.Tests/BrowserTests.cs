using PuppeteerSharp;

namespace NnGen.Report.Tests;

/// <summary>The report in a real browser. NNGEN_SCREENSHOTS names a folder where pictures of it are left.</summary>
public sealed class BrowserTests(TrainedDigits digits, Browser browser) : IClassFixture<TrainedDigits>, IClassFixture<Browser>
{
    [Theory]
    [InlineData(390, false)]
    [InlineData(390, true)]
    [InlineData(1280, false)]
    [InlineData(1280, true)]
    public async Task A_report_is_readable(int width, bool isDark)
    {
        Assert.SkipWhen(Browser.Program is null, "There is no Chromium: set NNGEN_CHROMIUM, or install it on the PATH.");
        string file = digits.Save($"nngen-report-{width}-{isDark}.html");
        (IPage page, List<string> messages) = await browser.Open(file, width, isDark);
        Assert.Empty(messages);
        Assert.Equal("Handwritten digits", await page.GetTitleAsync());

        // Nothing but the tables that scroll is wider than the window.
        Assert.Equal(width, await page.EvaluateExpressionAsync<int>("document.documentElement.scrollWidth"));

        // Tables begin on the left, and the matrix of ten classes needs no scrolling.
        Assert.True(await page.EvaluateExpressionAsync<double>("Math.max(...[...document.querySelectorAll('table')].map(table => table.rows[1].cells[0].getBoundingClientRect().left))") < 80);
        Assert.True(await page.EvaluateExpressionAsync<bool>("(scroll => scroll.scrollWidth <= scroll.clientWidth)(document.querySelector('.confusion').parentElement)"));

        // Charts are drawn, with marks in colors that stand out, and pictures are decoded.
        Assert.Equal(5, await page.EvaluateExpressionAsync<int>("[...document.querySelectorAll('figure > svg')].filter(svg => svg.getBoundingClientRect().height > 150).length"));
        Assert.Equal(24, await page.EvaluateExpressionAsync<int>("[...document.images].filter(image => image.complete && image.naturalWidth === 28).length"));

        // Text in charts is not too small either, and as dark against what is behind it as WCAG asks for.
        Assert.True(await page.EvaluateExpressionAsync<double>("Math.min(...[...document.querySelectorAll('figure > svg')].map(svg => 12 * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width))") >= 10.5);
        double contrast = await page.EvaluateFunctionAsync<double>(Contrast);
        Assert.True(contrast >= 4.5, $"The least contrast is {contrast}.");

        if (Environment.GetEnvironmentVariable("NNGEN_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(Path.Combine(folder, $"report-{width}-{(isDark ? "dark" : "light")}.png"), new ScreenshotOptions { FullPage = true });
        }
    }

    // The least ratio of luminances between texts, or lines of charts, and the page or the panels behind them.
    private const string Contrast = """
        () => {
          const luminance = color => {
            const [r, g, b] = color.match(/[\d.]+/g).slice(0, 3).map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          const ratio = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
          const style = (selector, property) => luminance(getComputedStyle(document.querySelector(selector))[property]);
          const behind = [style('body', 'backgroundColor'), style('figure', 'backgroundColor')];
          const before = [style('h1', 'color'), style('header p', 'color'), style('dt', 'color'), style('figcaption', 'color'), style('svg text', 'fill'), style('path.c0', 'stroke'), style('path.c1', 'stroke')];
          return Math.min(...before.flatMap(text => behind.map(paper => ratio(text, paper))));
        }
        """;
}
