using NnGenerator.Formulas;

namespace NnGenerator.Activations;

/// <summary>A function applied element by element. Equality is its arguments; its value and derivative are one line of mathematics each, from which everything else
/// about it follows.</summary>
/// <param name="Title">The name, also of the struct in emitted code.</param>
internal abstract record Activation(string Title)
{
    // An input at which every function is as it is toward infinity.
    private const double Far = 1e30;

    /// <summary>The name with the arguments that are not their defaults, as the summary shows it and a checkpoint compares it.</summary>
    public virtual string Description => Title;

    /// <summary>The attribute that declares the activation, without brackets.</summary>
    public virtual string ToAttribute() => Title;

    /// <summary>a = f(x).</summary>
    public abstract Scalar Value(Scalar x);

    /// <summary>f′ from the input x and the output y. What it mentions is what must be remembered until the backward pass, so the output
    /// is preferred where it is as exact.</summary>
    public abstract Scalar Derivative(Scalar x, Scalar y);

    /// <summary>Whether large inputs pass unchanged, as those of a rectifier do: the layer before it then starts with He's variance, which makes up for the half that a rectifier
    /// cuts off; otherwise Glorot's.</summary>
    public bool IsRectifier => Math.Abs(Value(Scalar.X).DerivativeWithRespectTo(Scalar.X).Evaluate((Scalar.X, Far)) - 1) < 1e-6;

    /// <summary>Whether a greater input never gives a smaller output: the maximum of a window may then be taken first.</summary>
    public virtual bool IsMonotone => Value(Scalar.X).DerivativeWithRespectTo(Scalar.X).Range().IsNeverNegative;

    /// <summary>Whether outputs stay between two numbers.</summary>
    public virtual bool IsBounded => Value(Scalar.X).Range().IsFinite;

    /// <summary>Whether no output is below zero.</summary>
    public bool IsNeverNegative => Value(Scalar.X).Range().IsNeverNegative;
}
