using System.Globalization;

namespace NnGen.Training;

/// <summary>Loss and metrics of a network on data with floats as targets. If a single output distinguishes two classes and all targets are 0 or 1, the
/// classification metrics are also available; otherwise they are null.</summary>
public sealed record RegressionEvaluation : Evaluation
{
    internal RegressionEvaluation()
    {
    }

    /// <summary>Gets the mean of |output − target| in the unit of the targets before normalization.</summary>
    public new double MeanAbsoluteError
    {
        get => base.MeanAbsoluteError!.Value;
        init => base.MeanAbsoluteError = value;
    }

    /// <summary>Gets the square root of the mean of (output − target)² in the unit of the targets before normalization, averaged over the outputs.</summary>
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

    /// <summary>Returns the loss and the errors in one line, and the accuracy where the targets are two classes.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"loss {Loss:G4}, mean absolute error {MeanAbsoluteError:G4}, root mean squared error {RootMeanSquaredError:G4}, R² {RSquared:G4}")
        + (Accuracy is { } accuracy ? string.Create(CultureInfo.InvariantCulture, $", accuracy {100 * accuracy:F1} %") : "");
}
