namespace NnGenerator.Formulas;

/// <summary>Formulas as C# over a vector type, and as mathematics for the comment above it.</summary>
internal static class ScalarPrinter
{
    /// <summary>C# as the body of a method, in which the static functions of <paramref name="vector"/> do the work. What an expensive formula needs several times is
    /// computed once: the compiler sees that they are equal, but it gives up on inlining that many exponentials.</summary>
    public static string ToBody(this Scalar formula, string vector, Func<Variable, string> name)
    {
        Notation notation = new(vector, name);
        List<string> statements = [];
        foreach (Scalar part in formula.HasCall ? Shared(formula) : [])
        {
            statements.Add($"{vector} t{statements.Count + 1} = {notation.Print(part, Precedence.Any)};");
            notation.Name(part, $"t{statements.Count}");
        }
        string result = notation.Print(formula, Precedence.Any);
        return statements.Count == 0 ? $"=> {result};" : $"{{ {string.Join(" ", statements)} return {result}; }}";
    }

    /// <summary>Mathematics, as a page would have it.</summary>
    public static string ToMath(this Scalar formula, Func<Variable, string> name) => new Notation(null, name).Print(formula, Precedence.Any);

    /// <summary>The same, in parentheses where a factor needs them.</summary>
    public static string ToMathFactor(this Scalar formula, Func<Variable, string> name) => new Notation(null, name).Print(formula, Precedence.Atom);

    // Parts that are written more than once and are more than one operation, in the order in which they need each other.
    private static IEnumerable<Scalar> Shared(Scalar formula)
    {
        Dictionary<Scalar, int> uses = [];
        List<Scalar> order = [];
        Visit(formula.Written);
        return order.Where(part => uses[part] > 1 && part.Cost > 1);

        void Visit(Scalar part)
        {
            if (uses.TryGetValue(part, out int count))
            {
                uses[part] = count + 1;
                return;
            }
            uses.Add(part, 1);
            foreach (Scalar inner in part.Parts)
            {
                Visit(inner.Written);
            }
            order.Add(part);
        }
    }
}
