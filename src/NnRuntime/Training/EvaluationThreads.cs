namespace NnRuntime.Training;

/// <summary>Threads that evaluate a network, each with its memory, which epoch after epoch uses again.</summary>
internal sealed class EvaluationThreads<TSelf> : IDisposable
    where TSelf : class, INetwork<TSelf>
{
    /// <summary>Makes threads, which start with the first work for them.</summary>
    /// <param name="threads">The most threads.</param>
    /// <param name="samples">The most samples of an evaluation; it needs no more threads than it has blocks.</param>
    public EvaluationThreads(int threads, int samples)
    {
        threads = Math.Min(threads, Math.Clamp(((samples - 1) / EvaluationPass.Block) + 1, 1, ThreadTeam.MaxItems));
        Team = new ThreadTeam(threads);
        Workspaces = [.. Enumerable.Range(0, threads).Select(static _ => TSelf.CreateWorkspace(1))];
        Inputs = new float[]?[threads];
        Outputs = [.. Workspaces.Select(static _ => new float[EvaluationPass.Block * TSelf.Info.OutputLength])];
        Classes = [.. Workspaces.Select(static _ => new int[EvaluationPass.Block])];
    }

    /// <summary>The threads.</summary>
    public ThreadTeam Team { get; }

    /// <summary>Scratch memory of each.</summary>
    public Workspace[] Workspaces { get; }

    /// <summary>Inputs of a block, of each that has gathered some.</summary>
    public float[]?[] Inputs { get; }

    /// <summary>Outputs of a block, of each.</summary>
    public float[][] Outputs { get; }

    /// <summary>Classes of a block, of each.</summary>
    public int[][] Classes { get; }

    public void Dispose() => Team.Dispose();
}
