namespace NnGen.Training;

/// <summary>The best epoch so far, with the parameters and the state of the network after it.</summary>
internal sealed class BestParameters(EarlyStopping rule, int parameters, int state)
{
    /// <summary>Gets the parameters after the best epoch.</summary>
    public float[] Parameters { get; } = new float[parameters];

    /// <summary>Gets the state after the best epoch.</summary>
    public float[] State { get; } = new float[state];

    /// <summary>Gets or sets the number of the best epoch; 0 before the first.</summary>
    public int Epoch { get; set; }

    /// <summary>Gets or sets the result of the best epoch; lower is better.</summary>
    public double Result { get; set; } = double.PositiveInfinity;

    /// <summary>Gets or sets the last epoch that improved by more than the minimum change, from which the patience is counted; 0 before the first.</summary>
    public int ImprovedEpoch { get; set; }

    /// <summary>Gets or sets the result of that epoch, with which the next improvement is compared.</summary>
    public double ImprovedResult { get; set; } = double.PositiveInfinity;

    /// <summary>Evaluates an epoch, and keeps the network if it is the best so far, by any margin.</summary>
    public void Consider(TrainingEpoch epoch, ReadOnlySpan<float> parameters, ReadOnlySpan<float> state)
    {
        double result = rule.Judge(epoch);
        if (Epoch == 0 || IsBetter(result, Result, 0))
        {
            (Epoch, Result) = (epoch.Number, result);
            parameters.CopyTo(Parameters);
            state.CopyTo(State);
        }
        if (ImprovedEpoch == 0 || IsBetter(result, ImprovedResult, rule.MinDelta))
        {
            (ImprovedEpoch, ImprovedResult) = (epoch.Number, result);
        }
    }

    /// <summary>Returns whether training ends because the patience is exhausted.</summary>
    public bool IsOver(int epochs) => epochs - ImprovedEpoch >= rule.Patience;

    /// <summary>Restores the parameters and the state of the best epoch.</summary>
    public void Restore(Span<float> parameters, Span<float> state)
    {
        if (Epoch > 0)
        {
            Parameters.CopyTo(parameters);
            State.CopyTo(state);
        }
    }

    private static bool IsBetter(double result, double than, double minDelta) => result < than - minDelta;
}
