using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using NnGen.Optimizers;
using NnGen.Schedules;
using NnGen.Training;

namespace NnGen.Persistence;

/// <summary>The checkpoint of a run: what it writes, and how it goes on from there.</summary>
internal sealed class RunFile<TSelf>(
    Checkpoint checkpoint, IReadOnlyList<(string Key, string Value)> description, INetwork<TSelf> network, IOptimizer optimizer, BestParameters? best, RunPosition at)
    : IDisposable
    where TSelf : class, INetwork<TSelf>
{
    // Another meaning of what a file holds gets another number.
    private const string Version = "2";

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

    /// <summary>Takes the run up where the file, or the one before it, left it; false if it begins anew.</summary>
    /// <param name="epochs">All epochs that are wanted.</param>
    /// <param name="batches">The steps of an epoch.</param>
    /// <param name="schedule">The schedule.</param>
    /// <exception cref="InvalidDataException">All files are damaged, or belong to another run; nothing was changed.</exception>
    public bool TryResume(int epochs, int batches, ISchedule? schedule)
    {
        string[] files = checkpoint.Resume ? [.. new[] { checkpoint.Path, checkpoint.PreviousPath }.Where(InputFile.Exists)] : [];
        List<InvalidDataException> damages = [];
        foreach (string file in files)
        {
            Saved saved;
            try
            {
                saved = CheckpointContent.Read(file, reader => Read(reader, file, epochs, batches, schedule));
            }
            catch (InvalidDataException damage)
            {
                damages.Add(damage);
                continue;
            }
            if (saved.Difference is { } difference)
            {
                throw new InvalidDataException($"{file} is the checkpoint of another run: {difference}. Go on with the same data and options, or set Resume to false to begin anew.");
            }
            if (damages.Count > 0)
            {
                Trace.TraceWarning($"{damages[0].Message} Going on from {file}.");
            }
            _isDamaged = file == checkpoint.PreviousPath && damages.Count > 0;
            Apply(saved);
            return true;
        }
        return damages.Count == 0
            ? false
            : throw new InvalidDataException($"There is no checkpoint to go on from. {string.Join(' ', damages.Select(static damage => damage.Message))} Set Resume to false to begin anew.", damages[0]);
    }

    private static string NameOf(string optimizerState) => $"optimizer/{optimizerState}";

    // Differences are told before blocks are looked at, whose shapes follow from them.
    private Saved Read(SafetensorsReader reader, string file, int epochs, int batches, ISchedule? schedule)
    {
        IReadOnlyDictionary<string, string> texts = reader.Header.Metadata;
        if (Difference(texts) is { } difference)
        {
            return new Saved(difference);
        }
        RunPosition position = CheckpointContent.Position(texts, batches);
        if (Difference(texts, position, epochs, batches, schedule) is { } other)
        {
            return new Saved(other);
        }
        Saved saved = new(null)
        {
            Position = position,
            OptimizerSteps = CheckpointContent.Number<long>(texts, "optimizer.steps"),
            BestEpoch = CheckpointContent.Number<int>(texts, "best.epoch"),
            BestResult = CheckpointContent.Number<double>(texts, "best.result"),
            ImprovedEpoch = CheckpointContent.Number<int>(texts, "best.improved_epoch"),
            ImprovedResult = CheckpointContent.Number<double>(texts, "best.improved_result"),
        };
        int parameters = TSelf.Info.ParameterCount;
        optimizer.Prepare(parameters);
        foreach (FileBlock block in FileBlock.Own(TSelf.Info))
        {
            saved.Blocks.Add(block.Name, (block.Shape, new float[block.Block.Length]));
        }
        foreach (OptimizerState state in optimizer.State)
        {
            saved.Blocks.Add(NameOf(state.Name), ([state.Values.Length], new float[state.Values.Length]));
        }
        if (best is not null && saved.BestEpoch > 0)
        {
            saved.Blocks.Add("best/parameters", ([best.Parameters.Length], new float[best.Parameters.Length]));
            saved.Blocks.Add("best/state", ([best.State.Length], new float[best.State.Length]));
        }
        string? odd = reader.Header.Entries.Where(entry => !saved.Blocks.TryGetValue(entry.Name, out var block) || !entry.Shape.SequenceEqual(block.Shape.Select(static size => (long)size))).Select(static entry => $"{Excerpt.Of(entry.Name)} {entry.ShapeText}").FirstOrDefault();
        if (odd is not null || reader.Header.Entries.Count != saved.Blocks.Count || saved.OptimizerSteps < 0 || saved.BestEpoch < 0 || saved.BestEpoch > position.Epoch || saved.ImprovedEpoch < 0 || saved.ImprovedEpoch > position.Epoch)
        {
            throw new InvalidDataException($"{file} is not a whole checkpoint: {(odd is null ? "its blocks or counts are not those of its run" : $"its block {odd} does not belong to its run")}.");
        }
        reader.Read(entry => saved.Blocks[entry.Name].Values);
        return FileBlock.Own(TSelf.Info).Any(block => Divergence.HasOther(saved.Blocks[block.Name].Values))
            ? throw new InvalidDataException($"{file} is not a whole checkpoint: it holds parameters that are not finite.")
            : saved;
    }

    private string? Difference(IReadOnlyDictionary<string, string> texts)
    {
        List<string> differences = [];
        if (texts.GetValueOrDefault("version") is var version && version != Version)
        {
            return $"its layout is version {Excerpt.Of(version ?? "unknown")}, and this is NnGen with version {Version}";
        }
        foreach ((string key, string value) in description)
        {
            string saved = texts.GetValueOrDefault($"run.{key}", "not there");
            if (saved != value)
            {
                differences.Add($"{key}: {Excerpt.Of(saved, 400)} there, {value} here");
            }
        }
        return differences.Count == 0 ? null : string.Join("; ", differences);
    }

    // More epochs may follow if the steps that were taken had the same rates then.
    private string? Difference(IReadOnlyDictionary<string, string> texts, RunPosition position, int epochs, int batches, ISchedule? schedule)
    {
        int savedEpochs = CheckpointContent.Number<int>(texts, "run.epochs");
        if (position.Step > (long)epochs * batches)
        {
            return $"epochs: {position.Epoch} are done there, {epochs} are wanted here";
        }
        for (long step = 0; schedule is not null && epochs != savedEpochs && step < position.Step; step++)
        {
            long savedSteps = (long)savedEpochs * batches, steps = (long)epochs * batches;
            if (schedule.Rate(position.BaseRate, step, savedSteps, position.Epochs) != schedule.Rate(position.BaseRate, step, steps, position.Epochs)
                || (optimizer.Momentum is not null && schedule.Momentum(step, savedSteps) != schedule.Momentum(step, steps)))
            {
                return $"epochs: {savedEpochs} there, {epochs} here, and {schedule} gives other learning rates then";
            }
        }
        return null;
    }

    private void Apply(Saved saved)
    {
        foreach (FileBlock block in FileBlock.Own(TSelf.Info))
        {
            saved.Blocks[block.Name].Values.CopyTo((block.IsState ? network.State : network.Parameters).Slice(block.Block.Offset, block.Block.Length));
        }
        foreach (OptimizerState state in optimizer.State)
        {
            saved.Blocks[NameOf(state.Name)].Values.CopyTo(state.Values);
        }
        optimizer.StepCount = saved.OptimizerSteps;
        if (best is not null && saved.BestEpoch > 0)
        {
            (best.Epoch, best.Result, best.ImprovedEpoch, best.ImprovedResult) = (saved.BestEpoch, saved.BestResult, saved.ImprovedEpoch, saved.ImprovedResult);
            saved.Blocks["best/parameters"].Values.CopyTo(best.Parameters, 0);
            saved.Blocks["best/state"].Values.CopyTo(best.State, 0);
        }
        at.Set(saved.Position!);
    }

    private sealed record Saved(string? Difference)
    {
        public RunPosition? Position { get; init; }

        public long OptimizerSteps { get; init; }

        public int BestEpoch { get; init; }

        public double BestResult { get; init; }

        public int ImprovedEpoch { get; init; }

        public double ImprovedResult { get; init; }

        public Dictionary<string, (IReadOnlyList<int> Shape, float[] Values)> Blocks { get; } = [];
    }
}
