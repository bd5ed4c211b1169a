using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using NnGenerator.Infrastructure;

namespace NnGenerator.Diagnostics;

/// <summary>Something to say about a declaration: which message, about which site, with which words. It holds no location, so that a moved
/// line does not change it.</summary>
/// <param name="Site">0 is [Network] itself, n the nth layer or loss, and more are the members that the parser found in the way.</param>
internal sealed record Finding(DiagnosticDescriptor Descriptor, int Site, EquatableArray<string> Arguments, Fix? Fix)
{
    public bool IsError => Descriptor.DefaultSeverity == DiagnosticSeverity.Error;

    /// <summary>Id and text, as the exception of a network says it that was run in spite of them.</summary>
    public override string ToString() =>
        $"{Descriptor.Id}: {string.Format(CultureInfo.InvariantCulture, Descriptor.MessageFormat.ToString(CultureInfo.InvariantCulture), [.. Arguments])}";

    public Diagnostic At(Location location) =>
        Diagnostic.Create(Descriptor, location, Fix?.ToProperties() ?? ImmutableDictionary<string, string?>.Empty, [.. Arguments]);
}

/// <summary>Gathers findings about one attribute at a time.</summary>
internal sealed class FindingSink
{
    private readonly List<Finding> _findings = [];

    /// <summary>The attribute that the next findings are about.</summary>
    public int Site { get; set; }

    /// <summary>Whether the network itself takes images.</summary>
    public bool HasImages { get; set; }

    /// <summary>Who made what the layer at <see cref="Site"/> gets, as messages say it.</summary>
    public string Before => Site <= 1 ? "the input is" : $"layer {Site - 1} outputs";

    public bool HasErrors => _findings.Any(static finding => finding.IsError);

    public void Add(DiagnosticDescriptor descriptor, params object[] arguments) => Add(descriptor, fix: null, arguments);

    public void Add(DiagnosticDescriptor descriptor, Fix? fix, params object[] arguments) =>
        _findings.Add(new(descriptor, Site, arguments.Select(static argument => Convert.ToString(argument, CultureInfo.InvariantCulture)).ToEquatableArray(), fix));

    public EquatableArray<Finding> ToArray() => _findings.ToEquatableArray();
}
