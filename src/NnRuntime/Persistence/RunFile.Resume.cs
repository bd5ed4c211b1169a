using System.Diagnostics;
using NnGen.Optimizers;
using NnGen.Schedules;
using NnGen.Training;

namespace NnGen.Persistence;

// How a run continues from its file: it is read and compared as a whole before anything is changed.
internal sealed partial class RunFile<TSelf>
{
    /// <summary>Continues the run where the file, or the previous one, left it; false if it begins at the first step.</summary>
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

            // Why the previous file was read. Between two renames a killed process leaves that one alone, so it is not an error.
            string? reason = file == checkpoint.Path ? null : damages.Count > 0 ? damages[0].Message : $"{checkpoint.Path} does not exist.";
            if (saved.Difference is { } difference)
            {
                throw new InvalidDataException(reason is null
                    ? $"{file} is the checkpoint of another run: {difference}. Continue with the same data and options, or set Resume to false to start a new run."
                    : $"{reason} The checkpoint before it, {file}, was left by another run: {difference}. Delete that file too, or set Resume to false, to start a new run; use the same data and options to continue the other one.");
            }
            if (reason is not null)
            {
                Trace.TraceWarning($"{reason} Continuing from {file}, the checkpoint before it.");
            }
            _isDamaged = file == checkpoint.PreviousPath && damages.Count > 0;
            Apply(saved);
            return true;
        }
        return damages.Count == 0
            ? false
            : throw new InvalidDataException($"There is no checkpoint to continue from. {string.Join(' ', damages.Select(static damage => damage.Message))} Set Resume to false to start a new run.", damages[0]);
    }

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
