namespace NnGenerator.Formulas;

/// <summary>What may be done with values of one element, and all that is known about it: one number, one interval, one derivative, one text. An operator without one of
/// these does not compile.</summary>
internal abstract class Operator
{
    /// <summary>Whether it is a call of a function with a loop or a polynomial inside, in contrast to a few instructions.</summary>
    public virtual bool IsCall => false;

    /// <summary>The value in double precision.</summary>
    public abstract double Evaluate(double[] operands);

    /// <summary>An interval that contains the value where each operand is in its own.</summary>
    public abstract Interval Bound(Application node, Interval[] operands);

    /// <summary>The derivative, from those of the operands, at least one of which is not 0. It is finite wherever the value of the node is.</summary>
    public abstract Scalar Derive(Application node, Scalar[] derivatives, Kinks kinks);

    /// <summary>The text and how strongly its parts hold together.</summary>
    public abstract (string Text, Precedence Precedence) Print(Application node, Notation notation);

    /// <summary>The same in other operators, if it has no text of its own.</summary>
    public virtual Scalar? Definition(IReadOnlyList<Scalar> operands) => null;
}

/// <summary>An operator with two operands.</summary>
internal abstract class BinaryOperator : Operator
{
    public sealed override double Evaluate(double[] operands) => Evaluate(operands[0], operands[1]);

    public override Interval Bound(Application node, Interval[] operands) => Bound(operands[0], operands[1]);

    public sealed override Scalar Derive(Application node, Scalar[] derivatives, Kinks kinks) =>
        Derive(node, (node.Parts[0], derivatives[0]), (node.Parts[1], derivatives[1]), kinks);

    public sealed override (string Text, Precedence Precedence) Print(Application node, Notation notation) => Print(node.Parts[0], node.Parts[1], notation);

    protected abstract double Evaluate(double a, double b);

    protected abstract Interval Bound(Interval a, Interval b);

    protected abstract Scalar Derive(Scalar node, (Scalar Value, Scalar Derivative) a, (Scalar Value, Scalar Derivative) b, Kinks kinks);

    protected abstract (string Text, Precedence Precedence) Print(Scalar a, Scalar b, Notation notation);
}

/// <summary>An operator with one operand.</summary>
internal abstract class UnaryOperator : Operator
{
    public sealed override double Evaluate(double[] operands) => Evaluate(operands[0]);

    public sealed override Interval Bound(Application node, Interval[] operands) => Bound(operands[0]);

    public sealed override Scalar Derive(Application node, Scalar[] derivatives, Kinks kinks) => Derive(node, node.Parts[0], derivatives[0], kinks);

    public sealed override (string Text, Precedence Precedence) Print(Application node, Notation notation) => Print(node.Parts[0], notation);

    public sealed override Scalar? Definition(IReadOnlyList<Scalar> operands) => Definition(operands[0]);

    public abstract double Evaluate(double x);

    protected abstract Interval Bound(Interval x);

    protected abstract Scalar Derive(Scalar node, Scalar x, Scalar derivative, Kinks kinks);

    protected abstract (string Text, Precedence Precedence) Print(Scalar x, Notation notation);

    protected virtual Scalar? Definition(Scalar x) => null;
}
