namespace NnGenerator.Formulas;

/// <summary>A formula of one element: it prints as C# over any vector width, prints as mathematics, and evaluates in double precision.</summary>
internal abstract record Scalar
{
    public static Scalar X { get; } = new Variable("x");

    public static Scalar Y { get; } = new Variable("y");

    public static Scalar T { get; } = new Variable("t");

    public static implicit operator Scalar(double value) => new Constant(value);

    public static Scalar operator +(Scalar a, Scalar b) => new Binary('+', a, b);

    public static Scalar operator -(Scalar a, Scalar b) => new Binary('-', a, b);

    public static Scalar operator *(Scalar a, Scalar b) => new Binary('*', a, b);

    public static Scalar operator /(Scalar a, Scalar b) => new Binary('/', a, b);

    public static Scalar operator -(Scalar a) => new Negation(a);

    public static Scalar Exp(Scalar x) => new Call(Function.Exp, x);

    public static Scalar Expm1(Scalar x) => new Call(Function.Expm1, x);

    public static Scalar Log1p(Scalar x) => new Call(Function.Log1p, x);

    public static Scalar Tanh(Scalar x) => new Call(Function.Tanh, x);

    public static Scalar Erf(Scalar x) => new Call(Function.Erf, x);

    public static Scalar Abs(Scalar x) => new Call(Function.Abs, x);

    /// <summary>The greater; a NaN in <paramref name="b"/> comes through, so constants go first.</summary>
    public static Scalar Max(Scalar a, Scalar b) => new Extremum(true, a, b);

    /// <summary>The lesser; a NaN in <paramref name="b"/> comes through, so constants go first.</summary>
    public static Scalar Min(Scalar a, Scalar b) => new Extremum(false, a, b);

    /// <summary>a where x &gt; 0, otherwise b.</summary>
    public static Scalar WherePositive(Scalar x, Scalar a, Scalar b) => new Selection(x, a, b);

    /// <summary>1 / (1 + exp(−x)), which neither overflows nor loses digits at either end.</summary>
    public static Scalar Logistic(Scalar x) => 1 / (1 + Exp(-x));

    public bool Mentions(Scalar variable) => this == variable || Parts.Any(part => part.Mentions(variable));

    /// <summary>Whether a handful of additions, multiplications and comparisons computes it, so that it fits into the store of a
    /// product; a formula with an exponential is cheaper in a pass of its own that starts with free registers.</summary>
    public bool IsCheap => !HasCall && Size <= 12;

    /// <summary>Operations, where a function counts as ten.</summary>
    public int Cost => Parts.Sum(static part => part.Cost) + (this is Constant or Variable ? 0 : this is Call { Kind: not Function.Abs } ? 10 : 1);

    /// <summary>What it is computed from.</summary>
    public abstract IEnumerable<Scalar> Parts { get; }

    /// <summary>Whether a function other than |x| is in it.</summary>
    public bool HasCall => this is Call { Kind: not Function.Abs } || Parts.Any(static part => part.HasCall);

    private int Size => 1 + Parts.Sum(static part => part.Size);

    internal enum Function
    {
        Exp,
        Expm1,
        Log1p,
        Tanh,
        Erf,
        Abs,
    }

    internal sealed record Constant(double Value) : Scalar
    {
        public override IEnumerable<Scalar> Parts => [];
    }

    internal sealed record Variable(string Name) : Scalar
    {
        public override IEnumerable<Scalar> Parts => [];
    }

    internal sealed record Binary(char Operator, Scalar Left, Scalar Right) : Scalar
    {
        public override IEnumerable<Scalar> Parts => [Left, Right];
    }

    internal sealed record Negation(Scalar Operand) : Scalar
    {
        public override IEnumerable<Scalar> Parts => [Operand];
    }

    internal sealed record Call(Function Kind, Scalar Argument) : Scalar
    {
        public override IEnumerable<Scalar> Parts => [Argument];
    }

    internal sealed record Extremum(bool Greater, Scalar Left, Scalar Right) : Scalar
    {
        public override IEnumerable<Scalar> Parts => [Left, Right];
    }

    internal sealed record Selection(Scalar Condition, Scalar Positive, Scalar Otherwise) : Scalar
    {
        public override IEnumerable<Scalar> Parts => [Condition, Positive, Otherwise];
    }
}
