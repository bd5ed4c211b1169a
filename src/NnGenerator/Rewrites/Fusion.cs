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
        for (int place = 0; place < _operations.Length; place++)
        {
            Register(place, operations[place]);
        }
    }

    public static IReadOnlyList<Operation> Run(IReadOnlyList<Operation> operations)
    {
        Fusion fusion = new(operations);
        for (int place = 0; place < operations.Count; place++)
        {
            // What took in one operation may take in the next one too.
            while (fusion._operations[place] is { } producer && fusion.Fuse(place, producer))
            {
            }
        }
        return [.. fusion._operations.OfType<Operation>()];
    }

    private void Register(int place, Operation operation)
    {
        foreach (Tensor tensor in operation.Reads)
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
        foreach (Tensor tensor in operation.Writes)
        {
            _writers[tensor] = place;
        }
    }

    private bool Fuse(int place, Operation producer)
    {
        foreach (Tensor tensor in producer.Writes)
        {
            if (!_readers.TryGetValue(tensor, out List<int>? readers))
            {
                continue;
            }
            foreach (int other in readers)
            {
                if (other > place && Reads(other, tensor) && IsReady(_operations[other]!, place) && Fused(producer, _operations[other]!, other, place) is { } fused)
                {
                    (_operations[place], _operations[other]) = (fused, null);
                    Register(place, fused);
                    return true;
                }
            }
        }
        return false;
    }

    private Operation? Fused(Operation producer, Operation reader, int other, int place)
    {
        bool IsNeeded(Tensor tensor) => _readers.TryGetValue(tensor, out List<int>? readers) && readers.Exists(needed => needed != other && needed != place && Reads(needed, tensor));

        Func<Tensor, bool> isNeeded = IsNeeded;
        foreach (FusionRule rule in s_rules)
        {
            if (rule.Fuse(producer, reader, isNeeded) is { } fused)
            {
                return fused;
            }
        }
        return null;
    }

    // The operation for both runs at the place of the producer, so all that it reads must be there by then.
    private bool IsReady(Operation reader, int place)
    {
        foreach (Tensor tensor in reader.Reads)
        {
            if (_writers.TryGetValue(tensor, out int writer) && writer > place)
            {
                return false;
            }
        }
        return true;
    }

    private bool Reads(int place, Tensor tensor) => _operations[place]?.Reads.Contains(tensor) == true;
}
