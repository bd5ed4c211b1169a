namespace NnGenerator.Formulas;

/// <summary>The maximum or the minimum of two values. Where they are equal, each of them contributes half of its derivative.</summary>
internal sealed class ExtremumOperator(bool isMaximum) : BinaryOperator
{
    protected override double Evaluate(double a, double b) => isMaximum ? Math.Max(a, b) : Math.Min(a, b);

    protected override Interval Bound(Interval a, Interval b) => isMaximum ? Interval.Max(a, b) : Interval.Min(a, b);

    protected override Scalar Derive(Scalar node, (Scalar Value, Scalar Derivative) a, (Scalar Value, Scalar Derivative) b, Kinks kinks)
    {
        (Scalar greater, Scalar other) = isMaximum ? (a.Derivative, b.Derivative) : (b.Derivative, a.Derivative);
        Scalar aLeads = Simplified.Difference(a.Value, b.Value), bLeads = Simplified.Difference(b.Value, a.Value);
        return kinks.AreSelectedBy(aLeads) ? Simplified.Choice(aLeads, greater, other)
            : kinks.AreSelectedBy(bLeads) ? Simplified.Choice(bLeads, other, greater)
            : Simplified.Choice(aLeads, greater, Simplified.Choice(bLeads, other, Simplified.Product(0.5, Simplified.Sum(a.Derivative, b.Derivative))));
    }

    protected override (string Text, Precedence Precedence) Print(Scalar a, Scalar b, Notation notation)
    {
        string name = isMaximum ? "Max" : "Min", operands = $"({notation.Print(a, Precedence.Any)}, {notation.Print(b, Precedence.Any)})";
        return ((notation.IsMathematics ? name.ToLowerInvariant() : $"{notation.Vector}.{name}") + operands, Precedence.Atom);
    }
}
