namespace NnGenerator.Formulas;

/// <summary>One value where a condition is positive, and another otherwise.</summary>
internal sealed class SelectOperator : Operator
{
    public override double Evaluate(double[] operands) => operands[0] > 0 ? operands[1] : operands[2];

    public override Interval Bound(Application node, Interval[] operands) =>
        operands[0].Lower > 0 && !operands[0].MayBeNaN ? operands[1] : operands[0].Upper <= 0 ? operands[2] : Interval.Hull(operands[1], operands[2]);

    public override Scalar Derive(Application node, Scalar[] derivatives, Kinks kinks) => Simplified.Choice(node.Parts[0], derivatives[1], derivatives[2]);

    public override (string Text, Precedence Precedence) Print(Application node, Notation notation)
    {
        string Part(int i) => notation.Print(node.Parts[i], Precedence.Any);

        return (!notation.IsMathematics ? $"{notation.Vector}.WherePositive({Part(0)}, {Part(1)}, {Part(2)})"
            : (node.Parts[1], node.Parts[2]) is (Constant { Value: 1 }, Constant { Value: 0 }) ? $"[{Part(0)} > 0]"
            : $"({Part(0)} > 0 ? {Part(1)} : {Part(2)})", Precedence.Atom);
    }
}
