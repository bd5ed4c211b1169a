using Microsoft.CodeAnalysis;
using NnGenerator.Infrastructure;

namespace NnGenerator.Diagnostics;

/// <summary>Something wrong with a declaration: which message, about which attribute (0 is [Network] itself, n the nth layer or loss), with
/// which words. It holds no location, so that a moved line does not change it.</summary>
internal sealed record Finding(DiagnosticDescriptor Descriptor, int Site, EquatableArray<string> Arguments);

/// <summary>Gathers findings about one attribute at a time.</summary>
internal sealed class FindingSink
{
    private readonly List<Finding> _findings = [];

    /// <summary>The attribute that the next findings are about.</summary>
    public int Site { get; set; }

    /// <summary>Who made what the layer at <see cref="Site"/> gets, as messages say it.</summary>
    public string Before => Site <= 1 ? "the input is" : $"layer {Site - 1} produces";

    public bool IsEmpty => _findings.Count == 0;

    public void Add(DiagnosticDescriptor descriptor, params object[] arguments) =>
        _findings.Add(new(descriptor, Site, arguments.Select(static argument => Convert.ToString(argument, System.Globalization.CultureInfo.InvariantCulture)).ToEquatableArray()));

    public EquatableArray<Finding> ToArray() => _findings.ToEquatableArray();
}
