namespace NnGen.Training;

/// <summary>Threads that evaluate a network, each with its memory, which epoch after epoch uses again; the scratch memory of the network's members is
/// that which they keep for every thread.</summary>
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
        Inputs = new float[]?[threads];
        Outputs = [.. Inputs.Select(static _ => new float[EvaluationPass.Block * TSelf.Info.OutputLength])];
        Classes = [.. Inputs.Select(static _ => new int[EvaluationPass.Block])];
    }

    /// <summary>The threads.</summary>
    public ThreadTeam Team { get; }

    /// <summary>Inputs of a block, of each that has gathered some.</summary>
    public float[]?[] Inputs { get; }

    /// <summary>Outputs of a block, of each.</summary>
    public float[][] Outputs { get; }

    /// <summary>Classes of a block, of each.</summary>
    public int[][] Classes { get; }

    public void Dispose() => Team.Dispose();
}
