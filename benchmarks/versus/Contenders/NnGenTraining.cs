using NnGen;
using NnGen.Optimizers;
using NnGen.Training;
using Versus.Work;

namespace Versus.Contenders;

/// <summary>What a training step reads and writes.</summary>
internal sealed record TrainingPass<TTarget>(float[] Inputs, TTarget[] Targets, float[] Gradients, Workspace Workspace, IOptimizer Optimizer);

/// <summary>NnGen's training step: Backward and the optimizer, or a trainer that does both on several threads.</summary>
internal sealed class NnGenTraining<TNet, TTarget> : IContender
    where TNet : class, ITrainable<TNet, TTarget>
    where TTarget : unmanaged
{
    private readonly Workload _work;
    private readonly TNet _net = TNet.Create(0);
    private readonly TTarget[] _targets;
    private readonly ParallelTrainer<TNet, TTarget>? _trainer;

    public NnGenTraining(Workload work, int threads, TTarget[] targets)
    {
        _work = work;
        _targets = targets;
        work.Parameters().CopyTo(_net.Parameters);
        TrainingPass<TTarget> pass = Pass(Workload.TimedRate);

        // A trainer takes steps; a gradient alone is one thread's work.
        Threads = work.Rule == Rule.Gradient ? 1 : threads;
        _trainer = Threads > 1 ? new ParallelTrainer<TNet, TTarget>(_net, Pass(Workload.TimedRate).Optimizer, work.Samples, threads) : null;
        Settings = _trainer is null
            ? [work.Rule == Rule.Gradient ? new Setting("Backward", times => Backward(_net, pass, times)) : new Setting("Backward and Step", times => Step(_net, pass, times))]
            : [new Setting("ParallelTrainer", times => Train(_trainer, pass, times))];
    }

    public int Threads { get; }

    public IReadOnlyList<Setting> Settings { get; }

    public IEnumerable<Answer> Check()
    {
        TrainingPass<TTarget> pass = Pass(_work.CheckedRate);
        using ParallelTrainer<TNet, TTarget>? trainer = _trainer is null ? null : new(_net, pass.Optimizer, _work.Samples, Threads);
        var values = new List<float>();
        for (int step = 0; step < Workload.CheckedSteps; step++)
        {
            if (trainer is null)
            {
                values.Add(_net.Backward(pass.Inputs, pass.Targets, pass.Gradients, pass.Workspace));
                if (_work.Rule != Rule.Gradient)
                {
                    pass.Optimizer.Step(_net.Parameters, pass.Gradients);
                }
            }
            else
            {
                values.Add(trainer.Step(pass.Inputs, pass.Targets, 0, step));
            }
        }
        values.AddRange(_work.Rule == Rule.Gradient ? pass.Gradients : _net.Parameters);
        _work.Parameters().CopyTo(_net.Parameters);
        return [new Answer(Settings[0].Name, [.. values])];
    }

    public void Dispose() => _trainer?.Dispose();

    private static void Backward(TNet net, TrainingPass<TTarget> pass, int times)
    {
        for (int i = 0; i < times; i++)
        {
            net.Backward(pass.Inputs, pass.Targets, pass.Gradients, pass.Workspace);
        }
    }

    private static void Step(TNet net, TrainingPass<TTarget> pass, int times)
    {
        for (int i = 0; i < times; i++)
        {
            net.Backward(pass.Inputs, pass.Targets, pass.Gradients, pass.Workspace);
            pass.Optimizer.Step(net.Parameters, pass.Gradients);
        }
    }

    private static void Train(ParallelTrainer<TNet, TTarget> trainer, TrainingPass<TTarget> pass, int times)
    {
        for (int i = 0; i < times; i++)
        {
            trainer.Step(pass.Inputs, pass.Targets, 0, i);
        }
    }

    private TrainingPass<TTarget> Pass(double rate) => new(
        _work.Inputs(),
        _targets,
        new float[TNet.Info.ParameterCount],
        TNet.CreateWorkspace(_work.Samples),
        _work.Rule == Rule.Adam ? new Adam((float)rate) : new Sgd((float)rate));
}
