using NnGen.Data;

namespace NnGen.Training;

/// <summary>A pass over data in evaluation mode: computes the loss and the classes of each block of samples, and then its outputs while its inputs are still
/// in the cache.</summary>
internal static class EvaluationPass
{
    /// <summary>Number of samples per call. Networks evaluate blocks of this size through all layers; pieces that begin within such a block would be split
    /// differently and round differently. The inputs of a block stay in the cache between its loss and its outputs.</summary>
    public const int Block = 64;

    /// <summary>Processes the result of a sample.</summary>
    public delegate void SampleAction(int thread, int sample, ReadOnlySpan<float> outputs, int predicted);

    /// <summary>Evaluates the data.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">The data.</param>
    /// <param name="threads">The threads to use.</param>
    /// <param name="action">Called for every sample; null if only the loss is needed.</param>
    /// <param name="wantsOutputs">Whether the action uses the outputs, which require another pass; otherwise they are empty.</param>
    /// <returns>The mean loss, with the same bits for any number of threads: blocks do not depend on the threads, and each work item consists of consecutive
    /// blocks.</returns>
    public static float Run<TSelf, TTarget>(ITrainable<TSelf, TTarget> network, Dataset<TTarget> data, EvaluationThreads<TSelf> threads, SampleAction? action, bool wantsOutputs)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged
    {
        int length = TSelf.Info.OutputLength;
        double[] losses = new double[ThreadTeam.MaxItems];
        InBlocks(threads.Team, data.Count, (item, thread, first, count) =>
        {
            ReadOnlySpan<float> inputs = data.Inputs.Slice(first * data.InputLength, count * data.InputLength);
            ReadOnlySpan<TTarget> targets = data.Targets.Slice(first * data.TargetLength, count * data.TargetLength);
            Span<int> classes = action is not null && network is IClassifier ? threads.Classes[thread].AsSpan(0, count) : default;
            losses[item] += Loss(network, inputs, targets, classes, first) * (double)count;
            Span<float> outputs = wantsOutputs ? threads.Outputs[thread].AsSpan(0, count * length) : default;
            if (wantsOutputs)
            {
                network.Forward(inputs, outputs);
            }
            for (int s = 0; action is not null && s < count; s++)
            {
                action(thread, first + s, wantsOutputs ? outputs.Slice(s * length, length) : default, classes.IsEmpty ? 0 : classes[s]);
            }
        });
        return (float)(losses.Sum() / data.Count);
    }

    /// <summary>Classifies samples without computing a loss.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">The data.</param>
    /// <param name="samples">Numbers of the samples.</param>
    /// <param name="threads">The threads to use.</param>
    /// <param name="action">Called for every sample; the outputs are empty.</param>
    public static void Classify<TSelf, TTarget>(IClassifier network, Dataset<TTarget> data, int[] samples, EvaluationThreads<TSelf> threads, SampleAction action)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged
    {
        InBlocks(threads.Team, samples.Length, (_, thread, first, count) =>
        {
            // Gathered block by block, since allocating memory for a copy of all samples would take longer than evaluating them.
            float[] gathered = threads.Inputs[thread] ??= new float[Block * data.InputLength];
            ReadOnlySpan<int> block = samples.AsSpan(first, count);
            Span<float> inputs = gathered.AsSpan(0, count * data.InputLength);
            data.Gather(block, inputs, default);
            Span<int> classes = threads.Classes[thread].AsSpan(0, count);
            network.Classify(inputs, classes);
            for (int s = 0; s < count; s++)
            {
                action(thread, block[s], default, classes[s]);
            }
        });
    }

    // Each item consists of consecutive blocks. There are at most MaxItems, since the partial sums are added in their order.
    private static void InBlocks(ThreadTeam team, int samples, Action<int, int, int, int> block)
    {
        int blocks = (samples + Block - 1) / Block, items = Math.Min(blocks, ThreadTeam.MaxItems);
        team.Run(items, (item, thread) =>
        {
            for (long i = (long)blocks * item / items; i < (long)blocks * (item + 1) / items; i++)
            {
                int first = (int)i * Block;
                block(item, thread, first, Math.Min(Block, samples - first));
            }
        });
    }

    private static float Loss<TSelf, TTarget>(ITrainable<TSelf, TTarget> network, ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, Span<int> classes, int first)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged
    {
        try
        {
            return network.Loss(inputs, targets, classes, null);
        }
        catch (ArgumentOutOfRangeException exception) when (first > 0)
        {
            throw SampleOffset.Add(first, exception);
        }
    }
}
