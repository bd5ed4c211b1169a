using System.Collections.Concurrent;
using System.Globalization;
using NnGen.Optimizers;
using NnGen.Training;

namespace NnGen.Persistence;

/// <summary>The checkpoint of a run: what it writes, and how it goes on from there.</summary>
internal sealed partial class RunFile<TSelf>(
    Checkpoint checkpoint, IReadOnlyList<(string Key, string Value)> description, INetwork<TSelf> network, IOptimizer optimizer, BestParameters? best, RunPosition at)
    : IDisposable
    where TSelf : class, INetwork<TSelf>
{
    // Another meaning of what a file holds gets another number.
    private const string Version = "3";

    // A damaged file must not take the place of the whole one before it.
    private bool _isDamaged;

    private readonly Snapshot _snapshot = new(network.Parameters.Length, network.State.Length, optimizer);

    // The files that trainings of this process are writing.
    private static readonly ConcurrentDictionary<string, bool> s_claimed = [];

    private readonly List<string> _claims = [];

    private Task _writing = Task.CompletedTask;

    /// <summary>Claims the file for this run, until it is disposed.</summary>
    /// <exception cref="InvalidOperationException">Another training is writing it.</exception>
    public void Claim()
    {
        // The files themselves, whichever links lead to them, and the previous one, which is written too.
        foreach (string file in new[] { checkpoint.Path, checkpoint.PreviousPath }.Select(static path => SaveTarget.Of(path).Path))
        {
            if (!s_claimed.TryAdd(file, true))
            {
                Release();
                throw new InvalidOperationException($"Another training is writing {file}. Give each training a checkpoint of its own, such as another name than {checkpoint.Path}.");
            }
            _claims.Add(file);
        }
    }

    /// <summary>Begins to write the run as it is now, when the file before it is there: flushing to a disk takes as long as many steps.</summary>
    /// <param name="elapsed">The time that the epoch has taken up to here.</param>
    /// <param name="epochs">All epochs of the run.</param>
    public void Write(TimeSpan elapsed, int epochs)
    {
        Await();
        List<(string, string)> metadata = [("version", Version)];
        metadata.AddRange(description.Select(static entry => ($"run.{entry.Key}", entry.Value)));
        metadata.Add(("run.epochs", epochs.ToString(CultureInfo.InvariantCulture)));
        metadata.AddRange(CheckpointContent.Texts(at, elapsed));
        metadata.Add(("optimizer.steps", optimizer.StepCount.ToString(CultureInfo.InvariantCulture)));
        metadata.Add(("best.epoch", (best?.Epoch ?? 0).ToString(CultureInfo.InvariantCulture)));
        metadata.Add(("best.result", (best?.Result ?? 0).ToString(CultureInfo.InvariantCulture)));
        metadata.Add(("best.improved_epoch", (best?.ImprovedEpoch ?? 0).ToString(CultureInfo.InvariantCulture)));
        metadata.Add(("best.improved_result", (best?.ImprovedResult ?? 0).ToString(CultureInfo.InvariantCulture)));

        _snapshot.Take(network.Parameters, network.State);
        List<(string, IReadOnlyList<int>, ReadOnlyMemory<float>)> blocks =
        [
            .. FileBlock.Own(TSelf.Info).Select(block => (block.Name, block.Shape, (block.IsState ? _snapshot.State : _snapshot.Parameters).Slice(block.Block.Offset, block.Block.Length))),
            .. _snapshot.Optimizer.Select(static state => (NameOf(state.Name), (IReadOnlyList<int>)[state.Values.Length], state.Values)),
        ];
        if (best?.Epoch > 0)
        {
            // These are their own copies, and do not change while a file is written.
            blocks.Add(("best/parameters", [best.Parameters.Length], best.Parameters));
            blocks.Add(("best/state", [best.State.Length], best.State));
        }
        string? previous = _isDamaged ? null : checkpoint.PreviousPath;
        _isDamaged = false;
        _writing = Task.Run(() => AtomicFile.Rotate(checkpoint.Path, previous, stream => CheckpointContent.Write(stream, metadata, blocks)));
    }

    /// <summary>Waits until the file is there.</summary>
    /// <exception cref="IOException">It cannot be written; the one before is as it was.</exception>
    public void Await() => _writing.GetAwaiter().GetResult();

    /// <summary>Gives the memory back when nobody writes any more; whether the file is there does not matter next to what went wrong.</summary>
    public void Dispose()
    {
        Task.WaitAny(_writing);
        _snapshot.Dispose();
        Release();
    }

    private void Release()
    {
        _claims.ForEach(static file => s_claimed.TryRemove(file, out _));
        _claims.Clear();
    }

    private static string NameOf(string optimizerState) => $"optimizer/{optimizerState}";
}
