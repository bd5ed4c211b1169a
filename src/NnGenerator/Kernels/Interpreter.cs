using NnGenerator.Compilation;

namespace NnGenerator.Kernels;

/// <summary>Runs kernels in double precision, one array a run of memory: what a program means, to compare emitted code and gradients with.</summary>
internal sealed class Interpreter
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

    public int Samples { get; }

    public double[] Inputs { get; set; } = [];

    public double[] Outputs { get; set; } = [];

    public double[] OutputGradients { get; set; } = [];

    public double[] InputGradients { get; set; } = [];

    public double[] Parameters { get; set; } = [];

    public double[] Gradients { get; set; } = [];

    public double[] Targets { get; set; } = [];

    public double[] SampleWeights { get; set; } = [];

    /// <summary>The targets of a network that tells more than two classes apart.</summary>
    public int[] Classes { get; set; } = [];

    public int[] Predictions { get; set; } = [];

    public int Seed { get; set; }

    public long Step { get; set; }

    public int FirstSample { get; set; }

    /// <summary>The value of 1/n.</summary>
    public double Scale { get; set; }

    public double Loss { get; set; }

    public double Weight(int sample) => Scale * (SampleWeights.Length == 0 ? 1 : SampleWeights[sample]);

    /// <summary>The weight of a class of a sample, where each may have its own.</summary>
    public double Weight(int sample, int @class, int classes) =>
        SampleWeights.Length == Samples * classes ? Scale * SampleWeights[(sample * classes) + @class] : Weight(sample);

    public void Run(IEnumerable<Kernel> kernels)
    {
        foreach (Kernel kernel in kernels)
        {
            kernel.Run(this);
        }
    }

    /// <summary>Element <paramref name="column"/> of row <paramref name="row"/>.</summary>
    public ref double this[Operand operand, int row, int column]
    {
        get
        {
            if (!operand.IsScratch)
            {
                return ref Memory(operand)[operand.Offset + (row * operand.Stride) + column];
            }
            int place = 0;
            while (place < _recent.Length && _recent[place].Operand != operand)
            {
                place++;
            }
            if (place == _recent.Length)
            {
                place = _next++ % _recent.Length;
                _recent[place] = (operand, Memory(operand), _plan?.Start(operand, Samples) ?? 0);
            }
            return ref _recent[place].Memory[_recent[place].Start + (row * operand.Stride) + column];
        }
    }

    private double[] Memory(Operand operand) => operand.Space switch
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
