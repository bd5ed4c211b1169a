namespace NnGenerator.Formulas;

/// <summary>The loss of one output y against its target t, and its derivative with respect to y.</summary>
/// <param name="Title">The name of the struct in emitted code.</param>
internal sealed record LossFormula(string Title, Scalar Value, Scalar Derivative);
