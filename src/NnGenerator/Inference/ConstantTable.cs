using NnGenerator.Declarations;
using NnGenerator.Infrastructure;

namespace NnGenerator.Inference;

/// <summary>The constants of networks that other networks use as arguments, in the order in which they can be known.</summary>
/// <remarks>Holds nothing of networks that nobody names, so that an edit of such a network changes nothing here.</remarks>
internal sealed record ConstantTable(EquatableArray<NetworkReferences> Users)
{
    private static readonly BuildEnvironment s_anywhere = new(null, null, null);

    public static ConstantTable Of(IEnumerable<WrittenNetwork> networks, CancellationToken cancellation)
    {
        // Of several parts with [Network] the first gets the code.
        Dictionary<string, WrittenNetwork> all = [];
        foreach (WrittenNetwork network in networks)
        {
            if (!all.TryGetValue(network.Key, out WrittenNetwork? before) || (before.Type is null && network.Type is not null))
            {
                all[network.Key] = network;
            }
        }
        List<WrittenNetwork> users = [.. all.Values.Where(static network => network.References.Count > 0).OrderBy(static network => network.Key, StringComparer.Ordinal)];
        if (users.Count == 0)
        {
            return new(EquatableArray<NetworkReferences>.Empty);
        }

        // A network is known once all that it names are; what is never known is in a cycle, or uses one.
        Dictionary<string, (int Input, int Output, int Parameters)?> known = [];
        List<string> open = [.. users.SelectMany(Keys).Distinct()];
        bool moved;
        do
        {
            cancellation.ThrowIfCancellationRequested();
            moved = false;
            foreach (string key in open.Where(key => !known.ContainsKey(key)).ToArray())
            {
                if (!all.TryGetValue(key, out WrittenNetwork? network))
                {
                    known[key] = null;
                    moved = true;
                }
                else if (Keys(network).All(known.ContainsKey))
                {
                    InferredNetwork inferred = ShapeInference.Infer(DeclarationBuilder.Build(network, Networks(network)), s_anywhere);
                    known[key] = inferred.Graph is { IsValid: true } graph ? ReferencedNetwork.Of(graph) : null;
                    moved = true;
                }
            }
        }
        while (moved);
        return new(users.Select(user => new NetworkReferences(user.Key, Networks(user))).ToEquatableArray());

        EquatableArray<ReferencedNetwork> Networks(WrittenNetwork user) =>
            Keys(user).Select(key => new ReferencedNetwork(key, known.TryGetValue(key, out var constants) ? constants : null, !known.ContainsKey(key) && Reaches(key, user.Key))).ToEquatableArray();

        bool Reaches(string from, string to)
        {
            HashSet<string> seen = [from];
            Stack<string> todo = new([from]);
            while (todo.Count > 0)
            {
                string next = todo.Pop();
                if (next == to)
                {
                    return true;
                }
                foreach (string key in all.TryGetValue(next, out WrittenNetwork? network) ? Keys(network).Where(seen.Add) : [])
                {
                    todo.Push(key);
                }
            }
            return false;
        }
    }

    /// <summary>A network beside what it needs to know; equal after an edit that changed neither.</summary>
    public ResolvedNetwork Resolve(WrittenNetwork network) =>
        new(network, network.References.Count == 0 ? EquatableArray<ReferencedNetwork>.Empty : Users.First(user => user.Key == network.Key).Networks);

    private static IEnumerable<string> Keys(WrittenNetwork network) => network.References.Select(static reference => reference.Network).Distinct();
}
