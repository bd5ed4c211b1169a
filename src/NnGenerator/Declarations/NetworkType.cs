using NnGenerator.Infrastructure;
using NnGenerator.Text;

namespace NnGenerator.Declarations;

/// <summary>The class that the generator completes.</summary>
/// <param name="Namespace">Its namespace, empty for the global one.</param>
/// <param name="Containers">Headers of the types around it, outermost first, such as "partial class Outer&lt;T&gt;".</param>
/// <param name="Name">Its name without a leading @.</param>
/// <param name="HasSummary">Whether the user documents it, so that only remarks are added.</param>
/// <param name="HintName">The name of the emitted file without ".g.cs"; unique for any two types.</param>
internal sealed record NetworkType(string Namespace, EquatableArray<string> Containers, string Name, bool HasSummary, string HintName)
{
    public string Identifier => "@" + Name is var escaped && CSharpLiteral.IsKeyword(Name) ? escaped : Name;
}
