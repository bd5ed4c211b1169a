using NnGen.Data;

namespace NnGen.Training;

/// <summary>A pass over data without training: for every block of samples the loss and the classes, and the outputs behind them, while its inputs are near.</summary>
internal static class EvaluationPass
{
    /// <summary>Samples of one call: as many as networks take through all layers at a time, since pieces that begin between such blocks would be cut
    /// in other places and round differently. The inputs of a block stay in the cache from its loss to its outputs.</summary>
    public const int Block = 64;

    /// <summary>Looks at what a network made of a sample.</summary>
    public delegate void SampleAction(int thread, int sample, ReadOnlySpan<float> outputs, int predicted);

    /// <summary>Goes through the data.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">The data.</param>
    /// <param name="threads">What works.</param>
    /// <param name="action">What to do with every sample; null if the loss is all that is wanted.</param>
    /// <param name="wantsOutputs">Whether it looks at the outputs, which take another pass, and are empty otherwise.</param>
    /// <returns>The mean loss: the same bits for any number of threads, as blocks do not depend on them, and an item of their work has blocks that
    /// follow one another.</returns>
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

    /// <summary>Goes through some samples for their classes alone.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">The data.</param>
    /// <param name="samples">The numbers of the samples.</param>
    /// <param name="threads">What works.</param>
    /// <param name="action">What to do with every sample; the outputs are empty.</param>
    public static void Classify<TSelf, TTarget>(IClassifier network, Dataset<TTarget> data, int[] samples, EvaluationThreads<TSelf> threads, SampleAction action)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged
    {
        InBlocks(threads.Team, samples.Length, (_, thread, first, count) =>
        {
            // Gathered block by block: a copy of all of them would be memory of the size of the samples, which takes longer to get than to evaluate.
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

    // Items of blocks that follow one another, so many at most as there are sums to add up in their order.
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
            throw TrainerExtensions.Behind(first, exception);
        }
    }
}
