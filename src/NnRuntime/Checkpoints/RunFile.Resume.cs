using System.Diagnostics;
using NnGen.Files;
using NnGen.Optimizers;
using NnGen.Persistence;
using NnGen.Safetensors;
using NnGen.Schedules;

namespace NnGen.Training;

// Resumes a run from its file, which is read and compared completely before anything is changed.
internal sealed partial class RunFile<TSelf>
{
    /// <summary>Resumes the run from the file or the previous one. Returns false if the run begins at the first step.</summary>
    /// <param name="epochs">Total number of epochs.</param>
    /// <param name="batches">Number of steps per epoch.</param>
    /// <param name="schedule">The schedule.</param>
    /// <exception cref="InvalidDataException">All files are damaged or belong to another run. Nothing was changed.</exception>
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

            // Why the previous file was read. A process that is killed between the two renames leaves only that one, so this is not an error.
            string? reason = file == checkpoint.Path ? null : damages.Count > 0 ? damages[0].Message : $"{checkpoint.Path} does not exist.";
            if (saved.FewestEpochs is { } fewest)
            {
                throw new InvalidDataException($"{(reason is null ? $"{file} is a checkpoint" : $"{reason} The previous file, {file}, is a checkpoint")} of more epochs: {saved.Difference}. Set Epochs to at least {fewest} to continue that run, or Resume to false to start a new one.");
            }
            if (saved.Difference is { } difference)
            {
                throw new InvalidDataException(reason is null
                    ? $"{file} is the checkpoint of another run: {difference}. Use the same data and options to continue that run, or set Resume to false to start a new one."
                    : $"{reason} The previous checkpoint, {file}, belongs to another run: {difference}. Delete that file too, or set Resume to false, to start a new run; use the same data and options to continue the other one.");
            }
            if (reason is not null)
            {
                Trace.TraceWarning($"{reason} Continuing from the previous checkpoint, {file}.");
            }
            _isDamaged = file == checkpoint.PreviousPath && damages.Count > 0;
            Apply(saved);
            return true;
        }
        return damages.Count == 0
            ? false
            : throw new InvalidDataException($"There is no checkpoint to continue from. {string.Join(' ', damages.Select(static damage => damage.Message))} Set Resume to false to start a new run.", damages[0]);
    }

    // Differences are reported before blocks are checked, whose shapes depend on them.
    private Saved Read(SafetensorsReader reader, string file, int epochs, int batches, ISchedule? schedule)
    {
        IReadOnlyDictionary<string, string> texts = reader.Header.Metadata;
        if (Difference(texts) is { } difference)
        {
            return new Saved(difference);
        }
        RunPosition position = RunPositionTexts.Read(texts, batches);
        if (position.Step > (long)epochs * batches)
        {
            return new Saved($"epochs: {position.Epoch} are completed in the file, but only {epochs} are requested here") { FewestEpochs = (position.Step + batches - 1) / batches };
        }
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
        string? odd = reader.Header.Entries.Where(entry => !saved.Blocks.TryGetValue(entry.Name, out var block) || !entry.HasShape(block.Shape)).Select(static entry => $"{Excerpt.Of(entry.Name)} {entry.ShapeText}").FirstOrDefault();
        if (odd is not null || reader.Header.Entries.Count != saved.Blocks.Count || saved.OptimizerSteps < 0 || saved.BestEpoch < 0 || saved.BestEpoch > position.Epoch || saved.ImprovedEpoch < 0 || saved.ImprovedEpoch > position.Epoch)
        {
            throw new InvalidDataException($"{file} is not a complete checkpoint: {(odd is null ? "its blocks or counts are not those of its run" : $"its block {odd} does not belong to its run")}.");
        }
        reader.Read(entry => saved.Blocks[entry.Name].Values);
        return FileBlock.Own(TSelf.Info).Any(block => Divergence.HasOther(saved.Blocks[block.Name].Values))
            ? throw new InvalidDataException($"{file} is not a complete checkpoint: it contains parameters that are not finite.")
            : saved;
    }

    private string? Difference(IReadOnlyDictionary<string, string> texts)
    {
        List<string> differences = [];
        if (texts.GetValueOrDefault("version") is var version && version != Version)
        {
            return $"its layout is version {Excerpt.Of(version ?? "unknown")}, but this version of NnGen uses layout {Version}";
        }
        foreach ((string key, string value) in description)
        {
            string saved = texts.GetValueOrDefault($"run.{key}", "missing");
            if (saved != value)
            {
                differences.Add(Difference(key, saved, value));
            }
        }
        return differences.Count == 0 ? null : string.Join("; ", differences);
    }

    // Long texts are shown from shortly before the first difference.
    private static string Difference(string key, string saved, string value)
    {
        const int Shown = 400, Before = 40;
        int same = saved.AsSpan().CommonPrefixLength(value), from = Math.Max(saved.Length, value.Length) > Shown ? Math.Max(0, same - Before) : 0;
        string skipped = from > 0 ? "…" : "";
        return $"{key}: {skipped}{Excerpt.Of(saved.AsSpan(from), Shown)} in the file, {skipped}{Excerpt.Of(value.AsSpan(from), Shown)} here";
    }

    // More epochs are allowed if the steps already taken would have had the same rates.
    private string? Difference(IReadOnlyDictionary<string, string> texts, RunPosition position, int epochs, int batches, ISchedule? schedule)
    {
        int savedEpochs = CheckpointContent.Number<int>(texts, "run.epochs");
        float rate = RunRates.OfLastStep(schedule, position, (long)savedEpochs * batches);
        if (rate != position.ScheduledRate)
        {
            return $"schedule: {schedule} gives step {position.Step} the rate {rate}, but in the file it is {position.ScheduledRate}";
        }
        for (long step = 0; schedule is not null && epochs != savedEpochs && step < position.Step; step++)
        {
            long savedSteps = (long)savedEpochs * batches, steps = (long)epochs * batches;
            if (schedule.GetRate(position.BaseRate, step, savedSteps, position.Epochs) != schedule.GetRate(position.BaseRate, step, steps, position.Epochs)
                || (optimizer.Momentum is not null && schedule.GetMomentum(step, savedSteps) != schedule.GetMomentum(step, steps)))
            {
                return $"epochs: {savedEpochs} in the file, {epochs} here, with which {schedule} gives different learning rates for the steps already taken";
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
        // Set if the file has more steps than are requested.
        public long? FewestEpochs { get; init; }

        public RunPosition? Position { get; init; }

        public long OptimizerSteps { get; init; }

        public int BestEpoch { get; init; }

        public double BestResult { get; init; }

        public int ImprovedEpoch { get; init; }

        public double ImprovedResult { get; init; }

        public Dictionary<string, (IReadOnlyList<int> Shape, float[] Values)> Blocks { get; } = [];
    }
}
