namespace NnGenerator.Formulas;

/// <summary>Formulas that are composed by a rule instead of a person: constants are computed, and 0 and 1 are left out. The operators of <see cref="Scalar"/> keep
/// what was written.</summary>
internal static class Simplified
{
    public static Scalar Sum(Scalar a, Scalar b) =>
        a is Constant { Value: 0 } ? b
        : b is Constant { Value: 0 } ? a
        : Negated(b) is { } subtrahend ? Difference(a, subtrahend)
        : Computed(a + b);

    public static Scalar Difference(Scalar a, Scalar b) =>
        b is Constant { Value: 0 } ? a
        : a is Constant { Value: 0 } ? Negative(b)
        : Negated(b) is { } summand ? Sum(a, summand)
        : Computed(a - b);

    public static Scalar Product(Scalar a, Scalar b) => (a, b) switch
    {
        (Constant { Value: 0 }, _) or (_, Constant { Value: 0 }) => 0,
        (Constant { Value: 1 }, _) => b,
        (Constant { Value: -1 }, _) => Negative(b),
        (Constant, Constant) => Computed(a * b),
        (_, Constant) => Product(b, a),
        (Constant factor, Application { Operator: MultiplyOperator } product) when product.Parts[0] is Constant other && IsNormal(factor.Value * other.Value) =>
            Product(factor.Value * other.Value, product.Parts[1]),
        (Constant factor, _) when Negated(b) is { } inner => Product(-factor.Value, inner),
        _ when Negated(a) is { } inner => Negative(Product(inner, b)),
        _ when Negated(b) is { } inner => Negative(Product(a, inner)),
        _ => a * b,
    };

    public static Scalar Quotient(Scalar a, Scalar b) =>
        a is Constant { Value: 0 } ? 0
        : b is Constant { Value: 1 } ? a
        : Negated(a) is { } inner ? Negative(Quotient(inner, b))
        : Computed(a / b);

    public static Scalar Negative(Scalar a) =>
        a is Constant constant ? -constant.Value
        : Negated(a) is { } inner ? inner
        : -a;

    /// <summary>a where the condition is positive, otherwise b.</summary>
    public static Scalar Choice(Scalar condition, Scalar a, Scalar b) =>
        a == b ? a
        : condition is Constant constant ? (constant.Value > 0 ? a : b)
        : Scalar.WherePositive(condition, a, b);

    // The operand of a negation.
    private static Scalar? Negated(Scalar a) => a is Application { Operator: NegateOperator } negation ? negation.Parts[0] : null;

    // A number in the place of an operation with numbers, if it is finite.
    private static Scalar Computed(Scalar operation) =>
        operation.Parts.All(static part => part is Constant) && operation.Evaluate() is var value && !double.IsNaN(value) && !double.IsInfinity(value) ? value : operation;

    // Two factors are joined where that loses nothing.
    private static bool IsNormal(double value) => Math.Abs(value) is >= 1e-300 and <= 1e300;
}
