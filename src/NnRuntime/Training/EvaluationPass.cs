using NnRuntime.Data;

namespace NnRuntime.Training;

/// <summary>A pass over data without training: for every block of samples the loss and then the outputs, while its inputs are near.</summary>
internal static class EvaluationPass
{
    /// <summary>Samples of one call: as many as networks take through all layers at a time, since pieces that begin between such blocks would be cut
    /// in other places and round differently. The inputs of a block stay in the cache from its loss to its outputs.</summary>
    public const int Block = 64;

    /// <summary>Looks at what a network made of a sample.</summary>
    public delegate void OutputAction(int thread, int sample, ReadOnlySpan<float> outputs, int predicted);

    /// <summary>Goes through the data.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">The data.</param>
    /// <param name="threads">What works.</param>
    /// <param name="action">What to do with the outputs of every sample; null if they do not matter.</param>
    /// <returns>The mean loss: the same bits for any number of threads, as blocks do not depend on them, and an item of their work has blocks that
    /// follow one another.</returns>
    public static float Run<TSelf, TTarget>(ITrainable<TSelf, TTarget> network, Dataset<TTarget> data, EvaluationThreads<TSelf> threads, OutputAction? action)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged
    {
        int blocks = (data.Count + Block - 1) / Block, items = Math.Min(blocks, ThreadTeam.MaxItems);
        double[] losses = new double[items];
        threads.Team.Run(items, (item, thread) =>
        {
            for (long i = (long)blocks * item / items; i < (long)blocks * (item + 1) / items; i++)
            {
                int first = (int)i * Block, count = Math.Min(Block, data.Count - first);
                ReadOnlySpan<float> inputs = data.Inputs.Slice(first * data.InputLength, count * data.InputLength);
                losses[item] += Loss(network, inputs, data.Targets.Slice(first * data.TargetLength, count * data.TargetLength), threads.Workspaces[thread], first) * (double)count;
                if (action is not null)
                {
                    Outputs(network, inputs, first, default, threads, thread, action);
                }
            }
        });
        return (float)(losses.Sum() / data.Count);
    }

    /// <summary>Goes through some samples, without their loss.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">The data.</param>
    /// <param name="samples">The numbers of the samples.</param>
    /// <param name="threads">What works.</param>
    /// <param name="action">What to do with the outputs of every sample.</param>
    public static void Run<TSelf, TTarget>(ITrainable<TSelf, TTarget> network, Dataset<TTarget> data, int[] samples, EvaluationThreads<TSelf> threads, OutputAction action)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged
    {
        int blocks = (samples.Length + Block - 1) / Block, items = Math.Min(blocks, ThreadTeam.MaxItems);
        threads.Team.Run(items, (item, thread) =>
        {
            // Gathered block by block: a copy of all of them would be memory of the size of the samples, which takes longer to get than to evaluate.
            float[] gathered = threads.Inputs[thread] ??= new float[Block * data.InputLength];
            for (long i = (long)blocks * item / items; i < (long)blocks * (item + 1) / items; i++)
            {
                int first = (int)i * Block;
                ReadOnlySpan<int> block = samples.AsSpan(first, Math.Min(Block, samples.Length - first));
                for (int s = 0; s < block.Length; s++)
                {
                    data.Input(block[s]).CopyTo(gathered.AsSpan(s * data.InputLength));
                }
                Outputs(network, gathered.AsSpan(0, block.Length * data.InputLength), first, block, threads, thread, action);
            }
        });
    }

    private static float Loss<TSelf, TTarget>(ITrainable<TSelf, TTarget> network, ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, Workspace workspace, int first)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged
    {
        try
        {
            return network.Loss(inputs, targets, workspace);
        }
        catch (ArgumentOutOfRangeException exception) when (first > 0)
        {
            throw Trainer.Behind(first, exception);
        }
    }

    // Of samples that follow the first, or of those that are named.
    private static void Outputs<TSelf>(INetwork<TSelf> network, ReadOnlySpan<float> inputs, int first, ReadOnlySpan<int> samples, EvaluationThreads<TSelf> threads, int thread, OutputAction action)
        where TSelf : class, INetwork<TSelf>
    {
        int length = TSelf.Info.OutputLength, count = inputs.Length / TSelf.Info.InputLength;
        (float[] outputs, int[] classes, Workspace workspace) = (threads.Outputs[thread], threads.Classes[thread], threads.Workspaces[thread]);
        network.Forward(inputs, outputs.AsSpan(0, count * length), workspace);

        // From one output the class cannot be told without knowing whether it is a logit or a probability.
        IClassifier? single = length == 1 ? network as IClassifier : null;
        single?.Classify(inputs, classes.AsSpan(0, count), workspace);
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<float> row = outputs.AsSpan(i * length, length);
            action(thread, samples.IsEmpty ? first + i : samples[i], row, single is null ? Greatest(row) : classes[i]);
        }
    }

    // The greatest output is the greatest logit: softmax and its logarithm keep the order.
    private static int Greatest(ReadOnlySpan<float> outputs)
    {
        int best = 0;
        for (int c = 1; c < outputs.Length; c++)
        {
            best = outputs[c] > outputs[best] || (float.IsNaN(outputs[best]) && !float.IsNaN(outputs[c])) ? c : best;
        }
        return best;
    }
}
