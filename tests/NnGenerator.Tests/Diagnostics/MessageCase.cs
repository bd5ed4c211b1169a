using Microsoft.CodeAnalysis;

namespace NnGenerator.Tests.Diagnostics;

/// <summary>A declaration that gives one message, and one beside it that does not.</summary>
/// <param name="Id">Of the message.</param>
/// <param name="Severity">That it has where nobody changed it.</param>
/// <param name="Marked">The declaration, with ⟦ and ⟧ around what the message stands on.</param>
/// <param name="Text">The message, word by word.</param>
/// <param name="Sane">The nearest declaration that does not give it.</param>
public sealed record MessageCase(string Id, DiagnosticSeverity Severity, string Marked, string Text, string Sane)
{
    public string Source => "using NnGen;\n" + Marked.Replace("⟦", "", StringComparison.Ordinal).Replace("⟧", "", StringComparison.Ordinal);

    public string Span => Marked[(Marked.IndexOf('⟦', StringComparison.Ordinal) + 1)..Marked.IndexOf('⟧', StringComparison.Ordinal)];

    public int Start => "using NnGen;\n".Length + Marked.IndexOf('⟦', StringComparison.Ordinal);

    public override string ToString() => $"{Id} {Marked}";
}
