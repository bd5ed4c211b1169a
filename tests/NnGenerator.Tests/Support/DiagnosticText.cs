using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;

namespace NnGenerator.Tests.Support;

/// <summary>Diagnostics as Verify.SourceGenerators writes them: JSON without quotes, empty properties left out, <c>\n</c>, no newline at the end.</summary>
internal static class DiagnosticText
{
    public static string Of(IEnumerable<Diagnostic> diagnostics) =>
        $"{{\n  Diagnostics: [\n{string.Join(",\n", diagnostics.Select(One))}\n  ]\n}}";

    private static string One(Diagnostic diagnostic)
    {
        (string Name, string Value)[] properties =
        [
            ("Id", diagnostic.Id),
            ("Title", Text(diagnostic.Descriptor.Title)),
            ("Severity", diagnostic.Severity.ToString()),
            ("WarningLevel", diagnostic.WarningLevel.ToString(CultureInfo.InvariantCulture)),
            ("Location", diagnostic.Location.GetMappedLineSpan().ToString()),
            ("Description", Text(diagnostic.Descriptor.Description)),
            ("HelpLink", diagnostic.Descriptor.HelpLinkUri),
            ("MessageFormat", Text(diagnostic.Descriptor.MessageFormat)),
            ("Message", diagnostic.GetMessage(CultureInfo.InvariantCulture)),
            ("Category", diagnostic.Descriptor.Category),
        ];
        var text = new StringBuilder("    {\n");
        text.AppendJoin(",\n", properties.Where(static property => property.Value.Length > 0)
            .Select(static property => $"      {property.Name}: {property.Value.ReplaceLineEndings("\n")}"));
        string[] tags = [.. diagnostic.Descriptor.CustomTags];
        if (tags.Length > 0)
        {
            text.Append(",\n      CustomTags: [\n        ").AppendJoin(",\n        ", tags).Append("\n      ]");
        }
        return text.Append("\n    }").ToString();
    }

    private static string Text(LocalizableString text) => text.ToString(CultureInfo.InvariantCulture);
}
