using System.Runtime.CompilerServices;

namespace NnGenerator.Formulas;

/// <summary>A node of a formula of one element, which prints as C# over any vector width, prints as mathematics, evaluates in double precision, and can be derived.
/// Nodes never change, and equal nodes are one object: what a formula uses twice is one node with two users.</summary>
internal abstract class Scalar
{
    // Costs and sizes double with each level of parts that are used twice.
    private const int Many = 1_000_000;

    private static readonly Operator s_add = new AddOperator(), s_subtract = new SubtractOperator(), s_multiply = new MultiplyOperator(), s_divide = new DivideOperator(),
        s_negate = new NegateOperator(), s_max = new ExtremumOperator(isMaximum: true), s_min = new ExtremumOperator(isMaximum: false), s_select = new SelectOperator(),
        s_abs = new AbsOperator(), s_exp = new ExpFunction(), s_expm1 = new Expm1Function(), s_log1p = new Log1pFunction(), s_tanh = new TanhFunction(), s_erf = new ErfFunction(),
        s_sigmoid = new SigmoidFunction(), s_softplus = new SoftplusFunction();

    private FormulaOrder? _order;
    private int _cost = -1;

    /// <summary>The input of an activation.</summary>
    public static Variable X { get; } = new("x");

    /// <summary>The output of an activation, or of a network.</summary>
    public static Variable Y { get; } = new("y");

    /// <summary>The target of an output.</summary>
    public static Variable T { get; } = new("t");

    public static implicit operator Scalar(double value) => Constant.Of(value);

    public static Scalar operator +(Scalar a, Scalar b) => Application.Of(s_add, a, b);

    public static Scalar operator -(Scalar a, Scalar b) => Application.Of(s_subtract, a, b);

    public static Scalar operator *(Scalar a, Scalar b) => Application.Of(s_multiply, a, b);

    public static Scalar operator /(Scalar a, Scalar b) => Application.Of(s_divide, a, b);

    public static Scalar operator -(Scalar a) => Application.Of(s_negate, a);

    public static Scalar Exp(Scalar x) => Application.Of(s_exp, x);

    public static Scalar Expm1(Scalar x) => Application.Of(s_expm1, x);

    public static Scalar Log1p(Scalar x) => Application.Of(s_log1p, x);

    public static Scalar Tanh(Scalar x) => Application.Of(s_tanh, x);

    public static Scalar Erf(Scalar x) => Application.Of(s_erf, x);

    public static Scalar Abs(Scalar x) => Application.Of(s_abs, x);

    /// <summary>1 / (1 + exp(−x)), which neither overflows nor loses digits at either end.</summary>
    public static Scalar Sigmoid(Scalar x) => Application.Of(s_sigmoid, x);

    /// <summary>log(1 + exp(x)), which neither overflows nor loses digits at either end.</summary>
    public static Scalar Softplus(Scalar x) => Application.Of(s_softplus, x);

    /// <summary>The greater; a NaN in <paramref name="b"/> comes through, so constants go first.</summary>
    public static Scalar Max(Scalar a, Scalar b) => Application.Of(s_max, a, b);

    /// <summary>The lesser; a NaN in <paramref name="b"/> comes through, so constants go first.</summary>
    public static Scalar Min(Scalar a, Scalar b) => Application.Of(s_min, a, b);

    /// <summary>a where x &gt; 0, otherwise b.</summary>
    public static Scalar WherePositive(Scalar x, Scalar a, Scalar b) => Application.Of(s_select, x, a, b);

    /// <summary>What it is computed from.</summary>
    public virtual IReadOnlyList<Scalar> Parts => [];

    /// <summary>All nodes of the formula that ends here, each once.</summary>
    public FormulaOrder Order => _order ??= new FormulaOrder(this);

    /// <summary>Whether a handful of additions, multiplications and comparisons computes it, so that it fits into the store of a
    /// product; a formula with an exponential is cheaper in a pass of its own that starts with free registers.</summary>
    public bool IsCheap => !HasCall && Size <= 12;

    /// <summary>Operations as they are written, where a function counts as ten.</summary>
    public int Cost => _cost < 0 ? _cost = ComputeCost() : _cost;

    /// <summary>The variables that the code of its functions takes, where an exponential takes 1.</summary>
    public int FunctionVariables => Order.Nodes.OfType<Application>().Select(static node => node.Operator).OfType<Function>().Sum(static function => function.Variables);

    /// <summary>Whether a function other than |x| is in it.</summary>
    public virtual bool HasCall => false;

    /// <summary>Operands and operators, as they are written.</summary>
    public virtual int Size => 1;

    /// <summary>The same in operators that have a text of their own.</summary>
    public virtual Scalar Written => this;

    /// <summary>A number that equal nodes have in common.</summary>
    public virtual int Hash => RuntimeHelpers.GetHashCode(this);

    /// <summary>Whether another node is equal, and so need not exist.</summary>
    public virtual bool IsSame(Scalar other) => this == other;

    public bool Mentions(Variable variable) => Order.Nodes.Contains(variable);

    protected virtual int ComputeCost() => 0;

    protected static int Total(int own, IEnumerable<int> parts) => (int)Math.Min(Many, parts.Sum(static part => (long)part) + own);
}
