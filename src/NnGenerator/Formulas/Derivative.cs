namespace NnGenerator.Formulas;

/// <summary>The derivative of a formula, which is finite wherever the value is, unless its own value exceeds the largest number.</summary>
/// <remarks>
/// Where a formula has a kink, its derivative is 0 for |0|, half of the sum of both for the maximum and the minimum of equal values, and that of the second branch for a
/// selection by 0. If a formula selects by the same value of which it takes |u| or a maximum, all of these take the side of u ≤ 0, so that kinks cancel
/// if the formula as a whole has none.
/// </remarks>
internal static class Derivative
{
    public static Scalar DerivativeWithRespectTo(this Scalar formula, Variable variable)
    {
        Kinks kinks = new(formula.Order);
        Scalar zero = 0, one = 1;
        return formula.Order.Fold(
            leaf => leaf == variable ? one : zero,
            (node, derivatives) => Array.TrueForAll(derivatives, derivative => derivative == zero) ? zero : node.Operator.Derive(node, derivatives, kinks));
    }

    /// <summary>The derivative f′(u)·u′ of f(u). Where u is infinite and f(u) is not, f′(u) is 0, and so is the product, although u′ may be infinite or not a number.</summary>
    public static Scalar Chain(Scalar local, Scalar derivative)
    {
        Scalar product = Simplified.Product(local, derivative);
        return product is Constant || derivative.Range().IsFinite ? product : Scalar.WherePositive(Scalar.Abs(local), product, local);
    }
}

/// <summary>The values by whose sign a formula selects.</summary>
internal sealed class Kinks(FormulaOrder formula)
{
    private readonly HashSet<Scalar> _conditions = [.. formula.Nodes.OfType<Application>().Where(static node => node.Operator is SelectOperator).Select(static node => node.Parts[0])];

    public bool AreSelectedBy(Scalar value) => _conditions.Contains(value);
}
