using System.Collections.Concurrent;
using System.Globalization;
using NnGen.Files;
using NnGen.Optimizers;
using NnGen.Persistence;
using NnGen.Safetensors;

namespace NnGen.Training;

/// <summary>Writes the checkpoint of a run and resumes the run from it.</summary>
internal sealed partial class RunFile<TSelf>(
    Checkpoint checkpoint, IReadOnlyList<(string Key, string Value)> description, INetwork<TSelf> network, IOptimizer optimizer, BestParameters? best, RunPosition at)
    : IDisposable
    where TSelf : class, INetwork<TSelf>
{
    // Changes whenever the meaning of the content changes.
    private const string Version = "4";

    // A damaged file must not replace the intact previous one.
    private bool _isDamaged;

    private readonly Snapshot _snapshot = new(network.Parameters.Length, network.State.Length, optimizer);

    // The files that training runs of this process are writing. Windows and macOS do not distinguish the case of names.
    private static readonly ConcurrentDictionary<string, bool> s_claimed = new(OperatingSystem.IsLinux() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);

    private readonly List<string> _claims = [];

    private Task _writing = Task.CompletedTask;

    /// <summary>Claims the file for this run until the run is disposed.</summary>
    /// <exception cref="InvalidOperationException">Another training run is writing the file.</exception>
    public void Claim()
    {
        // The resolved files, regardless of the links that point to them, and the previous one, which is also written.
        foreach (string file in new[] { checkpoint.Path, checkpoint.PreviousPath }.Select(static path => SaveTarget.Of(path).Path))
        {
            if (!s_claimed.TryAdd(file, true))
            {
                Release();
                throw new InvalidOperationException($"Another training run is writing {file}. Give each training run its own checkpoint, with a name other than {checkpoint.Path}.");
            }
            _claims.Add(file);
        }
    }

    /// <summary>Starts writing the current state of the run in the background, after the previous write has completed: flushing to a disk takes as long as
    /// many steps.</summary>
    /// <param name="elapsed">Time that the current epoch has taken so far.</param>
    /// <param name="epochs">Total number of epochs of the run.</param>
    public void Write(TimeSpan elapsed, int epochs)
    {
        Await();
        List<(string, string)> metadata = [("version", Version)];
        metadata.AddRange(description.Select(static entry => ($"run.{entry.Key}", entry.Value)));
        metadata.Add(("run.epochs", epochs.ToString(CultureInfo.InvariantCulture)));
        metadata.AddRange(RunPositionTexts.Write(at, elapsed));
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
            // These are separate copies, which do not change while a file is being written.
            blocks.Add(("best/parameters", [best.Parameters.Length], best.Parameters));
            blocks.Add(("best/state", [best.State.Length], best.State));
        }
        string? previous = _isDamaged ? null : checkpoint.PreviousPath;
        _isDamaged = false;
        _writing = Task.Run(() => AtomicFile.Rotate(checkpoint.Path, previous, stream => CheckpointContent.Write(stream, metadata, blocks)));
    }

    /// <summary>Waits until the file has been written.</summary>
    /// <exception cref="IOException">The file cannot be written. The previous one is unchanged.</exception>
    public void Await() => _writing.GetAwaiter().GetResult();

    /// <summary>Returns the memory after a pending write has ended. Its errors are ignored, since an earlier exception matters more.</summary>
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
