using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using NnGenerator.Infrastructure;

namespace NnGenerator.Diagnostics;

/// <summary>Represents a message about a declaration: the descriptor, the site and the arguments. It contains no location, so that moving a
/// line does not change it.</summary>
/// <param name="Site">0 is [Network] itself, n is the nth layer or loss, and larger numbers are the conflicting members that the parser found.</param>
internal sealed record Finding(DiagnosticDescriptor Descriptor, int Site, EquatableArray<string> Arguments, Fix? Fix)
{
    public bool IsError => Descriptor.DefaultSeverity == DiagnosticSeverity.Error;

    /// <summary>Returns id and text, for the exception of a network that is run in spite of its errors.</summary>
    public override string ToString() =>
        $"{Descriptor.Id}: {string.Format(CultureInfo.InvariantCulture, Descriptor.MessageFormat.ToString(CultureInfo.InvariantCulture), [.. Arguments])}";

    public Diagnostic At(Location location) =>
        Diagnostic.Create(Descriptor, location, Fix?.ToProperties() ?? ImmutableDictionary<string, string?>.Empty, [.. Arguments]);
}

/// <summary>Collects findings about one attribute at a time.</summary>
internal sealed class FindingSink
{
    private readonly List<Finding> _findings = [];

    /// <summary>Gets or sets the attribute that the next findings are about.</summary>
    public int Site { get; set; }

    /// <summary>Gets or sets whether the input of the network is an image.</summary>
    public bool HasImages { get; set; }

    /// <summary>Gets or sets what to write instead if the input seems to have its channels last, and how a message says it.</summary>
    public (Fix Fix, string Advice)? ChannelsFirst { get; set; }

    /// <summary>Gets or sets the origin of the input of the layer at <see cref="Site"/>, as worded in messages.</summary>
    public string Before => Site <= 1 ? "the input is" : $"layer {Site - 1} outputs";

    public bool HasErrors => _findings.Any(static finding => finding.IsError);

    public void Add(DiagnosticDescriptor descriptor, params object[] arguments) => Add(descriptor, fix: null, arguments);

    public void Add(DiagnosticDescriptor descriptor, Fix? fix, params object[] arguments) =>
        _findings.Add(new(descriptor, Site, arguments.Select(static argument => Convert.ToString(argument, CultureInfo.InvariantCulture)).ToEquatableArray(), fix));

    public EquatableArray<Finding> ToArray() => _findings.ToEquatableArray();
}
