using NnGenerator.Ir;
using NnGenerator.Operations;

namespace NnGenerator.Rewrites;

/// <summary>Applies the rules that make one operation of two, from the first operation to the last.</summary>
internal sealed class Fusion
{
    private static readonly FusionRule[] s_rules = [new FuseActivation(), new FuseSoftmax(), new FuseDerivative(), new FusePooling(), new FusePoolingGradient(), new FusePadding()];

    // Places of the pass; null where an operation was taken in by another.
    private readonly Operation?[] _operations;
    private readonly Dictionary<Tensor, List<int>> _readers = [];
    private readonly Dictionary<Tensor, int> _writers = [];

    private Fusion(IReadOnlyList<Operation> operations)
    {
        _operations = [.. operations];
        for (int i = 0; i < _operations.Length; i++)
        {
            Register(i);
        }
    }

    public static IReadOnlyList<Operation> Run(IReadOnlyList<Operation> operations)
    {
        Fusion fusion = new(operations);
        for (int i = 0; i < operations.Count; i++)
        {
            // What took in one operation may take in the next one too.
            while (fusion._operations[i] is { } producer && fusion.Fuse(i, producer))
            {
            }
        }
        return [.. fusion._operations.OfType<Operation>()];
    }

    private void Register(int place)
    {
        foreach (Tensor tensor in _operations[place]!.Reads)
        {
            if (!_readers.TryGetValue(tensor, out List<int>? readers))
            {
                _readers[tensor] = readers = [];
            }
            if (!readers.Contains(place))
            {
                readers.Add(place);
            }
        }
        foreach (Tensor tensor in _operations[place]!.Writes)
        {
            _writers[tensor] = place;
        }
    }

    private bool Fuse(int place, Operation producer)
    {
        foreach (int other in producer.Writes.SelectMany(Readers).Where(other => other > place).OrderBy(static other => other))
        {
            Operation reader = _operations[other]!;

            // It runs at the place of the producer, so all that it reads must be there by then.
            if (!reader.Reads.All(tensor => !_writers.TryGetValue(tensor, out int writer) || writer <= place))
            {
                continue;
            }
            foreach (FusionRule rule in s_rules)
            {
                if (rule.Fuse(producer, reader, tensor => Readers(tensor).Any(needed => needed != other && needed != place)) is { } fused)
                {
                    (_operations[place], _operations[other]) = (fused, null);
                    Register(place);
                    return true;
                }
            }
        }
        return false;
    }

    private IEnumerable<int> Readers(Tensor tensor) => _readers.TryGetValue(tensor, out List<int>? readers) ? readers.Where(place => _operations[place]?.Reads.Contains(tensor) == true) : [];
}
