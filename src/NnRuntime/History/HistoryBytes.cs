using System.Buffers.Binary;

namespace NnGen.Training;

/// <summary>Encodes the history of a run for its checkpoint: 37 bytes per epoch, as base64. A checkpoint is rewritten completely each time, so text of
/// several hundred characters per epoch would take most of the time of runs with thousands of short epochs.</summary>
internal static class HistoryBytes
{
    private const int Size = 37, AccuracyAt = 4, ValidationLossAt = 12, ValidationAccuracyAt = 16, RateAt = 24, DurationAt = 28, FlagsAt = 36;

    // Flags of the optional values.
    private const byte Accuracy = 1, ValidationLoss = 2, ValidationAccuracy = 4;

    /// <summary>Encodes epochs.</summary>
    public static string Write(IReadOnlyList<TrainingEpoch> epochs)
    {
        byte[] bytes = new byte[checked(epochs.Count * Size)];
        for (int i = 0; i < epochs.Count; i++)
        {
            TrainingEpoch epoch = epochs[i];
            Span<byte> at = bytes.AsSpan(i * Size, Size);
            BinaryPrimitives.WriteSingleLittleEndian(at, epoch.Loss);
            BinaryPrimitives.WriteDoubleLittleEndian(at[AccuracyAt..], epoch.Accuracy ?? 0);
            BinaryPrimitives.WriteSingleLittleEndian(at[ValidationLossAt..], epoch.ValidationLoss ?? 0);
            BinaryPrimitives.WriteDoubleLittleEndian(at[ValidationAccuracyAt..], epoch.ValidationAccuracy ?? 0);
            BinaryPrimitives.WriteSingleLittleEndian(at[RateAt..], epoch.LearningRate);
            BinaryPrimitives.WriteInt64LittleEndian(at[DurationAt..], epoch.Duration.Ticks);
            at[FlagsAt] = (byte)((epoch.Accuracy is null ? 0 : Accuracy) | (epoch.ValidationLoss is null ? 0 : ValidationLoss) | (epoch.ValidationAccuracy is null ? 0 : ValidationAccuracy));
        }
        return Convert.ToBase64String(bytes);
    }

    /// <summary>Decodes the output of <see cref="Write"/>.</summary>
    /// <exception cref="FormatException">The text is not such an encoding.</exception>
    public static List<TrainingEpoch> Read(string text)
    {
        byte[] bytes = Convert.FromBase64String(text);
        if (bytes.Length % Size != 0)
        {
            throw new FormatException($"The history has {bytes.Length} bytes, which is not a multiple of {Size}.");
        }
        List<TrainingEpoch> epochs = new(bytes.Length / Size);
        for (int start = 0; start < bytes.Length; start += Size)
        {
            ReadOnlySpan<byte> at = bytes.AsSpan(start, Size);
            byte flags = at[FlagsAt];
            if (flags > (Accuracy | ValidationLoss | ValidationAccuracy))
            {
                throw new FormatException($"Epoch {epochs.Count + 1} of the history has the flags {flags}, which are undefined.");
            }
            epochs.Add(new TrainingEpoch { Loss = BinaryPrimitives.ReadSingleLittleEndian(at), Accuracy = (flags & Accuracy) == 0 ? null : BinaryPrimitives.ReadDoubleLittleEndian(at[AccuracyAt..]), ValidationLoss = (flags & ValidationLoss) == 0 ? null : BinaryPrimitives.ReadSingleLittleEndian(at[ValidationLossAt..]), ValidationAccuracy = (flags & ValidationAccuracy) == 0 ? null : BinaryPrimitives.ReadDoubleLittleEndian(at[ValidationAccuracyAt..]), LearningRate = BinaryPrimitives.ReadSingleLittleEndian(at[RateAt..]), Duration = new TimeSpan(BinaryPrimitives.ReadInt64LittleEndian(at[DurationAt..])), Number = epochs.Count + 1 });
        }
        return epochs;
    }
}
