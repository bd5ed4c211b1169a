namespace NnGenerator.Formulas;

/// <summary>A function of one value with a loop or a polynomial inside, in contrast to a few instructions.</summary>
internal abstract class Function : UnaryOperator
{
    public sealed override bool IsCall => true;

    /// <summary>The variables that its code takes, where an exponential takes 1.</summary>
    public virtual int Variables => 1;

    /// <summary>f′(x), exactly 0 where an infinite x still has a finite value.</summary>
    /// <param name="x">The argument.</param>
    /// <param name="y">The value.</param>
    protected abstract Scalar LocalDerivative(Scalar x, Scalar y);

    protected sealed override Scalar Derive(Scalar node, Scalar x, Scalar derivative, Kinks kinks) => Derivative.Chain(LocalDerivative(x, node), derivative);
}

/// <summary>A function that the runtime has.</summary>
/// <param name="name">Its method of <c>Elementary</c>.</param>
internal abstract class NamedFunction(string name) : Function
{
    /// <summary>The text on paper.</summary>
    protected virtual string Mathematics(string argument) => $"{name.ToLowerInvariant()}({argument})";

    protected sealed override (string Text, Precedence Precedence) Print(Scalar x, Notation notation)
    {
        string argument = notation.Print(x, Precedence.Any);
        return (notation.IsMathematics ? Mathematics(argument) : $"Elementary.{name}({argument})", Precedence.Atom);
    }
}

/// <summary>A function that is written as what it means, and is a node of its own since it evaluates and derives better as a whole.</summary>
internal abstract class DefinedFunction : Function
{
    protected abstract override Scalar Definition(Scalar x);

    protected sealed override (string Text, Precedence Precedence) Print(Scalar x, Notation notation) => notation.Write(Definition(x));
}
