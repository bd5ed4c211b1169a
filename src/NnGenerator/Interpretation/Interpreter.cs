using NnGenerator.Ir;
using NnGenerator.Operations;
using NnGenerator.Planning;

namespace NnGenerator.Interpretation;

/// <summary>Runs kernels in double precision, one array a run of memory: what a program means, to compare emitted code and gradients with.</summary>
internal sealed class Interpreter : Memory
{
    private readonly Dictionary<Operand, double[]> _own = [];
    private readonly MemoryPlan? _plan;
    private readonly double[] _scratch;

    // The memory of the operands that were used last. The inner loop of a kernel asks for two or three again and again.
    private readonly (Operand? Operand, double[] Memory, int Start)[] _recent = new (Operand?, double[], int)[4];
    private int _next;

    /// <param name="samples">Samples of the batch.</param>
    /// <param name="plan">Places scratch operands in one array, as emitted code does; null gives each an array of its own.</param>
    public Interpreter(int samples, MemoryPlan? plan = null)
    {
        Samples = samples;
        _plan = plan;
        _scratch = plan is null ? [] : new double[plan.Length(samples)];
    }

    /// <inheritdoc/>
    public override int Samples { get; }

    public void Run(IEnumerable<Kernel> kernels)
    {
        foreach (Kernel kernel in kernels)
        {
            kernel.Run(this);
        }
    }

    /// <inheritdoc/>
    public override ref double this[Operand operand, int row, int column]
    {
        get
        {
            if (!operand.IsScratch)
            {
                return ref RunOf(operand)[operand.Offset + (row * operand.Stride) + column];
            }
            int place = 0;
            while (place < _recent.Length && _recent[place].Operand != operand)
            {
                place++;
            }
            if (place == _recent.Length)
            {
                place = _next++ % _recent.Length;
                _recent[place] = (operand, RunOf(operand), _plan?.Start(operand, Samples) ?? 0);
            }
            return ref _recent[place].Memory[_recent[place].Start + (row * operand.Stride) + column];
        }
    }

    private double[] RunOf(Operand operand) => operand.Space switch
    {
        Space.Inputs => Inputs,
        Space.Outputs => Outputs,
        Space.OutputGradients => OutputGradients,
        Space.InputGradients => InputGradients,
        Space.Parameters => Parameters,
        Space.Gradients => Gradients,
        _ when _plan is not null => _scratch,
        _ => Own(operand),
    };

    private double[] Own(Operand operand)
    {
        if (!_own.TryGetValue(operand, out double[]? memory))
        {
            _own[operand] = memory = new double[operand.Space == Space.Batch ? Samples * operand.Stride : operand.Stride];
        }
        return memory;
    }
}
