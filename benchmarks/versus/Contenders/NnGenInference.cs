using NnGen;
using NnGen.Training;
using Versus.Work;

namespace Versus.Contenders;

/// <summary>What a forward pass reads and writes.</summary>
internal sealed record ForwardPass(float[] Inputs, float[] Outputs, Workspace Workspace);

/// <summary>NnGen's forward pass: the network's own, or an evaluator that calls it on several threads.</summary>
internal sealed class NnGenInference<TNet> : IContender
    where TNet : class, INetwork<TNet>
{
    private readonly TNet _net = TNet.Create(0);
    private readonly ForwardPass _pass;
    private readonly ParallelEvaluator<TNet>? _evaluator;

    public NnGenInference(Workload work, int threads, Action<TNet, ForwardPass, int> loop)
    {
        work.Parameters().CopyTo(_net.Parameters);
        _pass = new ForwardPass(work.Inputs(), new float[work.Samples * TNet.Info.OutputLength], TNet.CreateWorkspace(work.Samples));
        Setting forward = new("Forward", times => loop(_net, _pass, times));

        // One sample is one thread's work.
        Threads = work.Samples > 1 ? threads : 1;
        _evaluator = Threads > 1 ? new ParallelEvaluator<TNet>(_net, Threads) : null;
        Settings = [_evaluator is null ? forward : new Setting("ParallelEvaluator", times => Evaluate(_evaluator, _pass, times))];
    }

    public int Threads { get; }

    public IReadOnlyList<Setting> Settings { get; }

    public IEnumerable<Answer> Check()
    {
        Settings[0].Run(1);
        yield return new Answer(Settings[0].Name, (float[])_pass.Outputs.Clone());
    }

    public void Dispose() => _evaluator?.Dispose();

    private static void Evaluate(ParallelEvaluator<TNet> evaluator, ForwardPass pass, int times)
    {
        for (int i = 0; i < times; i++)
        {
            evaluator.Forward(pass.Inputs, pass.Outputs);
        }
    }
}
