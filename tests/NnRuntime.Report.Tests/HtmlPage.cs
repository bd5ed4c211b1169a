using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace NnGen.Report.Tests;

/// <summary>A page that was read as a browser reads it, with every error of the text as a failure.</summary>
internal static class HtmlPage
{
    public static IHtmlDocument Read(string path)
    {
        string text = File.ReadAllText(path);
        IHtmlDocument page = new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(text);
        AsksForNothing(page);
        return page;
    }

    // What a page can load: by an attribute, or by url(…) and @import in a style.
    private static void AsksForNothing(IHtmlDocument page)
    {
        Assert.Empty(page.QuerySelectorAll("script, link, iframe, object, embed, base, audio, video, source"));
        foreach (IElement element in page.All)
        {
            foreach (IAttr attribute in element.Attributes)
            {
                Assert.False(attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase), $"{element.LocalName} has {attribute.Name}.");
                if (attribute.Name is "src" or "href" or "xlink:href" or "srcset" or "data" or "action" or "background")
                {
                    Assert.StartsWith("data:image/png;base64,", attribute.Value);
                }
                Assert.DoesNotContain("url(", attribute.Value);
            }
        }
        Assert.All(page.QuerySelectorAll("style"), static style =>
        {
            Assert.DoesNotContain("url(", style.TextContent);
            Assert.DoesNotContain("@import", style.TextContent);
        });
        string[] ids = [.. page.QuerySelectorAll("[id]").Select(static element => element.Id!)];
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(page.QuerySelectorAll("img"), static image => Assert.NotEmpty(image.GetAttribute("alt")!));
        Assert.All(page.QuerySelectorAll("svg"), static svg => Assert.True(svg.HasAttribute("aria-label") || svg.HasAttribute("aria-hidden")));
    }
}
