using NnGen;
using NnGen.CompilerServices;

namespace NnGen.IntegrationTests;

/// <summary>A workspace belongs to one call at a time, and is as large as an array can be at most.</summary>
public class WorkspaceTests
{
    [Fact]
    public void Two_calls_with_one_workspace_at_once_are_told()
    {
        Large network = new(1);
        Workspace workspace = Large.CreateWorkspace(64);
        float[] inputs = [.. Enumerable.Range(0, 300 * 64).Select(static i => MathF.Sin(i))], expected = new float[260 * 64];
        network.Forward(inputs, expected);
        int told = 0, wrong = 0;
        bool done = false;

        // On a busy machine, the threads may take turns for a long time.
        using Barrier together = new(2, phase => done = phase.CurrentPhaseNumber >= (told > 0 ? 500 : 50_000));
        Thread[] threads = [.. Enumerable.Range(0, 2).Select(_ => new Thread(() =>
        {
            float[] outputs = new float[expected.Length];
            while (true)
            {
                together.SignalAndWait();
                if (done)
                {
                    return;
                }
                try
                {
                    network.Forward(inputs, outputs, workspace);
                    Interlocked.Add(ref wrong, outputs.AsSpan().SequenceEqual(expected) ? 0 : 1);
                }
                catch (InvalidOperationException error)
                {
                    Assert.Contains("Two calls are using the same workspace", error.Message, StringComparison.Ordinal);
                    Interlocked.Increment(ref told);
                }
            }
        }))];
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => thread.Join());
        Assert.True(told > 0, $"None of 100,000 calls was told, and {wrong} were wrong.");
        Assert.True(wrong < told, $"{told} calls were told, and {wrong} were wrong.");

        // Both are through, and the workspace is free.
        network.Forward(inputs, expected, workspace);
    }

    [Fact]
    public void A_workspace_is_in_use_until_it_is_returned()
    {
        Workspace workspace = new(10);
        using (WorkspaceLease lease = WorkspaceLease.Rent(workspace, 4, 1, out Span<float> scratch))
        {
            Assert.Equal(4, scratch.Length);
            Assert.Throws<InvalidOperationException>(() => WorkspaceLease.Rent(workspace, 4, 1, out _).Dispose());
            Assert.Equal(4, WorkspaceLease.Share(workspace, 4, 1).Length);
        }
        Assert.Throws<ArgumentException>(() => WorkspaceLease.Rent(workspace, 11, 1, out _).Dispose());
        Action failing = () =>
        {
            using WorkspaceLease lease = WorkspaceLease.Rent(workspace, 10, 1, out _);
            throw new FormatException();
        };
        Assert.Throws<FormatException>(failing);
        WorkspaceLease.Rent(workspace, 10, 1, out _).Dispose();

        // The thread's own belongs to nobody else.
        using WorkspaceLease first = WorkspaceLease.Rent(null, 4, 1, out _), second = WorkspaceLease.Rent(null, 4, 1, out _);
    }

    [Fact]
    public void A_call_that_is_refused_leaves_the_workspace_free()
    {
        Classifier network = new(1);
        Workspace workspace = Classifier.CreateWorkspace(2);
        float[] gradients = new float[Classifier.ParameterCount], outputs = new float[8];
        for (int i = 0; i < 2; i++)
        {
            Assert.Throws<ArgumentException>(() => network.Backward(new float[20 * 500], new int[500], gradients, workspace));
            Assert.Throws<ArgumentOutOfRangeException>(() => network.Backward(new float[20], [4], gradients, workspace));
            Assert.Throws<ArgumentException>(() => network.Forward(new float[21], outputs, workspace));
            network.Forward(new float[40], outputs, workspace);
            network.Loss(new float[40], [1, 2], workspace);
            network.Backward(new float[40], [1, 2], gradients, workspace);
            network.BackwardFromOutput(new float[40], new float[8], gradients, default, workspace);
        }
    }

    [Fact]
    public void A_workspace_beyond_an_array_is_refused_with_its_size()
    {
        Assert.Contains("one array can hold at most", Assert.Throws<ArgumentOutOfRangeException>(static () => Large.CreateWorkspace(int.MaxValue)).Message, StringComparison.Ordinal);
        Assert.Contains("one array can hold at most", Assert.Throws<ArgumentOutOfRangeException>(static () => Photographs.CreateWorkspace(int.MaxValue)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(static () => Large.CreateWorkspace(0));
        Assert.Throws<ArgumentOutOfRangeException>(static () => Large.CreateWorkspace(int.MinValue));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new Workspace(-1));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new Workspace(long.MaxValue));
    }
}
