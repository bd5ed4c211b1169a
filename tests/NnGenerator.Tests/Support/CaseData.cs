using NnGenerator.Graph;
using NnGenerator.Interpretation;
using NnGenerator.Losses;
using NnGenerator.Operations;
using NnGenerator.Planning;
using NnGenerator.Shapes;

namespace NnGenerator.Tests.Support;

/// <summary>Reproducible parameters, samples and targets for a case, and the double interpreter run on them.</summary>
internal sealed class CaseData
{
    private readonly NetworkGraph _graph;

    // A slope by differences runs a pass for every parameter twice.
    private readonly Dictionary<Pass, NetworkProgram> _programs = [];

    public CaseData(NetworkCase network, int samples, bool weighted = false)
    {
        _graph = network.Graph;
        Samples = samples;
        Random random = new(network.Name.Sum(static c => c) + samples);
        // Rounded to single precision, so that both precisions start from the same numbers.
        double[] Draw(int length, double scale) => [.. Enumerable.Range(0, length).Select(_ => (double)(float)(((2 * random.NextDouble()) - 1) * scale))];
        Parameters = Draw(_graph.ParameterCount, 0.7);
        Inputs = Draw(samples * (int)_graph.Input.Length, 1.5);
        OutputGradients = Draw(samples * (int)_graph.Output.Length, 1);
        Classes = [.. Enumerable.Range(0, samples).Select(_ => random.Next((int)_graph.Output.Length))];
        Targets = [.. Draw(samples * (int)_graph.Output.Length, 0.5).Select(static value => (double)(float)(value + 0.5))];
        Weights = weighted ? [.. Draw(samples, 1).Select(static value => value + 1)] : [];
    }

    public int Samples { get; }

    public double[] Parameters { get; }

    public double[] Inputs { get; }

    public double[] OutputGradients { get; }

    public int[] Classes { get; }

    public double[] Targets { get; }

    public double[] Weights { get; set; }

    public bool HasClasses => _graph.Loss is CrossEntropyLoss;

    /// <summary>Runs a pass; the memory afterwards holds its results.</summary>
    public Interpreter Run(Pass pass, bool planned = false, int firstSample = 0, Func<NetworkProgram, MemoryPlan>? plan = null)
    {
        NetworkProgram program = Program(pass);
        return Run(program, program.Operations, planned, firstSample, plan);
    }

    /// <summary>The loss of a pass: its kernels up to the one that computes the loss are run, and those of the gradients after it are not.</summary>
    public double Loss(Pass pass)
    {
        NetworkProgram program = Program(pass);
        return Run(program, program.Operations.Take(LossOperation(program) + 1)).Loss;
    }

    private NetworkProgram Program(Pass pass)
    {
        if (!_programs.TryGetValue(pass, out NetworkProgram? program))
        {
            _programs[pass] = program = NetworkProgram.Compile(_graph, pass);
        }
        return program;
    }

    private static int LossOperation(NetworkProgram program) => program.Operations.Index().Single(static operation => operation.Item is CrossEntropyOperation or PointwiseLossOperation).Index;

    private Interpreter Run(NetworkProgram program, IEnumerable<Operation> operations, bool planned = false, int firstSample = 0, Func<NetworkProgram, MemoryPlan>? plan = null)
    {
        Interpreter memory = new(Samples, planned ? plan?.Invoke(program) ?? program.Plan : null)
        {
            Parameters = Parameters,
            Inputs = Inputs,
            OutputGradients = OutputGradients,
            Classes = Classes,
            Targets = Targets,
            SampleWeights = Weights,
            Outputs = new double[Samples * _graph.Output.Length],
            Gradients = new double[_graph.ParameterCount],
            InputGradients = new double[Inputs.Length],
            Seed = 5,
            Step = 3,
            FirstSample = firstSample,
            Scale = 1.0 / Samples,
        };
        memory.Run(operations);
        return memory;
    }

    /// <summary>The central difference of a function along one element of an array.</summary>
    public static double Difference(double[] values, int index, Func<double> function)
    {
        const double H = 1e-5;
        double old = values[index];
        values[index] = old + H;
        double up = function();
        values[index] = old - H;
        double down = function();
        values[index] = old;
        return (up - down) / (2 * H);
    }

    /// <summary>|a − b| in units of the greatest expected value.</summary>
    public static double Error(IEnumerable<double> actual, IEnumerable<double> expected)
    {
        double[] wanted = [.. expected];
        double scale = wanted.Select(Math.Abs).Append(1e-3).Max();
        return actual.Zip(wanted, (a, b) => double.IsNaN(a) ? double.PositiveInfinity : Math.Abs(a - b) / scale).Append(0).Max();
    }
}
