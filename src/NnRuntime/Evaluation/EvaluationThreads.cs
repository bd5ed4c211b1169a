namespace NnGen.Training;

/// <summary>Threads that evaluate a network. Each has its own buffers, which are reused from epoch to epoch; members of the network use the scratch memory
/// that they keep for each thread.</summary>
internal sealed class EvaluationThreads<TSelf> : IDisposable
    where TSelf : class, INetwork<TSelf>
{
    /// <summary>Creates the threads, which start when there is work for them.</summary>
    /// <param name="threads">Maximum number of threads.</param>
    /// <param name="samples">Maximum number of samples of an evaluation, which needs no more threads than it has blocks.</param>
    public EvaluationThreads(int threads, int samples)
    {
        threads = Math.Min(threads, Math.Clamp(((samples - 1) / EvaluationPass.Block) + 1, 1, ThreadTeam.MaxItems));
        Team = new ThreadTeam(threads);
        Inputs = new float[]?[threads];
        Outputs = [.. Inputs.Select(static _ => new float[EvaluationPass.Block * TSelf.Info.OutputLength])];
        Classes = [.. Inputs.Select(static _ => new int[EvaluationPass.Block])];
    }

    /// <summary>Gets the threads.</summary>
    public ThreadTeam Team { get; }

    /// <summary>Gets the inputs of a block for each thread; null for a thread that has not gathered any.</summary>
    public float[]?[] Inputs { get; }

    /// <summary>Gets the outputs of a block for each thread.</summary>
    public float[][] Outputs { get; }

    /// <summary>Gets the classes of a block for each thread.</summary>
    public int[][] Classes { get; }

    public void Dispose() => Team.Dispose();
}
