namespace NnGenerator.Formulas;

/// <summary>The nodes of a formula, each once and after what it is computed from, so that every question about a formula visits each node once.</summary>
internal sealed class FormulaOrder
{
    private readonly Scalar[] _nodes;

    // For each node the positions of its parts.
    private readonly int[][] _parts;

    public FormulaOrder(Scalar formula)
    {
        Dictionary<Scalar, int> positions = [];
        List<Scalar> nodes = [];
        Visit(formula);
        _nodes = [.. nodes];
        _parts = [.. nodes.Select(node => node.Parts.Select(part => positions[part]).ToArray())];

        void Visit(Scalar node)
        {
            if (!positions.ContainsKey(node))
            {
                foreach (Scalar part in node.Parts)
                {
                    Visit(part);
                }
                positions.Add(node, nodes.Count);
                nodes.Add(node);
            }
        }
    }

    public IReadOnlyList<Scalar> Nodes => _nodes;

    /// <summary>Computes something of each node from the same of its parts, and returns that of the formula.</summary>
    /// <param name="leaf">What it is for a constant or a variable.</param>
    /// <param name="rule">What it is for an operator, from that of the operands. The array is used again for the next node.</param>
    public TResult Fold<TResult>(Func<Scalar, TResult> leaf, Func<Application, TResult[], TResult> rule)
    {
        TResult[] results = new TResult[_nodes.Length];
        TResult[][] operands = [[], new TResult[1], new TResult[2], new TResult[3]];
        for (int i = 0; i < _nodes.Length; i++)
        {
            if (_nodes[i] is Application application)
            {
                TResult[] own = operands[_parts[i].Length];
                for (int k = 0; k < own.Length; k++)
                {
                    own[k] = results[_parts[i][k]];
                }
                results[i] = rule(application, own);
            }
            else
            {
                results[i] = leaf(_nodes[i]);
            }
        }
        return results[_nodes.Length - 1];
    }
}
