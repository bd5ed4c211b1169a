using NnGenerator.Text;

namespace NnGenerator.Formulas;

/// <summary>Formulas as C# over a vector type, and as mathematics for the comment above it.</summary>
internal static class ScalarPrinter
{
    private const int Sum = 1, Product = 2, Sign = 3, Atom = 4;

    /// <summary>C# in which the static functions of <paramref name="vector"/> do the work.</summary>
    public static string ToCSharp(this Scalar formula, string vector, Func<string, string> name) =>
        Print(formula, 0, new CSharp(vector, name));

    /// <summary>The same as the body of a method, in which what an expensive formula needs several times is computed once: the compiler sees
    /// that they are equal, but it gives up on inlining that many exponentials.</summary>
    public static string ToBody(this Scalar formula, string vector, Func<string, string> name)
    {
        List<Scalar> shared = formula.HasCall ? Shared(formula) : [];
        if (shared.Count == 0)
        {
            return $"=> {formula.ToCSharp(vector, name)};";
        }
        CSharp style = new(vector, name);
        List<string> statements = [];
        foreach (Scalar part in shared)
        {
            statements.Add($"{vector} t{statements.Count + 1} = {Print(part, 0, style)};");
            style.Known.Add(part, $"t{statements.Count}");
        }
        return $"{{ {string.Join(" ", statements)} return {Print(formula, 0, style)}; }}";
    }

    // Parts that occur more than once and are more than one operation, in the order in which they need each other.
    private static List<Scalar> Shared(Scalar formula)
    {
        Dictionary<Scalar, int> uses = [];
        List<Scalar> order = [];
        Visit(formula);
        return [.. order.Where(part => uses[part] > 1 && part.Cost > 1)];

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
                Visit(inner);
            }
            order.Add(part);
        }
    }

    /// <summary>Mathematics, as a page would have it.</summary>
    public static string ToMath(this Scalar formula, Func<string, string> name) => Print(formula, 0, new Mathematics(name));

    /// <summary>The same, in parentheses where a factor needs them.</summary>
    public static string ToMathFactor(this Scalar formula, Func<string, string> name) => Print(formula, Atom, new Mathematics(name));

    private static string Print(Scalar formula, int outer, Style style)
    {
        if (style.Known.TryGetValue(formula, out string? known))
        {
            return known;
        }
        string Part(Scalar part, int level) => Print(part, level, style);

        (string text, int level) = formula switch
        {
            Scalar.Constant { Value: < 0 } constant => (style.Number(constant.Value), Sign),
            Scalar.Constant constant => (style.Number(constant.Value), Atom),
            Scalar.Variable variable => (style.Name(variable.Name), Atom),
            Scalar.Negation negation => (style.Minus + Part(negation.Operand, Atom), Sign),
            Scalar.Binary { Operator: '+' } sum => ($"{Part(sum.Left, Sum)} + {Part(sum.Right, Product)}", Sum),
            Scalar.Binary { Operator: '-' } difference => ($"{Part(difference.Left, Sum)} {style.Minus} {Part(difference.Right, Product)}", Sum),
            Scalar.Binary { Operator: '*' } product => ($"{Part(product.Left, Product)}{style.Times}{Part(product.Right, Sign)}", Product),
            Scalar.Binary quotient => ($"{Part(quotient.Left, Product)} / {Part(quotient.Right, Atom)}", Product),
            Scalar.Call call => (style.Call(call.Kind, Part(call.Argument, 0)), Atom),
            Scalar.Extremum extremum => (style.Extremum(extremum.Greater, Part(extremum.Left, 0), Part(extremum.Right, 0)), Atom),
            Scalar.Selection selection => style.Selection(selection, Part),
            _ => throw new InvalidOperationException($"No text for {formula}."),
        };
        return level < outer ? $"({text})" : text;
    }

    private abstract class Style(Func<string, string> name)
    {
        public Func<string, string> Name { get; } = name;

        /// <summary>Parts that have been computed → the names of their values.</summary>
        public Dictionary<Scalar, string> Known { get; } = [];

        public abstract string Minus { get; }

        public abstract string Times { get; }

        public abstract string Number(double value);

        public abstract string Call(Scalar.Function function, string argument);

        public abstract string Extremum(bool greater, string left, string right);

        public abstract (string Text, int Level) Selection(Scalar.Selection selection, Func<Scalar, int, string> part);
    }

    private sealed class CSharp(string vector, Func<string, string> name) : Style(name)
    {
        public override string Minus => "-";

        public override string Times => " * ";

        public override string Number(double value) => CSharpLiteral.Float(value);

        public override string Call(Scalar.Function function, string argument) =>
            function == Scalar.Function.Abs ? $"{vector}.Abs({argument})" : $"Elementary.{function}({argument})";

        public override string Extremum(bool greater, string left, string right) => $"{vector}.{(greater ? "Max" : "Min")}({left}, {right})";

        public override (string Text, int Level) Selection(Scalar.Selection selection, Func<Scalar, int, string> part) =>
            ($"{vector}.WherePositive({part(selection.Condition, 0)}, {part(selection.Positive, 0)}, {part(selection.Otherwise, 0)})", Atom);
    }

    private sealed class Mathematics(Func<string, string> name) : Style(name)
    {
        public override string Minus => "−";

        public override string Times => "·";

        public override string Number(double value) => CSharpLiteral.Number(value).Replace('-', '−');

        public override string Call(Scalar.Function function, string argument) => function switch
        {
            Scalar.Function.Abs => $"|{argument}|",
            Scalar.Function.Expm1 => $"(exp({argument}) − 1)",
            Scalar.Function.Log1p => $"log(1 + {argument})",
            _ => $"{function.ToString().ToLowerInvariant()}({argument})",
        };

        public override string Extremum(bool greater, string left, string right) => $"{(greater ? "max" : "min")}({left}, {right})";

        public override (string Text, int Level) Selection(Scalar.Selection selection, Func<Scalar, int, string> part) =>
            selection is { Positive: Scalar.Constant { Value: 1 }, Otherwise: Scalar.Constant { Value: 0 } }
                ? ($"[{part(selection.Condition, 0)} > 0]", Atom)
                : ($"({part(selection.Condition, 0)} > 0 ? {part(selection.Positive, 0)} : {part(selection.Otherwise, 0)})", Atom);
    }
}
