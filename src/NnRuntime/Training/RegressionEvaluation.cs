using System.Globalization;

namespace NnGen.Training;

/// <summary>How well a network does on data with floats as targets. Where a single output distinguishes two classes and all targets are 0 or 1, it also has what a
/// classifier is judged by; otherwise that is null.</summary>
public sealed record RegressionEvaluation : Evaluation
{
    internal RegressionEvaluation()
    {
    }

    /// <summary>Mean of |output − target| in the unit of the targets, before they were normalized.</summary>
    public new double MeanAbsoluteError
    {
        get => base.MeanAbsoluteError!.Value;
        init => base.MeanAbsoluteError = value;
    }

    /// <summary>√ of the mean of (output − target)² in the unit of the targets, before they were normalized, the mean over the outputs.</summary>
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

    /// <summary>Returns the loss and the errors in one line, and the accuracy where the targets are two classes.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"loss {Loss:G4}, mean absolute error {MeanAbsoluteError:G4}, root mean squared error {RootMeanSquaredError:G4}, R² {RSquared:G4}")
        + (Accuracy is { } accuracy ? string.Create(CultureInfo.InvariantCulture, $", accuracy {100 * accuracy:F1} %") : "");
}
