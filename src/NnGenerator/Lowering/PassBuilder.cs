using NnGenerator.Ir;
using NnGenerator.Layers;
using NnGenerator.Operations;
using NnGenerator.Shapes;

namespace NnGenerator.Lowering;

/// <summary>A pass under construction: its operations in order, and its tensors under unique names.</summary>
/// <param name="required">What consumers require of the memory of values.</param>
internal sealed class PassBuilder(MemoryRequirements required) : IPassBuilder
{
    private readonly HashSet<string> _names = [];
    private readonly Dictionary<(string Block, bool IsGradient), Tensor> _blocks = [];
    private readonly List<Operation> _operations = [];

    public IReadOnlyList<Operation> Operations => _operations;

    public Tensor Declare(string name, Arena arena, int length, TensorLayout layout = TensorLayout.RowMajor, string? value = null)
    {
        string unique = Unique(name);
        bool isCallers = required.Arenas.TryGetValue(unique, out Arena found);

        // Rows in the memory of the caller have no room for padding.
        return new(unique, isCallers ? found : arena, length, layout: layout, isPadded: !isCallers && required.Padded.Contains(unique), value: value);
    }

    public Tensor Block(ParameterBlock block, int linear, bool isGradient)
    {
        if (!_blocks.TryGetValue((block.FullName, isGradient), out Tensor? tensor))
        {
            string name = Unique($"{(isGradient ? "d" : "")}{block.Spec.Symbol}{linear}");
            _blocks[(block.FullName, isGradient)] = tensor = new Tensor(name, isGradient ? Arena.Gradients : Arena.Parameters, block.Length, block.Offset);
        }
        return tensor;
    }

    public void Add(Operation operation) => _operations.Add(operation);

    /// <summary>Replaces the operation that writes a tensor.</summary>
    public void ReplaceProducer(Tensor tensor, Func<Operation, Operation> replace)
    {
        int producer = _operations.FindIndex(operation => operation.Writes.Contains(tensor));
        if (producer >= 0)
        {
            _operations[producer] = replace(_operations[producer]);
        }
    }

    private string Unique(string name)
    {
        string unique = name;
        for (int number = 2; !_names.Add(unique); number++)
        {
            unique = name + (number <= 26 ? $"{(char)('a' + number - 1)}" : $"_{number}");
        }
        return unique;
    }
}
