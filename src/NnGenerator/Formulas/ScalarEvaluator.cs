namespace NnGenerator.Formulas;

/// <summary>Formulas in double precision.</summary>
internal static class ScalarEvaluator
{
    /// <summary>Returns the value of a formula, whose variables have the given values.</summary>
    public static double Evaluate(this Scalar formula, params (Variable Variable, double Value)[] variables) => formula.Order.Fold(
        leaf => leaf switch
        {
            Constant constant => constant.Value,
            Variable variable => Find(variable, variables),
            _ => throw new InvalidOperationException($"No value for {leaf}."),
        },
        static (node, operands) => node.Operator.Evaluate(operands));

    private static double Find(Variable variable, (Variable Variable, double Value)[] variables)
    {
        foreach ((Variable known, double value) in variables)
        {
            if (known == variable)
            {
                return value;
            }
        }
        throw new ArgumentException($"{variable.Name} has no value.", nameof(variables));
    }
}
