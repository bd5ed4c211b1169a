using NnRuntime;
using Versus.Work;

namespace Versus.Contenders;

/// <summary>What a forward pass reads and writes.</summary>
internal sealed record ForwardPass(float[] Inputs, float[] Outputs, Workspace Workspace);

/// <summary>NnGen's forward pass. A network never starts threads, so there is always one.</summary>
internal sealed class NnGenInference<TNet> : IContender
    where TNet : class, INetwork<TNet>
{
    private readonly TNet _net = TNet.Create(0);
    private readonly ForwardPass _pass;

    public NnGenInference(Workload work, Action<TNet, ForwardPass, int> loop)
    {
        work.Parameters().CopyTo(_net.Parameters);
        _pass = new ForwardPass(work.Inputs(), new float[work.Samples * TNet.Info.OutputLength], TNet.CreateWorkspace(work.Samples));
        Settings = [new Setting("Forward", times => loop(_net, _pass, times))];
    }

    public int Threads => 1;

    public IReadOnlyList<Setting> Settings { get; }

    public IEnumerable<Answer> Check()
    {
        Settings[0].Run(1);
        yield return new Answer(Settings[0].Name, (float[])_pass.Outputs.Clone());
    }

    public void Dispose()
    {
    }
}
