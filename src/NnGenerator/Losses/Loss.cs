using NnGenerator.Formulas;

namespace NnGenerator.Losses;

/// <summary>What training makes small. Equality is its arguments.</summary>
/// <param name="Title">The name, also of the struct in emitted code.</param>
internal abstract record Loss(string Title)
{
    /// <summary>The name with the arguments that are not their defaults, as the summary shows it and a checkpoint compares it.</summary>
    public virtual string Description => Title;
}

/// <summary>A loss that sums one formula over the outputs and divides by their number.</summary>
internal abstract record PointwiseLoss(string Title) : Loss(Title)
{
    /// <summary>The loss of one output y against its target t.</summary>
    public abstract Scalar Value(Scalar y, Scalar t);

    /// <summary>∂L/∂y.</summary>
    public abstract Scalar Derivative(Scalar y, Scalar t);

    /// <summary>Both, as the emitted code has them.</summary>
    public LossFormula Formula => new(Title, Value(Scalar.Y, Scalar.T), Derivative(Scalar.Y, Scalar.T));

    /// <summary>Whether it works on the logits before a sigmoid head.</summary>
    public virtual bool OnLogits => false;
}
