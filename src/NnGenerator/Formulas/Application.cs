using System.Runtime.CompilerServices;

namespace NnGenerator.Formulas;

/// <summary>An operator or a function with its operands.</summary>
internal sealed class Application : Scalar
{
    private readonly Scalar[] _operands;

    private Application(Operator function, Scalar[] operands)
    {
        (Operator, _operands) = (function, operands);
        HasCall = function.IsCall || operands.Any(static operand => operand.HasCall);
        Size = Total(1, operands.Select(static operand => operand.Size));
    }

    public Operator Operator { get; }

    public override IReadOnlyList<Scalar> Parts => _operands;

    public override bool HasCall { get; }

    public override int Size { get; }

    public override Scalar Written => Operator.Definition(_operands) ?? this;

    public override int Hash => _operands.Aggregate(RuntimeHelpers.GetHashCode(Operator), static (hash, operand) => unchecked((hash * 31) + RuntimeHelpers.GetHashCode(operand)));

    public static Scalar Of(Operator function, params Scalar[] operands) => NodeTable.Share(new Application(function, operands));

    public override bool IsSame(Scalar other) => other is Application application && application.Operator == Operator && application._operands.SequenceEqual(_operands);

    protected override int ComputeCost() => Operator.Definition(_operands)?.Cost ?? Total(Operator.IsCall ? 10 : 1, _operands.Select(static operand => operand.Cost));
}
