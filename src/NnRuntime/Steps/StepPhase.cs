namespace NnGen.Training;

/// <summary>Work of a step that the threads share. All of its items are done before the next phase begins.</summary>
/// <param name="job">Called with the index of the item and the index of the thread.</param>
internal sealed class StepPhase(Action<int, int> job)
{
    public Action<int, int> Job => job;

    /// <summary>Gets the number of items.</summary>
    public required int Items { get; set; }

    /// <summary>Gets whether the items are the shards of the batch, whose number depends on it.</summary>
    public bool IsOverSamples { get; init; }
}
