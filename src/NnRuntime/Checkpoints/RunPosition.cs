namespace NnGen.Training;

/// <summary>The current position of a run, and the sums of the current epoch.</summary>
internal sealed class RunPosition
{
    /// <summary>Gets or sets the current epoch, from 0.</summary>
    public int Epoch { get; set; }

    /// <summary>Gets or sets the number of steps taken in the epoch.</summary>
    public int Batch { get; set; }

    /// <summary>Gets or sets the number of steps taken in the run.</summary>
    public long Step { get; set; }

    /// <summary>Gets or sets the sum of the losses of the epoch, each multiplied by the weight of its samples.</summary>
    public double Loss { get; set; }

    /// <summary>Gets or sets the total weight of the samples of the epoch.</summary>
    public double Weight { get; set; }

    /// <summary>Gets or sets the time that earlier processes spent on steps of the epoch.</summary>
    public TimeSpan Elapsed { get; set; }

    /// <summary>Gets or sets the number of epochs that Fit had begun with the network before the run.</summary>
    public int FirstEpoch { get; set; }

    /// <summary>Gets or sets the number of steps that Fit had taken with the network before the run.</summary>
    public long FirstStep { get; set; }

    /// <summary>Gets or sets the base rate of the schedule: that of the optimizer, or the one that a hook has set.</summary>
    public float BaseRate { get; set; }

    /// <summary>Gets or sets the momentum without a schedule: that of the optimizer, or the one that a hook has set; null if the optimizer has none.</summary>
    public double? BaseMomentum { get; set; }

    /// <summary>Gets or sets the learning rate of the last step.</summary>
    public float Rate { get; set; }

    /// <summary>Gets or sets the rate that the schedule gave the last step, computed when the position was stored.</summary>
    public float ScheduledRate { get; set; }

    /// <summary>Gets or sets the completed epochs.</summary>
    public List<TrainingEpoch> Epochs { get; set; } = [];

    /// <summary>Gets the mean loss of the epoch so far.</summary>
    public float MeanLoss => Weight > 0 ? (float)(Loss / Weight) : 0;

    /// <summary>Copies another position to this one.</summary>
    public void Set(RunPosition other)
    {
        (Epoch, Batch, Step, Loss, Weight, Elapsed) = (other.Epoch, other.Batch, other.Step, other.Loss, other.Weight, other.Elapsed);
        (FirstEpoch, FirstStep, BaseRate, BaseMomentum, Rate, ScheduledRate, Epochs) =
            (other.FirstEpoch, other.FirstStep, other.BaseRate, other.BaseMomentum, other.Rate, other.ScheduledRate, other.Epochs);
    }

    /// <summary>Advances to the next epoch.</summary>
    public void NextEpoch() => (Epoch, Batch, Loss, Weight, Elapsed) = (Epoch + 1, 0, 0, 0, TimeSpan.Zero);
}
