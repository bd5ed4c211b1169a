using NnGenerator.Ir;
using NnGenerator.Operations;
using NnGenerator.Planning;

namespace NnGenerator.Interpretation;

/// <summary>Runs operations in double precision, one array a run of memory: what a program means, to compare emitted code and gradients with.</summary>
internal sealed class Interpreter : Memory
{
    private readonly Dictionary<Tensor, double[]> _own = [];
    private readonly MemoryPlan? _plan;
    private readonly double[] _scratch;

    // The memory of the tensors that were used last. The inner loop of an operation asks for two or three again and again.
    private readonly (Tensor? Tensor, double[] Memory, int Start)[] _recent = new (Tensor?, double[], int)[4];
    private int _next;

    /// <param name="samples">Samples of the batch.</param>
    /// <param name="plan">Places scratch tensors in one array, as emitted code does; null gives each an array of its own.</param>
    public Interpreter(int samples, MemoryPlan? plan = null)
    {
        Samples = samples;
        _plan = plan;
        _scratch = plan is null ? [] : new double[plan.Length(samples)];
    }

    /// <inheritdoc/>
    public override int Samples { get; }

    public void Run(IEnumerable<Operation> operations)
    {
        foreach (Operation operation in operations)
        {
            operation.Run(this);
        }
    }

    /// <inheritdoc/>
    public override ref double this[Tensor tensor, int row, int column]
    {
        get
        {
            if (!tensor.IsScratch)
            {
                return ref RunOf(tensor)[tensor.Offset + (row * tensor.Stride) + column];
            }
            int place = 0;
            while (place < _recent.Length && _recent[place].Tensor != tensor)
            {
                place++;
            }
            if (place == _recent.Length)
            {
                place = _next++ % _recent.Length;
                _recent[place] = (tensor, RunOf(tensor), _plan?.Start(tensor, Samples) ?? 0);
            }
            return ref _recent[place].Memory[_recent[place].Start + (row * tensor.Stride) + column];
        }
    }

    private double[] RunOf(Tensor tensor) => tensor.Arena switch
    {
        Arena.Inputs => Inputs,
        Arena.Outputs => Outputs,
        Arena.OutputGradients => OutputGradients,
        Arena.InputGradients => InputGradients,
        Arena.Parameters => Parameters,
        Arena.Gradients => Gradients,
        _ when _plan is not null => _scratch,
        _ => Own(tensor),
    };

    private double[] Own(Tensor tensor)
    {
        if (!_own.TryGetValue(tensor, out double[]? memory))
        {
            _own[tensor] = memory = new double[tensor.Arena == Arena.Batch ? Samples * tensor.Stride : tensor.Stride];
        }
        return memory;
    }
}
