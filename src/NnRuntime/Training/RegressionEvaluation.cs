using System.Text;

namespace NnGen.Training;

/// <summary>Loss and metrics of a network on data with floats as targets. If a single output distinguishes two classes and all targets are 0 or 1, the
/// classification metrics are also available; otherwise they are null.</summary>
public sealed record RegressionEvaluation : Evaluation
{
    internal RegressionEvaluation()
    {
    }

    /// <summary>Gets the mean of |output − target|.</summary>
    public new double MeanAbsoluteError
    {
        get => base.MeanAbsoluteError!.Value;
        init => base.MeanAbsoluteError = value;
    }

    /// <summary>Gets the square root of the mean of (output − target)², averaged over the outputs.</summary>
    public new double RootMeanSquaredError
    {
        get => base.RootMeanSquaredError!.Value;
        init => base.RootMeanSquaredError = value;
    }

    /// <summary>Gets the coefficient of determination 1 − Σ(output − target)² / Σ(target − mean)², averaged over the outputs. For constant targets it is 1 if
    /// the outputs equal them, and 0 otherwise.</summary>
    public new double RSquared
    {
        get => base.RSquared!.Value;
        init => base.RSquared = value;
    }

    /// <summary>Prints the members of the base record, which have the same values as those declared here.</summary>
    /// <param name="builder">The destination.</param>
    protected override bool PrintMembers(StringBuilder builder) => base.PrintMembers(builder);
}
