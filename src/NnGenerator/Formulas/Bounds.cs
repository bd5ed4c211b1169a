namespace NnGenerator.Formulas;

/// <summary>What is known about all values of a formula, by interval arithmetic. What it says is proven; what it does not say may be true nevertheless, since it does not see
/// that two parts depend on the same variable.</summary>
internal static class Bounds
{
    /// <summary>Returns an interval that contains the values of a formula.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="variables">The intervals of its variables.</param>
    public static Interval Range(this Scalar formula, Func<Variable, Interval> variables) => formula.Order.Fold(
        leaf => leaf switch
        {
            Constant constant => Interval.Of(constant.Value),
            Variable variable => variables(variable),
            _ => throw new InvalidOperationException($"No interval for {leaf}."),
        },
        static (node, operands) => node.Operator.Bound(node, operands));

    /// <summary>Returns an interval that contains the values of a formula of any numbers, also of infinite ones.</summary>
    public static Interval Range(this Scalar formula) => formula.Range(static _ => Interval.All);
}
