namespace NnGen.Training;

/// <summary>The best epoch so far, and the parameters and the state that the network had after it.</summary>
internal sealed class BestParameters(EarlyStopping rule, int parameters, int state)
{
    /// <summary>Its parameters.</summary>
    public float[] Parameters { get; } = new float[parameters];

    /// <summary>Its state.</summary>
    public float[] State { get; } = new float[state];

    /// <summary>Its number; 0 before the first.</summary>
    public int Epoch { get; set; }

    /// <summary>Its result, less is better.</summary>
    public double Result { get; set; } = double.PositiveInfinity;

    /// <summary>The last epoch that was better by more than the least change, from which the patience counts; 0 before the first.</summary>
    public int ImprovedEpoch { get; set; }

    /// <summary>Its result, which the next improvement is measured against.</summary>
    public double ImprovedResult { get; set; } = double.PositiveInfinity;

    /// <summary>Looks at an epoch, and keeps the network if it is the best, by however little.</summary>
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

    /// <summary>Whether so many epochs brought no improvement that the training ends.</summary>
    public bool IsOver(int epochs) => epochs - ImprovedEpoch >= rule.Patience;

    /// <summary>Gives the network what it had after the best epoch.</summary>
    public void Restore(Span<float> parameters, Span<float> state)
    {
        if (Epoch > 0)
        {
            Parameters.CopyTo(parameters);
            State.CopyTo(state);
        }
    }

    private static bool IsBetter(double result, double than, double minDelta) =>
        result < than - minDelta || (double.IsNaN(than) && !double.IsNaN(result));
}
