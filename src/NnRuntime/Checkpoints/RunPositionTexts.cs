using System.Globalization;
using NnGen.Safetensors;

namespace NnGen.Training;

/// <summary>Writes the position of a run as metadata entries of its checkpoint, and reads it from them.</summary>
internal static class RunPositionTexts
{
    /// <summary>Returns the metadata entries of a position.</summary>
    public static IEnumerable<(string Key, string Value)> Write(RunPosition at, TimeSpan elapsed)
    {
        static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);

        return
        [
            ("at.epoch", Text(at.Epoch)), ("at.batch", Text(at.Batch)), ("at.step", Text(at.Step)), ("at.loss", Text(at.Loss)), ("at.weight", Text(at.Weight)),
            ("at.first_epoch", Text(at.FirstEpoch)), ("at.first_step", Text(at.FirstStep)), ("at.base_rate", Text(at.BaseRate)), ("at.base_momentum", at.BaseMomentum is { } momentum ? Text(momentum) : "none"), ("at.rate", Text(at.Rate)), ("at.scheduled_rate", Text(at.ScheduledRate)),
            ("at.elapsed", Text(elapsed.Ticks)), ("at.history", HistoryBytes.Write(at.Epochs)),
        ];
    }

    /// <summary>Parses a position from metadata entries.</summary>
    /// <param name="texts">The metadata entries.</param>
    /// <param name="batches">Number of steps per epoch.</param>
    /// <exception cref="FormatException">The entries are inconsistent.</exception>
    public static RunPosition Read(IReadOnlyDictionary<string, string> texts, int batches)
    {
        RunPosition at = new()
        {
            Epoch = CheckpointContent.Number<int>(texts, "at.epoch"),
            Batch = CheckpointContent.Number<int>(texts, "at.batch"),
            Step = CheckpointContent.Number<long>(texts, "at.step"),
            Loss = CheckpointContent.Number<double>(texts, "at.loss"),
            Weight = CheckpointContent.Number<double>(texts, "at.weight"),
            FirstEpoch = CheckpointContent.Number<int>(texts, "at.first_epoch"),
            FirstStep = CheckpointContent.Number<long>(texts, "at.first_step"),
            BaseRate = CheckpointContent.Number<float>(texts, "at.base_rate"),
            BaseMomentum = texts["at.base_momentum"] == "none" ? null : CheckpointContent.Number<double>(texts, "at.base_momentum"),
            Rate = CheckpointContent.Number<float>(texts, "at.rate"),
            ScheduledRate = CheckpointContent.Number<float>(texts, "at.scheduled_rate"),
            Elapsed = new TimeSpan(CheckpointContent.Number<long>(texts, "at.elapsed")),
            Epochs = HistoryBytes.Read(texts["at.history"]),
        };

        // Batch may equal batches if a hook cancelled the run after the last step of an epoch.
        bool fits = at.Epoch >= 0 && at.Batch >= 0 && at.Batch <= batches && at.Step == ((long)at.Epoch * batches) + at.Batch
            && at.Epochs.Count == at.Epoch && at.FirstEpoch >= 0 && at.FirstStep >= 0 && at.BaseRate >= 0 && float.IsFinite(at.BaseRate) && double.IsFinite(at.Loss) && at.Weight >= 0 && at.Elapsed >= TimeSpan.Zero;
        return fits ? at : throw new FormatException($"epoch {at.Epoch}, batch {at.Batch} of {batches}, step {at.Step} and {at.Epochs.Count} epochs of history are inconsistent");
    }
}
