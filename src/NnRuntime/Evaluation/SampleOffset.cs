namespace NnGen.Training;

/// <summary>Corrects the numbers of samples in exceptions of calls that got a part of the samples.</summary>
internal static class SampleOffset
{
    /// <summary>Adds the number of the first sample to a message that numbers samples relative to it.</summary>
    public static ArgumentOutOfRangeException Add(int first, ArgumentOutOfRangeException exception) =>
        new($"Counted from sample {first}: {exception.Message}", exception);
}
