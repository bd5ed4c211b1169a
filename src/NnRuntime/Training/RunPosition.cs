namespace NnGen.Training;

/// <summary>Where a run is, and what it has summed up on the way.</summary>
internal sealed class RunPosition
{
    /// <summary>The epoch, from 0.</summary>
    public int Epoch { get; set; }

    /// <summary>The steps taken in the epoch.</summary>
    public int Batch { get; set; }

    /// <summary>The steps taken in the run.</summary>
    public long Step { get; set; }

    /// <summary>The losses of the epoch, each times the weight of its samples.</summary>
    public double Loss { get; set; }

    /// <summary>The weight of the samples of the epoch.</summary>
    public double Weight { get; set; }

    /// <summary>The time of the epoch's steps in earlier processes.</summary>
    public TimeSpan Elapsed { get; set; }

    /// <summary>The epochs that Fit had begun with the network before the run.</summary>
    public int FirstEpoch { get; set; }

    /// <summary>The steps that Fit had taken with the network before the run.</summary>
    public long FirstStep { get; set; }

    /// <summary>The rate that the schedule starts from: that of the optimizer, or what a hook has set.</summary>
    public float BaseRate { get; set; }

    /// <summary>The rate of the last step.</summary>
    public float Rate { get; set; }

    /// <summary>The epochs that are over.</summary>
    public List<TrainingEpoch> Epochs { get; set; } = [];

    /// <summary>The mean loss of the epoch up to here.</summary>
    public float MeanLoss => Weight > 0 ? (float)(Loss / Weight) : 0;

    /// <summary>Takes another position over.</summary>
    public void Set(RunPosition other)
    {
        (Epoch, Batch, Step, Loss, Weight, Elapsed) = (other.Epoch, other.Batch, other.Step, other.Loss, other.Weight, other.Elapsed);
        (FirstEpoch, FirstStep, BaseRate, Rate, Epochs) = (other.FirstEpoch, other.FirstStep, other.BaseRate, other.Rate, other.Epochs);
    }

    /// <summary>Begins the next epoch.</summary>
    public void NextEpoch() => (Epoch, Batch, Loss, Weight, Elapsed) = (Epoch + 1, 0, 0, 0, TimeSpan.Zero);
}
