using System.Collections.Concurrent;
using NnGen;
using NnGen.Data;

namespace FlowerService;

/// <summary>Answers any number of requests at the same time with one network. Each request rents a workspace, the scratch memory of a forward pass, so that the pass allocates nothing.</summary>
internal sealed class FlowerClassifier
{
    private readonly FlowerNet _net;
    private readonly Normalization _normalization;
    private readonly IReadOnlyList<string> _names;
    private readonly ConcurrentBag<Workspace> _workspaces = [];
    private long _passes;
    private long _allocatedBytes;

    public FlowerClassifier(FlowerNet net)
    {
        _net = net;
        _normalization = net.GetPreprocessing()?.Inputs ?? throw new ArgumentException("The network knows no normalization; delete its file, so that it is trained again.", nameof(net));
        _names = net.GetPreprocessing()!.ClassNames;
        _ = Classify(new Flower(5, 3, 4, 1));   // the first pass initializes static fields
        (_passes, _allocatedBytes) = (0, 0);
    }

    /// <summary>Gets the number of forward passes.</summary>
    public long Passes => Interlocked.Read(ref _passes);

    /// <summary>Gets the number of bytes that all forward passes allocated.</summary>
    public long AllocatedBytes => Interlocked.Read(ref _allocatedBytes);

    /// <summary>Returns the most probable species of a flower.</summary>
    public Species Classify(Flower flower)
    {
        Span<float> probabilities = stackalloc float[FlowerNet.OutputLength];
        Workspace workspace = _workspaces.TryTake(out Workspace? free) ? free : FlowerNet.CreateWorkspace(batchSize: 1);
        Forward(flower, probabilities, workspace);
        _workspaces.Add(workspace);
        int best = probabilities.IndexOf(Max(probabilities));
        return new Species(_names[best], probabilities[best]);
    }

    /// <summary>Computes the probabilities of a flower, and counts the bytes that are allocated.</summary>
    public void Forward(Flower flower, Span<float> probabilities, Workspace workspace)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Span<float> inputs = stackalloc float[FlowerNet.InputLength];
        _normalization.Apply([flower.SepalLength, flower.SepalWidth, flower.PetalLength, flower.PetalWidth], inputs);
        _net.Forward(inputs, probabilities, workspace);
        Interlocked.Add(ref _allocatedBytes, GC.GetAllocatedBytesForCurrentThread() - before);
        Interlocked.Increment(ref _passes);
    }

    private static float Max(ReadOnlySpan<float> values)
    {
        float max = values[0];
        foreach (float value in values[1..])
        {
            max = MathF.Max(max, value);
        }
        return max;
    }
}
