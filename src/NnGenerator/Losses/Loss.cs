using NnGenerator.Diagnostics;
using NnGenerator.Formulas;
using NnGenerator.Ir;
using NnGenerator.Layers;
using NnGenerator.Operations;
using NnGenerator.Shapes;

namespace NnGenerator.Losses;

/// <summary>What training makes small, and everything that depends on it: targets, head, operation, messages. Equality is its arguments.</summary>
/// <param name="Title">The name, also of the struct in emitted code.</param>
internal abstract record Loss(string Title)
{
    /// <summary>The name with the arguments that are not their defaults, as the summary shows it and a checkpoint compares it.</summary>
    public virtual string Description => Title;

    /// <summary>Whether the targets are class indices, one for each sample; otherwise they are numbers, one for each output.</summary>
    public virtual bool TargetsAreClasses => false;

    /// <summary>Whether the targets are probabilities, which emitted code checks.</summary>
    public virtual bool TargetsAreProbabilities => false;

    /// <summary>The fraction of each target that is spread over all classes.</summary>
    public virtual double Smoothing => 0;

    /// <summary>The attribute of the head that the loss is meant for; null if it takes any outputs.</summary>
    public virtual string? Head => null;

    /// <summary>The name of a network with this loss and without hidden layers.</summary>
    public virtual string LinearModel => "linear regression";

    /// <summary>Whether the loss takes in that last layer, so that it works on the logits before it. It is then the default loss of such a network.</summary>
    public virtual bool TakesIn(Layer last) => false;

    /// <summary>Whether the outputs of a network with this loss are classes.</summary>
    public virtual bool Classifies(Shape output) => false;

    /// <summary>Reports arguments that are out of range, and a last layer that the loss cannot follow.</summary>
    /// <param name="last">The last layer.</param>
    /// <param name="output">The shape after it; null if it is unknown.</param>
    /// <param name="isDeclared">Whether the loss is declared, instead of being the default.</param>
    /// <param name="findings">Receives what is wrong.</param>
    public virtual void Check(Layer last, Shape? output, bool isDeclared, FindingSink findings)
    {
    }

    /// <summary>Reports what may not be as intended about a declared loss.</summary>
    /// <param name="last">The last layer.</param>
    /// <param name="lossOfHead">The loss that takes in the last layer; null if there is none.</param>
    /// <param name="findings">Receives the advice.</param>
    public virtual void Advise(Layer last, Loss? lossOfHead, FindingSink findings)
    {
        if (Head is not null && lossOfHead is null)
        {
            findings.Add(Descriptors.NoHead, Fix.InsertBefore(Head), Title, Head);
        }
    }

    /// <summary>Returns the operation that computes the loss.</summary>
    /// <param name="layer">The number of the loss among the layers, which the operation carries.</param>
    /// <param name="outputs">What the loss works on: the outputs of the network, or the logits of a head that it takes in.</param>
    /// <param name="gradient">Receives the derivative with respect to them; null if only the loss is wanted.</param>
    public abstract Operation Lower(int layer, Tensor outputs, Tensor? gradient);
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

    public override Operation Lower(int layer, Tensor outputs, Tensor? gradient) => new PointwiseLossOperation(layer, Formula, outputs, gradient);
}
