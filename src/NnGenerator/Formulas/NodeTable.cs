namespace NnGenerator.Formulas;

/// <summary>All nodes that are in use, so that equal nodes are one object. It keeps none of them alive: a compiler that runs for days builds formulas with every
/// argument that was ever typed.</summary>
internal static class NodeTable
{
    private const int Few = 1024;

    // Hash → node. A node whose hash is taken has the next number that is free.
    private static readonly Dictionary<int, WeakReference<Scalar>> s_nodes = [];
    private static int s_limit = Few;

    /// <summary>Returns the node that is equal to a new one: an older one, or itself.</summary>
    public static Scalar Share(Scalar node)
    {
        lock (s_nodes)
        {
            if (s_nodes.Count >= s_limit)
            {
                RemoveUnused();
            }
            WeakReference<Scalar>? unused = null;
            int key = node.Hash;
            for (; s_nodes.TryGetValue(key, out WeakReference<Scalar>? reference); key++)
            {
                if (!reference.TryGetTarget(out Scalar? known))
                {
                    unused ??= reference;
                }
                else if (node.IsSame(known))
                {
                    return known;
                }
            }
            if (unused is null)
            {
                s_nodes.Add(key, new WeakReference<Scalar>(node));
            }
            else
            {
                unused.SetTarget(node);
            }
            return node;
        }
    }

    private static void RemoveUnused()
    {
        WeakReference<Scalar>[] references = [.. s_nodes.Values];
        s_nodes.Clear();
        foreach (WeakReference<Scalar> reference in references)
        {
            if (reference.TryGetTarget(out Scalar? node))
            {
                int key = node.Hash;
                while (s_nodes.ContainsKey(key))
                {
                    key++;
                }
                s_nodes.Add(key, reference);
            }
        }
        s_limit = Math.Max(Few, 2 * s_nodes.Count);
    }
}
