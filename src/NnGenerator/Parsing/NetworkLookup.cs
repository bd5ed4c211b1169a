using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NnGenerator.Declarations;

namespace NnGenerator.Parsing;

/// <summary>Finds the networks of a compilation by their documentation ids, for networks that others name in their arguments.</summary>
internal sealed class NetworkLookup(Compilation compilation)
{
    private readonly ConcurrentDictionary<string, WrittenNetwork?> _known = new();

    /// <summary>Returns a network and all networks that it names, directly or indirectly.</summary>
    public IEnumerable<WrittenNetwork> With(WrittenNetwork network, CancellationToken cancellation)
    {
        Dictionary<string, WrittenNetwork> found = new() { [network.Key] = network };
        Stack<WrittenNetwork> todo = new([network]);
        while (todo.Count > 0)
        {
            foreach (ConstantReference reference in todo.Pop().References)
            {
                if (!found.ContainsKey(reference.Network) && _known.GetOrAdd(reference.Network, key => Find(key, cancellation)) is { } next)
                {
                    found.Add(next.Key, next);
                    todo.Push(next);
                }
            }
        }
        return found.Values;
    }

    private WrittenNetwork? Find(string key, CancellationToken cancellation) =>
        DocumentationCommentId.GetSymbolsForDeclarationId(key, compilation).OfType<INamedTypeSymbol>()
            .Where(type => SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly))
            .SelectMany(type => type.DeclaringSyntaxReferences.Select(part => part.GetSyntax(cancellation)).OfType<TypeDeclarationSyntax>()
                .Select(part => NetworkParser.Parse(type, part, compilation, cancellation)))
            .FirstOrDefault(static network => network is not null);
}
