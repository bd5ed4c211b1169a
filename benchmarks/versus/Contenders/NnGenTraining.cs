using NnRuntime;
using NnRuntime.Optimizers;
using Versus.Work;

namespace Versus.Contenders;

/// <summary>What a training step reads and writes.</summary>
internal sealed record TrainingPass<TTarget>(float[] Inputs, TTarget[] Targets, float[] Gradients, Workspace Workspace, IOptimizer Optimizer);

/// <summary>NnGen's training step: Backward and the optimizer.</summary>
internal sealed class NnGenTraining<TNet, TTarget> : IContender
    where TNet : class, ITrainable<TNet, TTarget>
    where TTarget : unmanaged
{
    private readonly Workload _work;
    private readonly TNet _net = TNet.Create(0);
    private readonly TTarget[] _targets;

    public NnGenTraining(Workload work, int threads, TTarget[] targets, Action<TNet, TrainingPass<TTarget>, int> loop)
    {
        _work = work;
        _targets = targets;
        work.Parameters().CopyTo(_net.Parameters);
        TrainingPass<TTarget> pass = Pass(Workload.TimedRate);

        // The seam for several threads: a step that shards its batch goes here, with Threads = threads.
        _ = threads;
        Threads = 1;
        Settings = [new Setting("Backward and Step", times => loop(_net, pass, times))];
    }

    public int Threads { get; }

    public IReadOnlyList<Setting> Settings { get; }

    public IEnumerable<Answer> Check()
    {
        TrainingPass<TTarget> pass = Pass(_work.CheckedRate);
        var values = new List<float>();
        for (int step = 0; step < Workload.CheckedSteps; step++)
        {
            values.Add(_net.Backward(pass.Inputs, pass.Targets, pass.Gradients, pass.Workspace));
            pass.Optimizer.Step(_net.Parameters, pass.Gradients);
        }
        values.AddRange(_net.Parameters);
        _work.Parameters().CopyTo(_net.Parameters);
        return [new Answer("Backward and Step", [.. values])];
    }

    public void Dispose()
    {
    }

    private TrainingPass<TTarget> Pass(double rate) => new(
        _work.Inputs(),
        _targets,
        new float[TNet.Info.ParameterCount],
        TNet.CreateWorkspace(_work.Samples),
        _work.Rule == Rule.Sgd ? new Sgd((float)rate) : new Adam((float)rate));
}
