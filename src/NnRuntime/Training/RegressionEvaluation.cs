using System.Text;

namespace NnGen.Training;

/// <summary>How well a network does on data with floats as targets. Where a single output distinguishes two classes and all targets are 0 or 1, it also has what a
/// classifier is judged by; otherwise that is null.</summary>
public sealed record RegressionEvaluation : Evaluation
{
    internal RegressionEvaluation()
    {
    }

    /// <summary>Mean of |output − target|.</summary>
    public new double MeanAbsoluteError
    {
        get => base.MeanAbsoluteError!.Value;
        init => base.MeanAbsoluteError = value;
    }

    /// <summary>√ of the mean of (output − target)², the mean over the outputs.</summary>
    public new double RootMeanSquaredError
    {
        get => base.RootMeanSquaredError!.Value;
        init => base.RootMeanSquaredError = value;
    }

    /// <summary>1 − Σ(output − target)² / Σ(target − mean)², the mean over the outputs; of constant targets 1 where they are met and 0 otherwise.</summary>
    public new double RSquared
    {
        get => base.RSquared!.Value;
        init => base.RSquared = value;
    }

    /// <summary>Writes the members of the base, of which those here are the same values.</summary>
    /// <param name="builder">What is written to.</param>
    protected override bool PrintMembers(StringBuilder builder) => base.PrintMembers(builder);
}
